// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/identitynames.h"

namespace fuseboard {

void IdentityNames::learn(const std::vector<IdentityName>& names)
{
    for (const IdentityName& one : names)
        if (!one.name.empty())
            m_names.insert_or_assign({one.kind, one.id}, one.name);
}

std::string IdentityNames::nameOf(IdentityName::Kind kind, const std::string& id) const
{
    const auto known = m_names.find({kind, id});
    return known == m_names.end() ? id : known->second;
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
