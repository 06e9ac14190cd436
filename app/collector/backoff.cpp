// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/backoff.h"

#include <algorithm>

namespace fuseboard {
namespace {

using std::chrono::milliseconds;

constexpr int refusalsBeforeStop = 3;
constexpr milliseconds firstCeiling {1'000};

} // namespace

Backoff::Backoff(milliseconds interval, std::uint64_t seed)
    : m_interval(interval)
    , m_retry(firstCeiling, interval, seed)
{
}

milliseconds Backoff::afterSuccess()
{
    m_failures = 0;
    m_refusals = 0;
    m_retry.succeeded();
    return m_interval;
}

std::optional<milliseconds> Backoff::afterFailure(const UsageFailure& failure)
{
    ++m_failures;
    m_refusals = failure.error.code == ErrorCode::unauthorised ? m_refusals + 1 : 0;
    if (m_refusals >= refusalsBeforeStop)
        return std::nullopt;
    const auto asked = failure.retryAfter.value_or(std::chrono::seconds(0));
    if (!failure.tried)
        if (const auto soon = m_retry.wait(failure.error.code, m_failures, asked))
            return soon;
    if (m_failures >= mostTries)
        m_failures = 0;
    return std::max<milliseconds>(m_interval, asked);
}

} // namespace fuseboard
