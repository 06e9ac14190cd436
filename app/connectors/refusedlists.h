// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"
#include "domain/error.h"

#include <QDeadlineTimer>

#include <tuple>

namespace fuseboard {

/// The lists of a source that its key may not read, or that its server does not have, while others can be read. They are
/// left out for an hour, so that a refusal is not provoked at every poll (ACCEPTANCE C14).
class RefusedLists {
public:
    void note(const UsageTask& task, Error why);
    /// Why the task need not be tried now; empty: try it.
    [[nodiscard]] std::optional<Error> why(const UsageTask& task) const;

private:
    struct Refusal {
        Error why;
        QDeadlineTimer until;
    };
    /// By list, subject, and whether it is a directory: it may be read for its limits beside being read for figures.
    std::map<std::tuple<std::string, std::string, bool>, Refusal> m_refusals;
};

/// Where others are read it is the list that is refused, and not the key.
Error asListRefused(Error refusal);

} // namespace fuseboard
