// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/budgetwatch.h"

#include <algorithm>
#include <set>

namespace fuseboard {
namespace {

using std::chrono::days;

/// In the order of their scopes.
std::vector<const Budget*> inForce(const std::vector<Budget>& budgets, Instant at)
{
    std::set<BudgetScope> scopes;
    for (const Budget& budget : budgets)
        scopes.insert(budget.scope);
    std::vector<const Budget*> out;
    for (const BudgetScope& scope : scopes)
        if (const Budget* budget = budgetAt(budgets, scope, at))
            out.push_back(budget);
    return out;
}

} // namespace

Instant budgetsSeenAt(const Period& shown, Instant now)
{
    return std::clamp(now, shown.start, shown.end - std::chrono::microseconds(1));
}

std::vector<Period> budgetPeriods(
    const std::vector<Budget>& budgets, const Calendar& calendar, const Period& shown, Instant now)
{
    std::vector<Period> out;
    const Instant at = budgetsSeenAt(shown, now);
    for (const Budget* budget : inForce(budgets, at))
        if (const Period period = calendar.periodAt(at, budget->period); !std::ranges::contains(out, period))
            out.push_back(period);
    return out;
}

BudgetWatch::BudgetWatch(const Organisation& organisation, const Calendar& calendar, const Period& shown, Instant now)
    : m_organisation(organisation)
    , m_calendar(calendar)
    , m_at(budgetsSeenAt(shown, now))
    , m_now(std::clamp(now, shown.start, shown.end))
{
    for (const Budget* budget : inForce(organisation.budgets, m_at)) {
        const Period period = calendar.periodAt(m_at, budget->period);
        m_byName[static_cast<std::size_t>(budget->scope.kind)][budget->scope.name].push_back(m_watched.size());
        m_watched.push_back({budget, period, HourlySpend(period, calendar.previous(period, budget->period), m_now)});
    }
}

template <class Take>
void BudgetWatch::forCovering(const SpentShare& share, const Take& take)
{
    const std::array names {Interned(), share.team, share.person, share.model}; // in the order of the kinds
    for (std::size_t kind = 0; kind < names.size(); ++kind)
        if (const auto named = m_byName[kind].find(names[kind]); named != m_byName[kind].end())
            for (const std::size_t index : named->second)
                if (m_watched[index].budget->scope.covers(share))
                    take(m_watched[index]);
}

void BudgetWatch::add(const SpentShare& share)
{
    forCovering(share, [&](Watched& each) { each.hourly.add(share.start, share.width, share.nano); });
}

void BudgetWatch::addWithoutRate(const SpentShare& share, Currency currency)
{
    forCovering(share, [&](Watched& each) {
        if (each.period.contains(HourlySpend::middle(share.start, share.width)))
            each.withoutRate[currency] += share.nano;
    });
}

std::vector<BudgetState> BudgetWatch::states(Currency currency, Instant dataSince) const
{
    std::vector<BudgetState> out;
    const auto& [budgets, raises] = std::tie(m_organisation.budgets, m_organisation.raises);
    for (const Watched& each : m_watched) {
        const BudgetScope& scope = each.budget->scope;
        BudgetState state {.budget = *each.budget,
            .raises = raisesAt(budgets, raises, scope, m_at),
            .amount = *effectiveBudget(budgets, raises, scope, m_at),
            .input = {},
            .burn = {},
            .percent = {},
            .crossed = {},
            .withoutRate = {}};
        for (const auto& [of, nano] : each.withoutRate)
            state.withoutRate.push_back({nano, of});
        if (state.amount.currency == currency) {
            state.input = {.period = each.period,
                .budget = budgetLine(budgets, raises, scope, each.period, each.budget->period, currency),
                .spent = each.hourly.points(),
                .spentBefore7DaysNano = each.hourly.between(std::min(m_now - days(7), each.period.start), each.period.start),
                .now = m_now,
                .dataSince = dataSince};
            state.burn = burnDown(state.input, m_calendar);
            state.percent = percentSpent(state.burn->spentNano, state.amount.nano);
            state.crossed = thresholdsCrossed(each.budget->thresholdPercents, state.burn->spentNano, state.amount.nano);
        }
        out.push_back(std::move(state));
    }
    return out;
}

} // namespace fuseboard
