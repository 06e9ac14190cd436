// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/budgetdocument.h"

#include "owner/documentvalues.h"
#include "owner/budgetedits.h"
#include "owner/statusdocument.h"

#include <QJsonArray>

#include <algorithm>

namespace fuseboard {
namespace {

using document::text;
using document::time;

QString amount(std::int64_t nano) { return text(Money {nano, {}}.text()); }

QJsonArray numbers(const std::vector<int>& percents)
{
    QJsonArray out;
    for (const int percent : percents)
        out.append(percent);
    return out;
}

QJsonObject termsOf(const Budget& budget, const std::vector<BudgetRaise>& raises)
{
    QJsonArray added;
    for (const BudgetRaise& raise : raises)
        added.append(QJsonObject {{QStringLiteral("amount"), text(raise.amount.text())},
            {QStringLiteral("from"), time(raise.from)}, {QStringLiteral("until"), time(raise.until)},
            {QStringLiteral("by"), text(raise.by)}, {QStringLiteral("why"), text(raise.why)}});
    return {{QStringLiteral("scope"), text(budget.scope.text())}, {QStringLiteral("period"), text(toText(budget.period))},
        {QStringLiteral("kind"), budget.kind == BudgetKind::hard ? QStringLiteral("hard") : QStringLiteral("soft")},
        {QStringLiteral("thresholds"), numbers(budget.thresholdPercents)}, {QStringLiteral("since"), time(budget.since)},
        {QStringLiteral("by"), text(budget.by)}, {QStringLiteral("why"), text(budget.why)}, {QStringLiteral("raises"), added},
        {QStringLiteral("enforced"), budget.kind == BudgetKind::hard}};
}

void addAmounts(QJsonObject& out, const Money& base, const Money& effective)
{
    out[QLatin1String("base")] = text(base.text());
    out[QLatin1String("amount")] = text(effective.text());
    out[QLatin1String("currency")] = text(effective.currency.text());
}

/// The team's name for people; other scopes name themselves.
template <class Teams>
QString nameOf(const Teams& teams, const BudgetScope& scope)
{
    const auto team = std::ranges::find_if(teams, [&](const auto& each) { return each.id == scope.name; });
    return scope.kind == BudgetScopeKind::team && team != teams.end() ? text(team->name) : text(scope.name);
}

} // namespace

QJsonObject budgetDocument(const Organisation& organisation, const BudgetScope& scope, Instant now)
{
    const Budget* last = nullptr;
    for (const Budget& budget : organisation.budgets)
        if (budget.scope == scope && (!last || last->since < budget.since))
            last = &budget;
    if (!last)
        return {{QStringLiteral("scope"), text(scope.text())}, {QStringLiteral("name"), nameOf(organisation.teams, scope)}};
    const Instant at = std::max(now, last->since); // one that only begins later is told as it will be
    QJsonObject out = termsOf(*last, raisesAt(organisation.budgets, organisation.raises, scope, at));
    out[QLatin1String("name")] = nameOf(organisation.teams, scope);
    if (const auto effective = effectiveBudget(organisation.budgets, organisation.raises, scope, at))
        addAmounts(out, *last->amount, *effective);
    return out;
}

QJsonObject budgetsDocument(const Board& board)
{
    QJsonArray budgets;
    for (const BudgetState& state : board.budgets) {
        QJsonObject out = termsOf(state.budget, state.raises);
        out[QLatin1String("name")] = nameOf(board.teams, state.budget.scope);
        addAmounts(out, *state.budget.amount, state.amount);
        QJsonArray gaps;
        for (const Money& gap : state.withoutRate)
            gaps.append(QJsonObject {
                {QStringLiteral("amount"), amount(gap.nano)}, {QStringLiteral("currency"), text(gap.currency.text())}});
        out[QLatin1String("withoutRate")] = gaps;
        if (state.burn) {
            out[QLatin1String("periodStart")] = time(state.input.period.start);
            out[QLatin1String("periodEnd")] = time(state.input.period.end);
            out[QLatin1String("spent")] = amount(state.burn->spentNano);
            out[QLatin1String("remaining")] = amount(state.burn->remainingNano.value_or(0));
            out[QLatin1String("percent")] = state.percent ? QJsonValue(static_cast<qint64>(*state.percent)) : QJsonValue();
            out[QLatin1String("pace")] = paceWord(state.burn->pace);
            out[QLatin1String("runsOut")] = state.burn->runsOut ? QJsonValue(time(*state.burn->runsOut)) : QJsonValue();
            out[QLatin1String("crossed")] = numbers(state.crossed);
        }
        budgets.append(out);
    }
    return {{QStringLiteral("budgets"), budgets}, {QStringLiteral("sandbox"), board.sandbox}};
}

} // namespace fuseboard
