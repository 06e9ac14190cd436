// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "store/history.h"

#include <QObject>

#include <functional>
#include <optional>
#include <set>

class QTimer;

namespace fuseboard {

/// What is done to a history between the answers of sources: the past is given to teams by changed rules, and what has become
/// old is made coarser, a few days at a time.
class Housekeeping : public QObject {
    Q_OBJECT
public:
    /// `history` and `clock` must outlive it. Rows stay as calls and as hours for so many days, and until each source has been
    /// heard of: `lastHeard` says when the one that is silent for longest last answered; empty: none owes anything.
    Housekeeping(History& history, const Clock& clock, std::chrono::days keepCalls, std::chrono::days keepHours,
        std::function<std::optional<Instant>()> lastHeard);

    /// Goes on with what an earlier run left undone.
    void start();
    /// The rules are others now: the latest days at once, then the rest.
    void allocateAnew();
    /// Of the past that is given to teams anew; empty where none waits.
    [[nodiscard]] Result<std::optional<Progress>> allocation();

Q_SIGNALS:
    /// Of a job of allocation; without days, it has ended.
    void allocated(const std::set<fuseboard::Instant>& days);
    void failed(const fuseboard::Error& error);

private:
    void allocateSome();
    void compactSome();

    History& m_history;
    const Clock& m_clock;
    std::chrono::days m_keepCalls, m_keepHours;
    std::function<std::optional<Instant>()> m_lastHeard;
    QTimer* m_allocate;
    QTimer* m_compact;
    int m_daysToAllocate = 0; ///< when the job began
};

} // namespace fuseboard
