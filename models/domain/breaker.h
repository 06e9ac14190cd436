// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/breakerlevel.h"
#include "domain/breakerstate.h"
#include "domain/hold.h"

#include <optional>

namespace fuseboard {

/// From the mildest on: of several breakers' answers the greatest counts.
enum class Admission {
    pass,
    downgrade, ///< pass, to a cheaper model where there is one
    probe, ///< pass, and its outcome decides
    wait, ///< too soon; retryAt() says when
    reject,
};
enum class Outcome { success, failure };

/// How a breaker goes up and comes down.
struct BreakerRule {
    std::chrono::seconds firstWait {300}; ///< how long it stays open; doubles from first to last
    std::chrono::seconds lastWait {1800};
    std::chrono::seconds probeDeadline {30}; ///< a probe without answer by then has failed
    int failuresToOpen = 0; ///< consecutive failures that open it; 0: only evidence does
    std::chrono::seconds throttleEvery {5}; ///< throttled, one call passes in that time
    std::chrono::seconds calm {300}; ///< without evidence for so long, a level goes down by one
    bool observe = false; ///< it decides as always, and lets every call pass: decided() says what it would have done
};

/// What a person allows to a scope whose breaker is open. It ends with whatever is used up first.
struct BreakerAllowance {
    SteadyTime until;
    int calls = 0;
    std::int64_t nano = 0; ///< money, of the calls' worst case
    bool operator==(const BreakerAllowance&) const = default;
};

/// One scope's circuit breaker: what rules decided (closed, warning, throttled, downgraded, open, half-open), and above it
/// a person's hold, which only a person's order ends: no timer, outcome, allowance or reset does. Told what happened and
/// when; answers what to do.
class Breaker {
public:
    explicit Breaker(BreakerRule rule = {});

    [[nodiscard]] BreakerState state() const { return m_state; }
    [[nodiscard]] bool heldByPerson() const { return m_hold && m_hold->order.state == HoldState::frozen; }
    /// The last person's order in force, frozen or released; empty before the first.
    [[nodiscard]] const std::optional<Hold>& hold() const { return m_hold; }
    [[nodiscard]] std::uint64_t generation() const { return m_hold ? m_hold->order.generation : 0; }
    /// Of the probe that is out; 0: none is.
    [[nodiscard]] std::uint64_t probe() const { return m_probeUntil ? m_probe : 0; }
    /// When a call that was rejected or has to wait may be tried again; of a person's hold nobody knows.
    [[nodiscard]] SteadyTime retryAt() const;
    /// What admit() last decided, also where it only observes.
    [[nodiscard]] Admission decided() const { return m_decided; }
    /// What is left of it; one that is used up or over is none.
    [[nodiscard]] const std::optional<BreakerAllowance>& allowance() const { return m_allowance; }

    /// What admit() would decide; takes no probe and nothing of an allowance.
    Admission peek(SteadyTime now, std::int64_t worstNano = 0);
    /// Whether a call may pass now, which may cost so much. A half-open breaker answers `probe` to one call at a time.
    Admission admit(SteadyTime now, std::int64_t worstNano = 0);
    /// How an admitted call ended. `number`: probe() where it was admitted as one, else 0. May open, reopen or close.
    void record(Outcome outcome, SteadyTime now, std::uint64_t number = 0);
    /// The probe of that number ended and says nothing: the next call is one.
    void withdraw(std::uint64_t number);
    /// Evidence of a rule. A milder level than the one in force keeps it in force; `open` trips.
    void raise(BreakerLevel level, SteadyTime now);
    /// A policy's rule opens the breaker.
    void trip(SteadyTime now);
    /// A person lets the scope go on for a while though its breaker is open. False: it is not open, or a person holds it.
    bool allow(const BreakerAllowance& allowance, SteadyTime now);
    /// An allowed call cost less than its worst case.
    void giveBack(std::int64_t nano);
    /// A policy's trip is over; a person's hold stays.
    void reset();
    /// A person's order.
    OrderVerdict apply(const HoldOrder& order, Instant at);
    /// Puts back what was kept over a restart.
    void restore(Hold hold);

private:
    void open(SteadyTime now);
    /// What the time alone has changed.
    void catchUp(SteadyTime now);
    [[nodiscard]] bool isAllowed(std::int64_t worstNano) const;
    [[nodiscard]] Admission decide(SteadyTime now, std::int64_t worstNano) const;

    BreakerRule m_rule;
    BreakerState m_state = BreakerState::closed;
    std::optional<Hold> m_hold;
    std::optional<BreakerAllowance> m_allowance;
    std::int64_t m_grantedNano = 0; ///< of the allowance, at its start
    std::chrono::seconds m_wait;
    SteadyTime m_retryAt; ///< open: half-open from then on
    SteadyTime m_nextAt; ///< throttled: the next call passes from then on
    SteadyTime m_calmAt; ///< warning, throttled, downgraded: one level down from then on
    std::optional<SteadyTime> m_probeUntil; ///< set while a probe is out
    std::uint64_t m_probe = 0; ///< number of the last one
    int m_failures = 0;
    Admission m_decided = Admission::pass;
};

} // namespace fuseboard
