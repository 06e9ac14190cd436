// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

#include <QString>

namespace fuseboard {

/// Who polls the sources and keeps the freezes of what is shown.
struct Watcher {
    enum class Kind {
        thisWindow,
        another, ///< another program on this computer owns the profile and answers
        unseen, ///< it owns the profile, and can't be asked
        nobody, ///< it has ended
    };
    Kind kind = Kind::thisWindow;
    QString who; ///< the other program: "fuseboardctl, process 4711"
    Instant since {}; ///< from when on it is so
    QString why {}; ///< of one that can't be asked; empty: it does not answer
    bool operator==(const Watcher&) const = default;
};

} // namespace fuseboard
