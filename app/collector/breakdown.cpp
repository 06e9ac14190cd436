// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/breakdown.h"

#include "collector/hourlyspend.h"

#include <algorithm>
#include <tuple>

namespace fuseboard {
namespace {

using std::chrono::days;

std::optional<int> change(std::int64_t thisWeek, std::int64_t lastWeek)
{
    if (lastWeek <= 0)
        return std::nullopt;
    const Int128 percent = (static_cast<Int128>(thisWeek) - lastWeek) * 100 / lastWeek;
    return static_cast<int>(std::clamp<Int128>(percent, -999'999, 999'999));
}

} // namespace

Breakdown::Breakdown(Period period, Instant now)
    : m_period(period)
    , m_now(now)
{
}

Breakdown::Sums& Breakdown::addTo(List& list, Name name, const SpentShare& share, Instant at) const
{
    Sums& sums = list[name];
    if (m_period.contains(at)) {
        sums.period += share.nano;
        sums.estimated += share.basis == CostBasis::estimated ? share.nano : 0;
    }
    if (at >= m_now - days(7))
        sums.thisWeek += share.nano;
    else if (at >= m_now - days(14))
        sums.lastWeek += share.nano;
    return sums;
}

void Breakdown::add(const SpentShare& share, Interned teamName)
{
    const Instant at = HourlySpend::middle(share.start, share.width);
    if (at < std::min(m_period.start, m_now - days(14)) || at >= m_period.end)
        return;
    Sums& ofAgent = addTo(m_byAgent, {share.agent.empty() ? share.key : share.agent, teamName}, share, at);
    ofAgent.isAgent = ofAgent.isAgent || !share.agent.empty();
    addTo(m_byModel, {share.model, {}}, share, at);
    addTo(m_byPerson, {share.person, teamName}, share, at);
    addTo(m_byTag, {share.tag, {}}, share, at);
}

void Breakdown::add(const Breakdown& other, Interned teamName)
{
    const auto merge = [](List& into, const List& from, Interned team) {
        for (const auto& [name, sums] : from) {
            Sums& sum = into[{name.name, team}];
            sum.period += sums.period;
            sum.estimated += sums.estimated;
            sum.thisWeek += sums.thisWeek;
            sum.lastWeek += sums.lastWeek;
            sum.isAgent = sum.isAgent || sums.isAgent;
        }
    };
    merge(m_byAgent, other.m_byAgent, teamName);
    merge(m_byModel, other.m_byModel, {});
    merge(m_byPerson, other.m_byPerson, teamName);
    merge(m_byTag, other.m_byTag, {});
}

std::vector<BreakdownRow> Breakdown::rows(const List& list)
{
    std::vector<BreakdownRow> out;
    for (const auto& [name, sums] : list)
        if (sums.period != 0)
            out.push_back({.name = name.name,
                .team = name.team,
                .nano = sums.period,
                .estimatedNano = sums.estimated,
                .againstLastWeekPercent = change(sums.thisWeek, sums.lastWeek),
                .isAgent = sums.isAgent,
                .id = name.name});
    std::ranges::sort(out, [](const BreakdownRow& a, const BreakdownRow& b) {
        return std::tie(b.nano, a.name, a.team) < std::tie(a.nano, b.name, b.team);
    });
    return out;
}

void Breakdown::fill(TeamBoard& board) const
{
    board.byAgent = rows(m_byAgent);
    board.byModel = rows(m_byModel);
    board.byPerson = rows(m_byPerson);
}

} // namespace fuseboard
