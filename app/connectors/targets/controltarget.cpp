// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/controltarget.h"

#include <algorithm>
#include <set>

namespace fuseboard {

namespace {

UsageRow rowOf(const ControlTarget& target, const std::string& source)
{
    UsageRow row;
    row.source = source;
    row.account = target.account;
    row.project = target.project;
    row.key = target.key;
    row.person = target.person;
    return row;
}

/// Whose may be in what could not be listed.
struct Unlisted {
    bool hasTheTeams = false, hasOthers = false;
};

Unlisted whatMayBeIn(
    const ControlTarget& list, const TeamId& team, const std::vector<AllocationRule>& rules, const std::string& source)
{
    Unlisted out;
    const UsageRow row = rowOf(list, source);
    for (const AllocationRule& rule : rules) {
        AllocationRule asFarAsKnown = rule;
        asFarAsKnown.key.clear();
        asFarAsKnown.person.clear();
        if (list.project.empty())
            asFarAsKnown.project.clear();
        if (!asFarAsKnown.matches(row))
            continue;
        const bool isTheTeams =
            rule.shares.empty() ? rule.team == team : std::ranges::contains(rule.shares, team, &TeamShare::team);
        (isTheTeams ? out.hasTheTeams : out.hasOthers) = true;
        if (asFarAsKnown == rule)
            return out; // whatever is in it, no later rule is asked
    }
    out.hasOthers = true;
    return out;
}

} // namespace

std::vector<TeamShare> ownersOf(
    const ControlTarget& target, const std::vector<AllocationRule>& rules, const std::string& source)
{
    return allocate(rowOf(target, source), rules);
}

std::vector<ControlTarget> targetsOf(const Scope& scope, const std::vector<ControlTarget>& all,
    const std::vector<AllocationRule>& rules, const std::string& source)
{
    const auto isIn = [&](const ControlTarget& target) {
        switch (scope.kind) {
        case ScopeKind::organisation: return true;
        case ScopeKind::team:
            if (target.isUnlisted)
                return whatMayBeIn(target, scope.id, rules, source).hasTheTeams;
            return !target.isWhole && std::ranges::contains(ownersOf(target, rules, source), scope.id, &TeamShare::team);
        case ScopeKind::token:
            if (target.isUnlisted)
                return !std::ranges::contains(all, scope.id, &ControlTarget::key);
            return !target.isWhole && !target.isGroup && target.key == scope.id;
        case ScopeKind::session:
        case ScopeKind::model: return false;
        }
        return false;
    };
    std::set<std::string> mixed; // projects with something in them that is not of this scope
    for (const ControlTarget& target : all)
        if (!target.isGroup && !target.isWhole && !target.isUnlisted && !isIn(target))
            mixed.insert(target.project);
    const auto mayBeMixed = [&](const ControlTarget& group) {
        return scope.kind == ScopeKind::team && std::ranges::any_of(all, [&](ControlTarget list) {
            const bool isOfIt = list.isUnlisted && (list.project.empty() || list.project == group.project);
            list.project = group.project;
            return isOfIt && whatMayBeIn(list, scope.id, rules, source).hasOthers;
        });
    };
    std::vector<ControlTarget> out;
    std::set<std::string> whole; // projects that a group stands for
    for (const ControlTarget& target : all)
        if (isIn(target) && target.isGroup && !mixed.contains(target.project) && !mayBeMixed(target)) {
            out.push_back(target);
            whole.insert(target.project);
        }
    for (const ControlTarget& target : all)
        if (isIn(target) && !target.isGroup && !(target.isFixed && whole.contains(target.project)))
            out.push_back(target);
    return out;
}

} // namespace fuseboard
