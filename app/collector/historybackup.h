// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

#include <QObject>
#include <QThread>

#include <filesystem>
#include <optional>
#include <stop_token>

namespace fuseboard {

/// When, where and how many copies of a history are made.
struct BackupPlan {
    std::filesystem::path file;
    std::filesystem::path directory; ///< made where it is missing, readable by its owner alone
    std::chrono::microseconds every = std::chrono::days(7);
    std::size_t keep = 2; ///< older ones are removed once a newer one is checked; those named in the future first
    std::chrono::milliseconds beforeTheFirstLook = std::chrono::minutes(10); ///< the start has enough to do
    std::chrono::milliseconds betweenLooks = std::chrono::hours(1);
};

/// The newest copy's time, by its name; empty where there is none. One that is named later than `now` is of a clock that went
/// wrong, and is not looked at.
std::optional<Instant> lastBackup(const std::filesystem::path& directory, Instant now);

/// Copies a history when its last copy is old enough, in a thread and on a connection of its own (ACCEPTANCE H10). A copy
/// that can't be made, or for which the disk has no room, is told once, and tried again at each look.
class HistoryBackup : public QObject {
    Q_OBJECT
public:
    /// `clock` must outlive it.
    HistoryBackup(BackupPlan plan, const Clock& clock);
    ~HistoryBackup() override;
    /// Once whoever is to be told listens: what it finds at once is told once.
    void start();

Q_SIGNALS:
    void backedUp(fuseboard::Instant at);
    void failed(const fuseboard::Error& error);

private:
    QThread m_thread;
    std::stop_source m_stop; ///< of a copy under way
};

} // namespace fuseboard
