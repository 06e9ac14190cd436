// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/teamrow.h"

#include "items/freshness.h"

#include <algorithm>
#include <limits>

namespace fuseboard {
namespace {

/// Rounded half up; empty without a budget. Anything is past all of an empty budget.
std::optional<int> percentOf(std::int64_t part, std::int64_t budget)
{
    if (budget <= 0)
        return std::nullopt;
    const Int128 doubled = Int128(part) * 200 + budget;
    const Int128 divisor = Int128(budget) * 2;
    const Int128 rounded = doubled / divisor - (doubled % divisor < 0 ? 1 : 0);
    const Int128 whole = part < budget ? std::min<Int128>(rounded, 99) : rounded;
    return static_cast<int>(std::clamp<Int128>(whole, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

/// Of what no exchange rate holds for, nothing is a credit: converted, it could only add.
bool lacksCosts(const TeamBoard& team)
{
    const auto lacks = [](const OtherCurrency& other) { return other.gapNano > 0; };
    const auto credit = [](const OtherCurrency& other) { return other.gapNano < 0; };
    return std::ranges::any_of(team.otherCurrencies, lacks) && std::ranges::none_of(team.otherCurrencies, credit);
}

TeamRow rowOf(const TeamBoard& team, TeamRow::Kind kind, const Board& board, Instant now)
{
    TeamRow row;
    row.kind = kind;
    row.currency = board.currency;
    row.spentNano = team.burn.spentNano;
    row.estimatedNano = team.estimatedNano;
    row.keys = team.keys;
    row.atLeast = isIncomplete(board.sources, now) || lacksCosts(team);
    row.unknown = board.historyFault || (row.spentNano == 0 && std::ranges::any_of(board.sources, [](const SourceView& source) {
        return !source.lastAnswer;
    }));
    if (kind == TeamRow::Kind::unallocated)
        return row;
    row.budgetNano = team.burn.budgetNano;
    if (row.budgetNano) {
        row.percent = percentOf(team.burn.spentNano, *row.budgetNano);
        if (team.burn.evenPaceSpentNano)
            row.evenPacePercent = percentOf(*team.burn.evenPaceSpentNano, *row.budgetNano);
    }
    return row;
}

} // namespace

std::vector<TeamRow> teamRows(const Board& board, const FreezeBoard* freezes, Instant now)
{
    std::vector<TeamRow> rows;
    rows.reserve(board.teams.size() + 2);

    // A team's freeze does not roll up: only the organisation's own counts for all teams.
    const FreezeView* everything = nullptr;
    if (freezes)
        if (const auto own = freezes->views.find(Scope::everything()); own != freezes->views.end())
            everything = &own->second;
    rows.push_back(rowOf(board.all, TeamRow::Kind::all, board, now));
    rows.back().chip = chipFor(board.all, everything, board.sources, now);

    rows.push_back(rowOf(board.unallocated, TeamRow::Kind::unallocated, board, now));
    for (const TeamBoard& team : board.teams) {
        rows.push_back(rowOf(team, TeamRow::Kind::team, board, now));
        rows.back().id = team.id;
        rows.back().name = team.name;
        rows.back().chip = chipFor(team, freezes ? freezes->forTeam(team.id) : nullptr, board.sources, now);
    }
    return rows;
}

} // namespace fuseboard
