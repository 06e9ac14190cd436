// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgetscope.h"

#include "domain/spent.h"

#include <algorithm>
#include <array>

namespace fuseboard {
namespace {

constexpr std::array<std::string_view, 4> words {"organisation", "team", "person", "model"};
constexpr std::size_t longestName = 200; // as names of teams

/// A name as ledgers have them: anything but a blank, an end of a line or what controls a terminal.
bool isName(std::string_view text)
{
    return text.size() <= longestName && text.find_first_not_of(' ') != std::string_view::npos
        && std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

} // namespace

std::string BudgetScope::text() const
{
    std::string out(words[static_cast<std::size_t>(kind)]);
    if (kind != BudgetScopeKind::organisation)
        out += ":" + name;
    if (!agent.empty())
        out += "/" + agent;
    return out;
}

bool BudgetScope::covers(const SpentShare& share) const
{
    switch (kind) {
    case BudgetScopeKind::organisation: return true;
    case BudgetScopeKind::team: return share.team == name;
    case BudgetScopeKind::person: return share.person == name && (agent.empty() || share.agent == agent);
    case BudgetScopeKind::model: return share.model == name;
    }
    return false;
}

bool BudgetScope::isWhole() const
{
    if (kind != BudgetScopeKind::person && !agent.empty())
        return false;
    switch (kind) {
    case BudgetScopeKind::organisation: return name.empty();
    case BudgetScopeKind::team: return isTeamId(name);
    case BudgetScopeKind::person: return isName(name) && !name.contains('/') && (agent.empty() || isName(agent));
    case BudgetScopeKind::model: return isName(name);
    }
    return false;
}

Result<BudgetScope> parseBudgetScope(std::string_view text)
{
    const auto refused = [&] {
        return fail(ErrorCode::badDocument, "'" + std::string(text.substr(0, longestName)) + "'",
            "a budget is of organisation, team:NAME, person:WHO, person:WHO/TOOL or model:NAME");
    };
    if (text == words[0])
        return BudgetScope::everything();
    const auto colon = text.find(':');
    if (colon == std::string_view::npos)
        return refused();
    const std::string_view word = text.substr(0, colon);
    const std::string name(text.substr(colon + 1));
    if (word == words[1] && isName(name))
        return BudgetScope::ofTeam(name);
    BudgetScope out;
    if (word == words[3])
        out = BudgetScope::ofModel(name);
    if (word == words[2]) {
        const auto slash = name.find('/');
        out = BudgetScope::ofPerson(name.substr(0, slash), slash == std::string::npos ? "" : name.substr(slash + 1));
        if (slash != std::string::npos && out.agent.empty())
            return refused();
    }
    if (out.kind == BudgetScopeKind::organisation || !out.isWhole())
        return refused();
    return out;
}

} // namespace fuseboard
