// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/identitynames.h"

namespace fuseboard {

std::vector<IdentityName> IdentityNames::learn(const std::vector<IdentityName>& names)
{
    std::vector<IdentityName> news;
    for (const IdentityName& one : names) {
        std::string& known = m_names[{one.kind, one.id}];
        if (one.name.empty() || one.name == known)
            continue;
        known = one.name;
        news.push_back(one);
    }
    return news;
}

std::string IdentityNames::nameOf(IdentityName::Kind kind, const std::string& id) const
{
    const auto known = m_names.find({kind, id});
    return known == m_names.end() || known->second.empty() ? id : known->second;
}

void IdentityNames::apply(Board& board) const
{
    const auto name = [this](std::vector<BreakdownRow>& rows, IdentityName::Kind kind) {
        for (BreakdownRow& row : rows)
            row.name = nameOf(kind, row.name);
    };
    const auto nameAll = [&](TeamBoard& team) {
        name(team.byAgent, IdentityName::Kind::key);
        name(team.byPerson, IdentityName::Kind::person);
    };
    nameAll(board.all);
    nameAll(board.unallocated);
    for (TeamBoard& team : board.teams)
        nameAll(team);
}

} // namespace fuseboard
