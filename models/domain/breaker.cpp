// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/breaker.h"

#include <algorithm>

namespace fuseboard {
namespace {

bool isOpen(BreakerState state) { return state == BreakerState::open || state == BreakerState::halfOpen; }

BreakerState stateOf(BreakerLevel level)
{
    switch (level) {
    case BreakerLevel::none: return BreakerState::closed;
    case BreakerLevel::warn: return BreakerState::warning;
    case BreakerLevel::throttle: return BreakerState::throttled;
    case BreakerLevel::downgrade: return BreakerState::downgraded;
    case BreakerLevel::open: return BreakerState::open;
    }
    return BreakerState::closed;
}

BreakerState oneLevelDown(BreakerState state)
{
    switch (state) {
    case BreakerState::downgraded: return BreakerState::throttled;
    case BreakerState::throttled: return BreakerState::warning;
    default: return BreakerState::closed;
    }
}

} // namespace

Breaker::Breaker(BreakerRule rule)
    : m_rule(rule)
    , m_wait(rule.firstWait)
{
}

SteadyTime Breaker::retryAt() const
{
    if (m_state == BreakerState::halfOpen)
        return m_probeUntil.value_or(m_retryAt);
    return m_state == BreakerState::open ? m_retryAt : m_nextAt;
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

void Breaker::catchUp(SteadyTime now)
{
    if (m_allowance && now >= m_allowance->until)
        m_allowance.reset();
    if (m_state == BreakerState::halfOpen && m_probeUntil && now >= *m_probeUntil)
        open(*m_probeUntil);
    while (m_state != BreakerState::closed && !isOpen(m_state) && now >= m_calmAt) {
        m_state = oneLevelDown(m_state);
        m_calmAt += m_rule.calm;
    }
}

bool Breaker::isAllowed(std::int64_t worstNano) const
{
    return m_allowance && m_allowance->calls > 0 && worstNano <= m_allowance->nano;
}

Admission Breaker::decide(SteadyTime now, std::int64_t worstNano) const
{
    if (heldByPerson())
        return Admission::reject;
    switch (m_state) {
    case BreakerState::closed:
    case BreakerState::warning: return Admission::pass;
    case BreakerState::throttled: return now < m_nextAt ? Admission::wait : Admission::pass;
    case BreakerState::downgraded: return now < m_nextAt ? Admission::wait : Admission::downgrade;
    case BreakerState::open:
        if (isAllowed(worstNano))
            return Admission::pass;
        return now < m_retryAt ? Admission::reject : Admission::probe;
    case BreakerState::halfOpen:
        if (isAllowed(worstNano))
            return Admission::pass;
        return m_probeUntil ? Admission::reject : Admission::probe;
    }
    return Admission::reject;
}

Admission Breaker::peek(SteadyTime now, std::int64_t worstNano)
{
    if (!heldByPerson())
        catchUp(now);
    return decide(now, worstNano);
}

Admission Breaker::admit(SteadyTime now, std::int64_t worstNano)
{
    m_decided = peek(now, worstNano);
    if (m_decided == Admission::probe) {
        m_state = BreakerState::halfOpen;
        m_probeUntil = now + m_rule.probeDeadline;
        ++m_probe;
    } else if (m_decided == Admission::pass && isOpen(m_state)) {
        --m_allowance->calls;
        m_allowance->nano -= worstNano;
    } else if (m_decided == Admission::downgrade || (m_decided == Admission::pass && m_state == BreakerState::throttled)) {
        m_nextAt = now + m_rule.throttleEvery;
    }
    return m_rule.observe && !heldByPerson() ? Admission::pass : m_decided;
}

void Breaker::record(Outcome outcome, SteadyTime now, std::uint64_t number)
{
    catchUp(now);
    if (isOpen(m_state)) {
        // Others were let in before it opened, or by an allowance: they decide nothing. Nor does a probe that is too late.
        if (number == 0 || number != probe())
            return;
        if (outcome == Outcome::failure)
            open(now);
        else
            reset();
        return;
    }
    m_failures = outcome == Outcome::failure ? m_failures + 1 : 0;
    if (m_rule.failuresToOpen > 0 && m_failures >= m_rule.failuresToOpen)
        open(now);
}

void Breaker::withdraw(std::uint64_t number)
{
    if (number != 0 && number == probe())
        m_probeUntil.reset();
}

void Breaker::raise(BreakerLevel level, SteadyTime now)
{
    if (level == BreakerLevel::none)
        return;
    if (level == BreakerLevel::open) {
        trip(now);
        return;
    }
    catchUp(now);
    if (isOpen(m_state))
        return;
    m_state = std::max(m_state, stateOf(level));
    m_calmAt = now + m_rule.calm;
}

void Breaker::trip(SteadyTime now)
{
    catchUp(now);
    if (m_state != BreakerState::open)
        open(now);
}

bool Breaker::allow(const BreakerAllowance& allowance, SteadyTime now)
{
    if (!heldByPerson())
        catchUp(now);
    if (heldByPerson() || !isOpen(m_state) || now >= allowance.until)
        return false;
    m_allowance = allowance;
    m_grantedNano = allowance.nano;
    return true;
}

void Breaker::giveBack(std::int64_t nano)
{
    if (m_allowance)
        m_allowance->nano = std::min(m_allowance->nano + nano, m_grantedNano);
}

void Breaker::reset()
{
    m_state = BreakerState::closed;
    m_wait = m_rule.firstWait;
    m_probeUntil.reset();
    m_allowance.reset();
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
