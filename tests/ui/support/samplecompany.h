// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/assigndialog.h"
#include "dialogs/callertoken.h"
#include "dialogs/firstrunpage.h"
#include "support/madeupboard.h"

#include <QPushButton>

/// What the dialogs' tests share: the made-up company as its organisation, and a way to find a dialog's parts.
namespace fuseboard::sample {

using madeup::board;
using madeup::calendar;
using madeup::now;
using madeup::unit;

template <class Widget>
Widget* part(QWidget& parent, const char* name)
{
    auto* widget = parent.findChild<Widget*>(QString::fromLatin1(name));
    if (!widget)
        qFatal("no %s", name);
    return widget;
}

inline QPushButton* button(QWidget& parent, const char* name) { return part<QPushButton>(parent, name); }

inline FreezeBoard dataScienceFrozen()
{
    FreezeView view;
    view.scope = Scope::ofTeam("team-data-science");
    view.stage = FreezeStage::frozen;
    return {{{view.scope, view}}};
}

inline EditContext company()
{
    EditContext context;
    context.now = now();
    context.periodStart = calendar().periodAt(context.now, PeriodKind::month).start;
    context.by = "A. Meyer";
    for (const TeamBoard& team : board().teams) {
        context.organisation.teams.push_back({team.id, team.name, "R. Novak", "4711", "Commerce"});
        Budget budget;
        budget.scope = BudgetScope::ofTeam(team.id);
        budget.amount = Money {*team.burn.budgetNano, Currency::usd()};
        budget.since = context.periodStart;
        context.organisation.budgets.push_back(budget);
    }
    context.organisation.keys.push_back(
        {sha256Of(QStringLiteral("one")), "team-payments", "checkout-agent", "", "checkout-agent", false});
    context.organisation.keys.push_back({sha256Of(QStringLiteral("two")), "team-payments", "J. Ortiz", "J. Ortiz", "", false});
    context.organisation.keys.push_back({sha256Of(QStringLiteral("probe")), "team-payments", "probe", "", "", true});
    AllocationRule rule;
    rule.project = "proj_payments";
    rule.team = "team-payments";
    context.organisation.rules.push_back(rule);
    return context;
}

inline std::vector<UnallocatedItem> unallocated()
{
    UnallocatedItem project;
    project.match.project = "proj_labs";
    project.nano = 518 * unit;
    UnallocatedItem key;
    key.match.key = "key_7c1e";
    key.nano = 362 * unit;
    return {key, project};
}

inline std::vector<FirstRunFacts> facts()
{
    return {{FirstRunChoice::thisComputer, {FactLevel::ok, QStringLiteral("Can freeze, at once, with proof")},
                {FactLevel::ok, QStringLiteral("Tried with the sandbox provider")}},
        {FirstRunChoice::teamGateway, {FactLevel::ok, QStringLiteral("Can freeze, with proof")},
            {FactLevel::ok, QStringLiteral("Tried with our own gateway")}},
        {FirstRunChoice::providers, {FactLevel::warn, QStringLiteral("Can’t freeze, reports only")},
            {FactLevel::unknown, QStringLiteral("Not yet tried against the real service")}},
        {FirstRunChoice::sandbox, {FactLevel::ok, QStringLiteral("Can freeze, play money only")},
            {FactLevel::unknown, QStringLiteral("Nothing real to try it against")}}};
}

} // namespace fuseboard::sample
