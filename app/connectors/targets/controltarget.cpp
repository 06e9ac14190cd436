// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/controltarget.h"

#include <algorithm>

namespace fuseboard {

std::vector<TeamShare> ownersOf(
    const ControlTarget& target, const std::vector<AllocationRule>& rules, const std::string& source)
{
    UsageRow row;
    row.source = source;
    row.project = target.project;
    row.key = target.key;
    row.person = target.person;
    return allocate(row, rules);
}

std::vector<ControlTarget> targetsOf(const Scope& scope, const std::vector<ControlTarget>& all,
    const std::vector<AllocationRule>& rules, const std::string& source)
{
    std::vector<ControlTarget> out;
    if (scope.kind == ScopeKind::organisation)
        return all;
    const auto isIn = [&](const ControlTarget& target) {
        if (scope.kind == ScopeKind::team)
            return std::ranges::contains(ownersOf(target, rules, source), scope.id, &TeamShare::team);
        return scope.kind == ScopeKind::token && !target.isGroup && target.key == scope.id;
    };
    std::vector<std::string> mixed; // projects with something in them that is not of this scope
    for (const ControlTarget& target : all)
        if (!target.isGroup && !isIn(target))
            mixed.push_back(target.project);
    std::ranges::sort(mixed);
    for (const ControlTarget& target : all)
        if (isIn(target) && !(target.isGroup && std::ranges::binary_search(mixed, target.project)))
            out.push_back(target);
    return out;
}

} // namespace fuseboard
