// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/controltarget.h"

#include <algorithm>
#include <set>

namespace fuseboard {

std::vector<TeamShare> ownersOf(
    const ControlTarget& target, const std::vector<AllocationRule>& rules, const std::string& source)
{
    UsageRow row;
    row.source = source;
    row.account = target.account;
    row.project = target.project;
    row.key = target.key;
    row.person = target.person;
    return allocate(row, rules);
}

std::vector<ControlTarget> targetsOf(const Scope& scope, const std::vector<ControlTarget>& all,
    const std::vector<AllocationRule>& rules, const std::string& source)
{
    const auto isIn = [&](const ControlTarget& target) {
        switch (scope.kind) {
        case ScopeKind::organisation: return true;
        case ScopeKind::team:
            return !target.isWhole && std::ranges::contains(ownersOf(target, rules, source), scope.id, &TeamShare::team);
        case ScopeKind::token: return !target.isWhole && !target.isGroup && target.key == scope.id;
        case ScopeKind::session:
        case ScopeKind::model: return false;
        }
        return false;
    };
    std::set<std::string> mixed; // projects with something in them that is not of this scope
    for (const ControlTarget& target : all)
        if (!target.isGroup && !target.isWhole && !isIn(target))
            mixed.insert(target.project);
    std::vector<ControlTarget> out;
    std::set<std::string> whole; // projects that a group stands for
    for (const ControlTarget& target : all)
        if (isIn(target) && target.isGroup && !mixed.contains(target.project)) {
            out.push_back(target);
            whole.insert(target.project);
        }
    for (const ControlTarget& target : all)
        if (isIn(target) && !target.isGroup && !(target.isFixed && whole.contains(target.project)))
            out.push_back(target);
    return out;
}

} // namespace fuseboard
