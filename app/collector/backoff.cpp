// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/backoff.h"

#include <algorithm>

namespace fuseboard {
namespace {

using std::chrono::milliseconds;

constexpr int tries = 4;
constexpr int refusalsBeforeStop = 3;
constexpr milliseconds firstCeiling {1'000};
constexpr int tenthsOfARetry = 10;
constexpr int fullBudget = 3 * tenthsOfARetry;

} // namespace

Backoff::Backoff(milliseconds interval, std::uint64_t seed)
    : m_interval(interval)
    , m_random(seed)
    , m_budget(fullBudget)
{
}

milliseconds Backoff::afterSuccess()
{
    m_failures = 0;
    m_refusals = 0;
    m_budget = std::min(m_budget + 1, fullBudget);
    return m_interval;
}

bool Backoff::mayRetry(ErrorCode code) const
{
    switch (code) {
    case ErrorCode::unreachable:
    case ErrorCode::timedOut:
    case ErrorCode::cutOff:
    case ErrorCode::rateLimited:
    case ErrorCode::serverError: return m_failures < tries && m_budget >= tenthsOfARetry;
    default: return false;
    }
}

std::optional<milliseconds> Backoff::afterFailure(const UsageFailure& failure)
{
    ++m_failures;
    m_refusals = failure.error.code == ErrorCode::unauthorised ? m_refusals + 1 : 0;
    if (m_refusals >= refusalsBeforeStop)
        return std::nullopt;
    const milliseconds asked = failure.retryAfter.value_or(std::chrono::seconds(0));
    if (!mayRetry(failure.error.code)) {
        if (m_failures >= tries)
            m_failures = 0;
        return std::max(m_interval, asked);
    }
    m_budget -= tenthsOfARetry;
    const milliseconds ceiling = std::min(firstCeiling * (1 << (m_failures - 1)), m_interval);
    const milliseconds jitter(std::uniform_int_distribution<std::int64_t>(0, ceiling.count())(m_random));
    return asked + jitter;
}

} // namespace fuseboard
