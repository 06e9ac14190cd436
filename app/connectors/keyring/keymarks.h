// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

#include <QString>

#include <map>
#include <optional>
#include <string>

namespace fuseboard {

/// Which keys were seen in which keyring: names and times, no secret (ACCEPTANCE E2). It tells a key that was never there
/// from one whose keyring is locked away, gone or another one today. A missing or unreadable file is one without marks.
class KeyMarks {
public:
    struct Mark {
        std::string store; ///< "KWallet"
        Instant seen;
        bool operator==(const Mark&) const = default;
    };

    /// An empty `file` keeps marks in memory alone.
    explicit KeyMarks(QString file);
    [[nodiscard]] std::optional<Mark> mark(const std::string& key) const;
    /// Saved (0600) where it says something new: another store, another day. What can't be saved is not marked for long;
    /// nothing else depends on it.
    void seen(const std::string& key, const std::string& store, Instant now);

private:
    void save() const;

    QString m_file;
    std::map<std::string, Mark> m_marks;
};

} // namespace fuseboard
