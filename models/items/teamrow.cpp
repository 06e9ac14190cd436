// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/teamrow.h"

#include "items/freshness.h"

namespace fuseboard {
namespace {

std::int64_t rounded(std::int64_t part, std::int64_t whole, int scale)
{
    if (whole <= 0)
        return 0;
    const Int128 product = static_cast<Int128>(part) * scale;
    const Int128 half = (product < 0 ? -1 : 1) * static_cast<Int128>(whole) / 2;
    return static_cast<std::int64_t>((product + half) / whole);
}

TeamRow rowOf(const TeamBoard& team, TeamRowKind kind, const Board& board, const Freshness& freshness, const FreezeView* freeze)
{
    return {.kind = kind,
        .id = team.id,
        .name = team.name,
        .currency = board.currency,
        .spentNano = team.burn.spentNano,
        .budgetNano = team.burn.budgetNano,
        .evenPaceSpentNano = team.burn.evenPaceSpentNano,
        .keys = team.keys,
        .atLeast = !freshness.complete,
        .chip = chipFor(team.burn, freeze, freshness.age)};
}

} // namespace

std::optional<std::int64_t> TeamRow::spentPercent() const
{
    return budgetNano && *budgetNano > 0 ? std::optional(percentOf(spentNano, *budgetNano)) : std::nullopt;
}

std::vector<TeamRow> teamRows(const Board& board, const FreezeBoard& freezes, Instant now)
{
    const Freshness freshness = freshnessOf(board, now);
    const auto everything = freezes.views.find(Scope::everything());
    const FreezeView* all = everything == freezes.views.end() ? nullptr : &everything->second;
    std::vector<TeamRow> rows;
    rows.push_back(rowOf(board.all, TeamRowKind::all, board, freshness, all));
    rows.push_back(rowOf(board.unallocated, TeamRowKind::unallocated, board, freshness, all));
    for (const TeamBoard& team : board.teams)
        rows.push_back(rowOf(team, TeamRowKind::team, board, freshness, freezes.forTeam(team.id)));
    return rows;
}

std::int64_t thousandths(std::int64_t part, std::int64_t whole) { return rounded(part, whole, 1000); }

std::int64_t percentOf(std::int64_t part, std::int64_t whole) { return rounded(part, whole, 100); }

} // namespace fuseboard
