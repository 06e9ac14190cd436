// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/bifrost/bifrostlimits.h"

#include "connectors/jsonlimit.h"

namespace fuseboard::bifrost {
namespace {

void addBudget(json::Value value, ProviderLimit budget, const json::Place& place, std::vector<ProviderLimit>& limits)
{
    json::Object row = json::object(value, place);
    budget.limit = json::dollarsOr(row, "max_limit", 0, place);
    budget.used = json::dollarsOr(row, "current_usage", 0, place);
    budget.period = json::textOr(row, "reset_duration", place);
    budget.refusesBeyond = true;
    if (budget.limit)
        limits.push_back(std::move(budget));
}

/// Where a server tells both, the list has the one too.
void addBudgets(json::Object& row, const ProviderLimit& holder, const json::Place& place, std::vector<ProviderLimit>& limits)
{
    const auto before = limits.size();
    if (const auto list = json::optional(row, "budgets", place)) {
        const json::Place budgets = place / "budgets";
        std::size_t index = 0;
        for (auto element : json::array(*list, budgets))
            addBudget(element.value(), holder, budgets[index++], limits);
    }
    if (limits.size() > before)
        return;
    if (const auto one = json::optional(row, "budget", place))
        addBudget(*one, holder, place / "budget", limits);
}

} // namespace

void addLimits(json::Object& row, const ProviderLimit& holder, const json::Place& place, std::vector<ProviderLimit>& limits)
{
    addBudgets(row, holder, place, limits);
    const auto providers = json::optional(row, "provider_configs", place);
    if (!providers)
        return;
    const json::Place list = place / "provider_configs";
    std::size_t index = 0;
    for (auto element : json::array(*providers, list)) {
        const json::Place at = list[index++];
        json::Object provider = json::object(element.value(), at);
        ProviderLimit part = holder;
        part.covers = json::textOr(provider, "provider", at);
        addBudgets(provider, part, at, limits);
    }
}

} // namespace fuseboard::bifrost
