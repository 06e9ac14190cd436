// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/team.h"

#include <QString>

#include <set>

namespace fuseboard {

/// The callers' keys that this profile has ever given gateways, by their SHA-256: what of a policy's keys is gone from the
/// organisation and stands here was Fuseboard's, and goes; all others are somebody else's. A file of lines that is only added
/// to.
class SentKeys {
public:
    /// Empty where there is no file yet.
    explicit SentKeys(QString file);

    [[nodiscard]] const std::set<std::string>& all() const { return m_all; }
    /// What can't be written is known until the end of this program.
    void add(const std::vector<CallerKey>& keys);

private:
    QString m_file;
    std::set<std::string> m_all;
};

} // namespace fuseboard
