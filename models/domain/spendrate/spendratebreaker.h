// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/breaker.h"
#include "domain/money.h"
#include "domain/spendrate/spendraterule.h"
#include "domain/spendrate/spendwindow.h"

namespace fuseboard {

/// How fast a scope spends: the evidence of its breaker. Money is nano-units.
struct SpendRate {
    std::int64_t nanoAnHour = 0; ///< by what was settled within the window and what runs
    std::int64_t limitNano = 0; ///< an hour, of the state that the breaker is in; 0: it is closed
    std::optional<std::int64_t> usualNano; ///< an hour
    std::int64_t costNano = 0, calls = 0; ///< settled within the window
    std::int64_t runningNano = 0, running = 0; ///< what calls in flight will likely cost
};

/// The breaker of one scope by how fast it spends: warns, and then lets calls through only as fast as the limit allows, or
/// leads them one tier down. Never opens: what is fast may be honest. Comes down by itself once it is calm. Told what happened
/// and when; knows no clock.
class SpendRateBreaker {
public:
    explicit SpendRateBreaker(SpendRateRule rule);

    [[nodiscard]] const SpendRateRule& rule() const { return m_rule; }
    [[nodiscard]] BreakerState state() const { return m_breaker.state(); }
    [[nodiscard]] bool isDowngraded() const { return !m_rule.observe && state() == BreakerState::downgraded; }
    /// It is closed, nothing runs and nothing was spent within the window: it may be forgotten.
    [[nodiscard]] bool isIdle(SteadyTime now) const;
    /// Until when a call has to wait; not later than now: it does not. `downgraded`: it goes to a cheaper model.
    [[nodiscard]] SteadyTime waitsUntil(SteadyTime now, bool downgraded) const;

    /// Another policy. What was spent stays known; another rule's verdict does not.
    void follow(const SpendRateRule& rule);
    /// What the scope usually spends in an hour; empty: nobody knows.
    void learn(std::optional<std::int64_t> usualNano) { m_usualNano = usualNano; }
    /// A call of before that ended then.
    void remember(std::int64_t costNano, SteadyTime at) { m_window.add(costNano, at); }
    /// A call that may cost so much is let in.
    void begin(std::int64_t worstNano, SteadyTime now);
    /// It cost so much.
    void settle(std::int64_t worstNano, std::int64_t costNano, SteadyTime now);
    /// Measures, and goes up with that or down with the time.
    SpendRate look(SteadyTime now);

private:
    [[nodiscard]] SpendRate measure(SteadyTime now) const;
    [[nodiscard]] std::int64_t likelyCost() const;
    /// Between two calls that are let through.
    [[nodiscard]] std::chrono::nanoseconds interval(SteadyTime now) const;
    [[nodiscard]] BreakerLevel levelOf(const SpendRate& rate) const;
    [[nodiscard]] bool isSlowed() const { return state() == BreakerState::throttled || state() == BreakerState::downgraded; }

    SpendRateRule m_rule;
    Breaker m_breaker;
    SpendWindow m_window;
    std::optional<std::int64_t> m_usualNano;
    std::int64_t m_running = 0;
    Int128 m_runningWorst = 0;
    SteadyTime m_nextAt; ///< slowed down: the next call passes from then on
    /// Of calls that have ended lately: what they cost of what they could have.
    Int128 m_endedCost = 0, m_endedWorst = 0;
    int m_ended = 0;
};

} // namespace fuseboard
