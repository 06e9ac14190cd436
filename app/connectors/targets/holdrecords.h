// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/targets/holdrecord.h"

#include <QFuture>
#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <map>

namespace fuseboard {

/// The records of one lever, a synced file each, in a directory of its own. What can't be saved stays in memory, in force,
/// and is tried again until it is.
class HoldRecords {
public:
    /// Reads what is there. The error names a file that is none of ours.
    static Result<std::unique_ptr<HoldRecords>> open(const QString& directory);

    [[nodiscard]] const std::map<Scope, HoldRecord>& all() const { return m_records; }
    [[nodiscard]] const HoldRecord* find(const Scope& scope) const;
    /// Why the scope's file can't be understood; null: it can, or there is none. What it recorded can't be undone by us, and it
    /// stays as it is.
    [[nodiscard]] const Error* fault(const Scope& scope) const;
    [[nodiscard]] const std::map<Scope, Error>& faults() const { return m_faults; }
    /// Another freeze in force that holds the same target; null: none.
    [[nodiscard]] const HoldRecord* otherHolder(const Scope& scope, const std::string& target) const;
    /// Whether it is on disk, at the latest after 200 ms: a freeze does not wait for a disk (`SAFETY.md` KS7).
    QFuture<bool> put(HoldRecord record);

private:
    explicit HoldRecords(QString directory);
    void save(const Scope& scope, std::function<void(bool saved)> tell);

    QString m_directory;
    std::map<Scope, HoldRecord> m_records;
    std::map<Scope, Error> m_faults;
    QObject m_here; ///< of the thread that made it, where the disk's word comes
    QThreadPool m_disk; ///< one thread, so that a scope's files are written in order; goes first, and waits for what it writes
};

} // namespace fuseboard
