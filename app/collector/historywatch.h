// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QObject>
#include <QThread>

#include <chrono>
#include <filesystem>

namespace fuseboard {

/// When a history is looked through.
struct WatchPace {
    std::chrono::milliseconds beforeTheFirst = std::chrono::minutes(5); ///< after the start, which has enough to do
    std::chrono::milliseconds betweenDays = std::chrono::seconds(1);
    std::chrono::milliseconds betweenRounds = std::chrono::days(7);
};

/// Looks through a history for damage while nobody waits for it, day by day, the newest first, in a thread and on a
/// connection of its own that only reads (SAFETY HI7).
class HistoryWatch : public QObject {
    Q_OBJECT
public:
    explicit HistoryWatch(std::filesystem::path file, WatchPace pace = {});
    ~HistoryWatch() override;

Q_SIGNALS:
    /// `historyDamaged`; its detail names the day and what does not fit. Once for each thing found in a round.
    void damaged(const fuseboard::Error& error);
    void roundEnded();

private:
    QThread m_thread;
};

} // namespace fuseboard
