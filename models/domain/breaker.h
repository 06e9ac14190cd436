// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hold.h"

#include <optional>

namespace fuseboard {

enum class BreakerState { closed, open, halfOpen };
enum class Admission { pass, probe, reject };
enum class Outcome { success, failure };

/// How an opened breaker tries again. Waits double from first to last.
struct BreakerRule {
    std::chrono::seconds firstWait {300};
    std::chrono::seconds lastWait {1800};
    std::chrono::seconds probeDeadline {30}; ///< a probe without answer by then has failed
    int failuresToOpen = 0; ///< consecutive failures that open it; 0: only trip() does
};

/// One scope's circuit breaker: what rules decided (closed, open, half-open), and above it a person's hold, which only
/// a person's order ends: no timer, outcome or reset does. Told what happened and when; answers what to do.
class Breaker {
public:
    explicit Breaker(BreakerRule rule = {});

    [[nodiscard]] BreakerState state() const { return m_state; }
    [[nodiscard]] bool heldByPerson() const { return m_hold && m_hold->order.state == HoldState::frozen; }
    /// The last person's order in force, frozen or released; empty before the first.
    [[nodiscard]] const std::optional<Hold>& hold() const { return m_hold; }
    [[nodiscard]] std::uint64_t generation() const { return m_hold ? m_hold->order.generation : 0; }

    /// Whether a call may pass now. A half-open breaker answers `probe` to one call at a time.
    Admission admit(SteadyTime now);
    /// How an admitted call ended. May open, reopen or close.
    void record(Outcome outcome, SteadyTime now);
    /// A policy's rule opens the breaker.
    void trip(SteadyTime now);
    /// A policy's trip is over; a person's hold stays.
    void reset();
    /// A person's order.
    OrderVerdict apply(const HoldOrder& order, Instant at);
    /// Puts back what was kept over a restart.
    void restore(Hold hold);

private:
    void open(SteadyTime now);
    void failProbeIfOverdue(SteadyTime now);

    BreakerRule m_rule;
    BreakerState m_state = BreakerState::closed;
    std::optional<Hold> m_hold;
    std::chrono::seconds m_wait;
    SteadyTime m_retryAt;
    std::optional<SteadyTime> m_probeUntil; ///< set while a probe is out
    int m_failures = 0;
};

} // namespace fuseboard
