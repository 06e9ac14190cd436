// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/spendrate/spendratebreaker.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace fuseboard {
namespace {

constexpr std::chrono::seconds calm {60};
constexpr std::int64_t windowsAnHour = std::chrono::hours(1) / SpendWindow::length;
constexpr std::int64_t fewestCalls = 5; ///< one dear call is no pace
constexpr std::int64_t farAbove = 2; ///< times its limit, cheaper models do not help enough: they are slowed down too
/// What calls cost of what they could have cost, in per cent, until some have ended: most state a cap far above their answer.
constexpr int firstShare = 12;
constexpr int fewestEnded = 8;
constexpr int mostEnded = 256; ///< then the earlier ones count half
constexpr std::chrono::milliseconds shortestInterval {100};
constexpr std::chrono::seconds longestInterval = SpendWindow::length, firstInterval {5};

std::int64_t bounded(Int128 nano)
{
    return static_cast<std::int64_t>(std::clamp<Int128>(nano, 0, std::numeric_limits<std::int64_t>::max()));
}

Breaker breakerOf(const SpendRateRule& rule)
{
    // Its states alone: how slowly calls pass depends on what they cost.
    return Breaker({.throttleEvery = std::chrono::seconds(0), .calm = calm, .observe = rule.observe});
}

} // namespace

SpendRateBreaker::SpendRateBreaker(SpendRateRule rule)
    : m_rule(std::move(rule))
    , m_breaker(breakerOf(m_rule))
{
}

bool SpendRateBreaker::isIdle(SteadyTime now) const
{
    return state() == BreakerState::closed && m_running == 0 && m_window.sum(now).calls == 0;
}

void SpendRateBreaker::follow(const SpendRateRule& rule)
{
    if (rule == m_rule)
        return;
    m_rule = rule;
    m_breaker = breakerOf(m_rule);
}

std::int64_t SpendRateBreaker::likelyCost() const
{
    if (m_ended < fewestEnded || m_endedWorst == 0)
        return bounded(m_runningWorst * firstShare / 100);
    return bounded(m_runningWorst * std::min(m_endedCost, m_endedWorst) / m_endedWorst);
}

SpendRate SpendRateBreaker::measure(SteadyTime now) const
{
    const SpendWindow::Sum sum = m_window.sum(now);
    SpendRate rate {
        .usualNano = m_usualNano, .costNano = sum.nano, .calls = sum.calls, .runningNano = likelyCost(), .running = m_running};
    rate.nanoAnHour = bounded((Int128 {rate.costNano} + rate.runningNano) * windowsAnHour);
    return rate;
}

BreakerLevel SpendRateBreaker::levelOf(const SpendRate& rate) const
{
    const SpendRateLimits limits = limitsOf(m_rule, m_usualNano);
    if (rate.calls + rate.running < fewestCalls)
        return BreakerLevel::none;
    if (limits.throttleNano && rate.nanoAnHour >= *limits.throttleNano)
        return m_rule.downgrade ? BreakerLevel::downgrade : BreakerLevel::throttle;
    return limits.warnNano && rate.nanoAnHour >= *limits.warnNano ? BreakerLevel::warn : BreakerLevel::none;
}

std::chrono::nanoseconds SpendRateBreaker::interval(SteadyTime now) const
{
    const SpendWindow::Sum sum = m_window.sum(now);
    const auto limit = limitsOf(m_rule, m_usualNano).throttleNano;
    if (sum.calls == 0 || !limit)
        return firstInterval;
    constexpr Int128 hour = std::chrono::nanoseconds(std::chrono::hours(1)).count();
    const std::chrono::nanoseconds each(bounded(Int128 {sum.nano} / sum.calls * hour / *limit));
    return std::clamp<std::chrono::nanoseconds>(each, shortestInterval, longestInterval);
}

SpendRate SpendRateBreaker::look(SteadyTime now)
{
    SpendRate rate = measure(now);
    const bool wasSlowed = isSlowed();
    m_breaker.raise(levelOf(rate), now);
    m_breaker.peek(now);
    if (isSlowed() && !wasSlowed)
        m_nextAt = now + interval(now);
    const SpendRateLimits limits = limitsOf(m_rule, m_usualNano);
    if (state() != BreakerState::closed)
        rate.limitNano = (isSlowed() ? limits.throttleNano : limits.warnNano).value_or(0);
    return rate;
}

SteadyTime SpendRateBreaker::waitsUntil(SteadyTime now, bool downgraded) const
{
    if (m_rule.observe || !isSlowed())
        return now;
    const std::int64_t limit = limitsOf(m_rule, m_usualNano).throttleNano.value_or(0);
    if (downgraded && isDowngraded() && Int128 {measure(now).nanoAnHour} < Int128 {limit} * farAbove)
        return now;
    return std::max(now, m_nextAt);
}

void SpendRateBreaker::begin(std::int64_t worstNano, SteadyTime now)
{
    ++m_running;
    m_runningWorst += worstNano;
    if (isSlowed() && m_nextAt <= now)
        m_nextAt = now + interval(now);
}

void SpendRateBreaker::settle(std::int64_t worstNano, std::int64_t costNano, SteadyTime now)
{
    m_window.add(costNano, now);
    // A call that began under a policy without the rule is not among those.
    m_running = std::max<std::int64_t>(0, m_running - 1);
    m_runningWorst = std::max<Int128>(0, m_runningWorst - worstNano);
    m_endedCost += costNano;
    m_endedWorst += worstNano;
    if (++m_ended < mostEnded)
        return;
    m_endedCost /= 2;
    m_endedWorst /= 2;
    m_ended /= 2;
}

} // namespace fuseboard
