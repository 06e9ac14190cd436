// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/callers.h"

#include <functional>

namespace fuseboard {
namespace {

/// One who works for several teams has a row in each of them.
template <class Counts>
std::vector<std::string_view> namesOf(const std::vector<BreakdownRow>& rows, const Counts& counts)
{
    std::vector<std::string_view> out;
    std::set<std::string_view> seen;
    for (const BreakdownRow& row : rows)
        if (std::invoke(counts, row) && !row.name.empty() && seen.insert(row.name).second)
            out.emplace_back(row.name);
    return out;
}

} // namespace

std::vector<std::string_view> peopleOf(const TeamBoard& board)
{
    return namesOf(board.byPerson, [](const BreakdownRow&) { return true; });
}

std::vector<std::string_view> agentsOf(const TeamBoard& board) { return namesOf(board.byAgent, &BreakdownRow::isAgent); }

bool isStoppedBy(const Scope& scope, const CallerKey& key)
{
    if (key.probe)
        return false;
    return scope.kind == ScopeKind::organisation || (scope.kind == ScopeKind::team && key.team == scope.id);
}

} // namespace fuseboard
