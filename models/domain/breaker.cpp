// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/breaker.h"

#include <algorithm>

namespace fuseboard {

Breaker::Breaker(BreakerRule rule)
    : m_rule(rule)
    , m_wait(rule.firstWait)
{
}

void Breaker::open(SteadyTime now)
{
    if (m_state == BreakerState::halfOpen)
        m_wait = std::min(m_wait * 2, m_rule.lastWait);
    m_state = BreakerState::open;
    m_retryAt = now + m_wait;
    m_probeUntil.reset();
    m_failures = 0;
}

void Breaker::failProbeIfOverdue(SteadyTime now)
{
    if (m_state == BreakerState::halfOpen && m_probeUntil && now >= *m_probeUntil)
        open(*m_probeUntil);
}

Admission Breaker::admit(SteadyTime now)
{
    if (heldByPerson())
        return Admission::reject;
    failProbeIfOverdue(now);
    if (m_state == BreakerState::closed)
        return Admission::pass;
    if (m_state == BreakerState::open) {
        if (now < m_retryAt)
            return Admission::reject;
        m_state = BreakerState::halfOpen;
    }
    if (m_probeUntil)
        return Admission::reject;
    m_probeUntil = now + m_rule.probeDeadline;
    return Admission::probe;
}

void Breaker::record(Outcome outcome, SteadyTime now)
{
    failProbeIfOverdue(now);
    switch (m_state) {
    case BreakerState::open: return; // a call admitted before it opened; it decides nothing
    case BreakerState::closed:
        m_failures = outcome == Outcome::failure ? m_failures + 1 : 0;
        if (m_rule.failuresToOpen > 0 && m_failures >= m_rule.failuresToOpen)
            open(now);
        return;
    case BreakerState::halfOpen:
        if (!m_probeUntil)
            return;
        if (outcome == Outcome::failure)
            open(now);
        else
            reset();
        return;
    }
}

void Breaker::trip(SteadyTime now)
{
    if (m_state != BreakerState::open)
        open(now);
}

void Breaker::reset()
{
    m_state = BreakerState::closed;
    m_wait = m_rule.firstWait;
    m_probeUntil.reset();
    m_failures = 0;
}

OrderVerdict Breaker::apply(const HoldOrder& order, Instant at)
{
    const OrderVerdict verdict = judge(m_hold ? &*m_hold : nullptr, order);
    if (verdict == OrderVerdict::applied)
        m_hold = Hold {order, at};
    return verdict;
}

void Breaker::restore(Hold hold) { m_hold = std::move(hold); }

} // namespace fuseboard
