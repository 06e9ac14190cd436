// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/retry.h"

#include <algorithm>

namespace fuseboard {
namespace {

using std::chrono::milliseconds;

constexpr int tenthsOfARetry = 10;
constexpr int fullBudget = 3 * tenthsOfARetry; ///< all tries of one thing, when nothing was asked before

bool mayPass(ErrorCode code)
{
    switch (code) {
    case ErrorCode::unreachable:
    case ErrorCode::timedOut:
    case ErrorCode::cutOff:
    case ErrorCode::rateLimited:
    case ErrorCode::serverError: return true;
    default: return false;
    }
}

} // namespace

Retry::Retry(milliseconds first, milliseconds longest, std::uint64_t seed)
    : m_first(first)
    , m_longest(longest)
    , m_random(seed)
    , m_budget(fullBudget)
{
}

void Retry::succeeded() { m_budget = std::min(m_budget + 1, fullBudget); }

std::optional<milliseconds> Retry::wait(ErrorCode code, int failures, std::chrono::seconds asked)
{
    if (!mayPass(code) || failures >= mostTries || m_budget < tenthsOfARetry)
        return std::nullopt;
    m_budget -= tenthsOfARetry;
    const milliseconds ceiling = std::min(m_first * (1 << (failures - 1)), m_longest);
    return asked + milliseconds(std::uniform_int_distribution<std::int64_t>(0, ceiling.count())(m_random));
}

} // namespace fuseboard
