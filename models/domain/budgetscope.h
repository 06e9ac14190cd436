// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "domain/team.h"

#include <compare>

namespace fuseboard {

struct SpentShare;

enum class BudgetScopeKind { organisation, team, person, model };

/// Whose or what spending a budget is about.
struct BudgetScope {
    BudgetScopeKind kind = BudgetScopeKind::organisation;
    std::string name; ///< team id, person or model, as ledgers name it; empty: the organisation
    std::string agent; ///< of a person, the tool; empty: any
    auto operator<=>(const BudgetScope&) const = default;

    static BudgetScope everything() { return {}; }
    static BudgetScope ofTeam(TeamId team) { return {BudgetScopeKind::team, std::move(team), {}}; }
    static BudgetScope ofPerson(std::string person, std::string agent = {})
    {
        return {BudgetScopeKind::person, std::move(person), std::move(agent)};
    }
    static BudgetScope ofModel(std::string model) { return {BudgetScopeKind::model, std::move(model), {}}; }

    /// `organisation`, `team:team-payments`, `person:ada`, `person:ada/claude-code`, `model:gpt-5.6`
    [[nodiscard]] std::string text() const;
    /// Whether a share of the spending counts against it.
    [[nodiscard]] bool covers(const SpentShare& share) const;
    /// Whether it names something: a well-formed team id, a person without '/', a model; never a blank.
    [[nodiscard]] bool isWhole() const;
};

/// Reads what `text` writes; a team may be anything here, its id or its name. `badDocument`: another shape, or blank.
Result<BudgetScope> parseBudgetScope(std::string_view text);

} // namespace fuseboard
