// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/organisationmerge.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace fuseboard {
namespace {

/// The parts of each thing, in their order.
template <class T, class Name>
auto partsOf(const std::vector<T>& list, Name T::* name)
{
    std::map<Name, std::vector<T>> out;
    for (const T& each : list)
        out[each.*name].push_back(each);
    return out;
}

template <class T, class Name>
Result<std::vector<T>> merged(const std::vector<T>& opened, const std::vector<T>& edited, const std::vector<T>& now,
    Name T::* name, const std::function<std::string(const T&)>& words)
{
    auto before = partsOf(opened, name), mine = partsOf(edited, name), theirs = partsOf(now, name);
    std::vector<T> out = now;
    std::set<Name> seen;
    const auto takeOver = [&](const T& each) -> Result<void> {
        const Name& which = each.*name;
        if (!seen.insert(which).second || mine[which] == before[which] || mine[which] == theirs[which])
            return {};
        if (theirs[which] != before[which])
            return fail(ErrorCode::conflict, words(each));
        const auto place = std::ranges::find(out, which, name) - out.begin();
        std::erase_if(out, [&](const T& other) { return other.*name == which; });
        out.insert(out.begin() + place, mine[which].begin(), mine[which].end());
        return {};
    };
    for (const auto* list : {&edited, &opened})
        for (const T& each : *list)
            if (auto taken = takeOver(each); !taken)
                return std::unexpected(taken.error());
    return out;
}

std::string wordsOf(const Organisation& organisation, const BudgetScope& scope)
{
    if (scope.kind == BudgetScopeKind::organisation)
        return "the organisation";
    const auto team = std::ranges::find(organisation.teams, scope.name, &Team::id);
    return scope.kind == BudgetScopeKind::team && team != organisation.teams.end() ? team->name : scope.name;
}

} // namespace

Result<void> mergeEdit(const Organisation& opened, const Organisation& edited, Organisation& now)
{
    if (now == opened) {
        now = edited;
        return {};
    }
    auto teams = merged<Team, TeamId>(
        opened.teams, edited.teams, now.teams, &Team::id, [](const Team& team) { return "Team " + team.name; });
    if (!teams)
        return std::unexpected(teams.error());
    auto keys = merged<CallerKey, std::string>(
        opened.keys, edited.keys, now.keys, &CallerKey::sha256, [](const CallerKey& key) { return "Key " + key.label; });
    if (!keys)
        return std::unexpected(keys.error());
    auto budgets = merged<Budget, BudgetScope>(opened.budgets, edited.budgets, now.budgets, &Budget::scope,
        [&](const Budget& budget) { return "The budget of " + wordsOf(edited, budget.scope); });
    if (!budgets)
        return std::unexpected(budgets.error());
    auto raises = merged<BudgetRaise, BudgetScope>(opened.raises, edited.raises, now.raises, &BudgetRaise::scope,
        [&](const BudgetRaise& raise) { return "A raise of " + wordsOf(edited, raise.scope); });
    if (!raises)
        return std::unexpected(raises.error());
    const bool ruled = edited.rules != opened.rules && edited.rules != now.rules;
    if (ruled && now.rules != opened.rules)
        return fail(ErrorCode::conflict, "The list of allocation rules");
    now = {*std::move(teams), *std::move(keys), *std::move(budgets), *std::move(raises),
        ruled ? edited.rules : std::move(now.rules)};
    return {};
}

} // namespace fuseboard
