// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/allocation.h"

namespace fuseboard {

bool AllocationRule::matches(const UsageRow& row) const
{
    const auto agrees = [](const std::string& wanted, const std::string& found) { return wanted.empty() || wanted == found; };
    return agrees(source, row.source) && agrees(account, row.account) && agrees(project, row.project) && agrees(key, row.key)
        && agrees(person, row.person) && agrees(agent, row.agent) && agrees(model, row.model);
}

TeamId allocate(const UsageRow& row, const std::vector<AllocationRule>& rules)
{
    if (!row.team.empty())
        return row.team;
    for (const AllocationRule& rule : rules)
        if (rule.matches(row))
            return rule.team;
    return {};
}

} // namespace fuseboard
