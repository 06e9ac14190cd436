// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/loops/kindcosts.h"

#include <algorithm>

namespace fuseboard::loops {
namespace {

constexpr std::size_t sessionsKept = 256;
constexpr std::size_t fewestSessions = 20; ///< before which nothing is known of a kind
constexpr std::size_t mostKinds = 1000;
constexpr std::int64_t farAbove = 10; ///< times the middle, as ACCEPTANCE L3 has it
constexpr std::int64_t farAboveAll = 3; ///< times the 95th percentile of whole sessions

std::int64_t quantile(std::vector<std::int64_t> values, std::size_t percent)
{
    const auto at = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) * percent / 100);
    std::ranges::nth_element(values, at);
    return *at;
}

void keep(std::vector<std::int64_t>& values, std::size_t at, std::int64_t value)
{
    if (values.size() < sessionsKept)
        values.push_back(value);
    else
        values[at] = value;
}

} // namespace

void KindCosts::learn(const std::string& kind, std::int64_t costNano, std::int64_t costNanoAnHour)
{
    if (m_kinds.size() >= mostKinds && !m_kinds.contains(kind))
        return;
    Sessions& sessions = m_kinds[kind];
    keep(sessions.costs, sessions.next, costNano);
    keep(sessions.anHour, sessions.next, costNanoAnHour);
    sessions.next = (sessions.next + 1) % sessionsKept;
    sessions.middleAnHour = quantile(sessions.anHour, 50);
    sessions.p95 = quantile(sessions.costs, 95);
}

bool KindCosts::isFarAbove(std::string_view kind, std::int64_t costNano, std::int64_t costNanoAnHour) const
{
    const auto found = m_kinds.find(kind);
    if (found == m_kinds.end() || found->second.costs.size() < fewestSessions)
        return false;
    return costNanoAnHour / farAbove > found->second.middleAnHour || costNano / farAboveAll > found->second.p95;
}

} // namespace fuseboard::loops
