// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboardpage/rulerows.h"

#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Rules)
};

struct PlacedRule {
    const LeverView* place = nullptr; ///< null: its id is all that is known
    const RuleBreaker* rule = nullptr;
    const std::string* placeId = nullptr;
};

QString causeText(BreakerCause cause)
{
    switch (cause) {
    case BreakerCause::loops: return Words::tr("Runs in a loop");
    case BreakerCause::failures: return Words::tr("Model fails");
    case BreakerCause::spendRate: return Words::tr("Spends too fast");
    }
    return {};
}

QString doneText(BreakerState state)
{
    switch (state) {
    case BreakerState::closed: break;
    case BreakerState::warning: return Words::tr("Warned");
    case BreakerState::throttled: return Words::tr("Slowed down");
    case BreakerState::downgraded: return Words::tr("One tier down");
    case BreakerState::open: return Words::tr("Held");
    case BreakerState::halfOpen: return Words::tr("Tries again");
    }
    return {};
}

QString observedText(BreakerState state)
{
    switch (state) {
    case BreakerState::closed: break;
    case BreakerState::warning: return Words::tr("Would be warned");
    case BreakerState::throttled: return Words::tr("Would be slowed down");
    case BreakerState::downgraded: return Words::tr("Would go one tier down");
    case BreakerState::open: return Words::tr("Would be held");
    case BreakerState::halfOpen: return Words::tr("Would try again");
    }
    return {};
}

Icon iconOf(BreakerState state)
{
    switch (state) {
    case BreakerState::closed:
    case BreakerState::warning: break;
    case BreakerState::throttled: return Icon::Hourglass;
    case BreakerState::downgraded: return Icon::Chevron;
    case BreakerState::open: return Icon::Stop;
    case BreakerState::halfOpen: return Icon::HalfCircle;
    }
    return Icon::Warning;
}

TwoLineCell stateOf(const RuleBreaker& rule)
{
    if (rule.observed)
        return {observedText(rule.state), Words::tr("only observed"), Icon::Eye, Tone::secondary, false};
    return {doneText(rule.state), {}, iconOf(rule.state), rule.state == BreakerState::open ? Tone::crit : Tone::warn, false};
}

/// Whose it is and where: "Payments, checkout-agent, Gateway".
QString belongings(const PlacedRule& placed, const ShownState& state)
{
    const RuleBreaker& rule = *placed.rule;
    QStringList parts;
    if (!rule.team.empty())
        parts += state.nameOf(Scope::ofTeam(rule.team));
    for (const std::string* name : {&rule.key, &rule.upstream})
        if (!name->empty())
            parts += shown(*name, 40);
    const bool isSeen = placed.place && !placed.place->cause
        && (state.watcher.kind == Watcher::Kind::thisWindow || state.watcher.kind == Watcher::Kind::another);
    const QString name = shown(placed.place ? placed.place->name : *placed.placeId, 40);
    parts += isSeen ? name : Words::tr("%1 as last seen").arg(name);
    return parts.join(QStringLiteral(", "));
}

QString nameOf(const Scope& scope, const ShownState& state)
{
    return scope.kind == ScopeKind::model ? Words::tr("Model %1").arg(shown(scope.id, 60)) : state.nameOf(scope);
}

std::vector<TwoLineCell> rowOf(const PlacedRule& placed, const ShownState& state)
{
    const RuleBreaker& rule = *placed.rule;
    return {{nameOf(rule.scope, state), belongings(placed, state), {}, Tone::plain, true}, stateOf(rule),
        {causeText(rule.cause), {}, {}, Tone::plain, false},
        {momentText(state.calendar, rule.at, state.now), {}, {}, Tone::plain, false},
        {shown(rule.reason, 300), {}, {}, Tone::secondary, false}};
}

} // namespace

TwoLineTable rulesAtWork(const ShownState& state)
{
    std::vector<PlacedRule> all;
    for (const auto& [id, rules] : state.freezes->rules) {
        const auto place = std::ranges::find(state.freezes->levers, id, &LeverView::id);
        for (const RuleBreaker& rule : rules)
            all.push_back({place == state.freezes->levers.end() ? nullptr : &*place, &rule, &id});
    }
    std::ranges::stable_sort(
        all, [](const PlacedRule& one, const PlacedRule& other) { return comesBefore(*one.rule, *other.rule); });
    TwoLineTable out;
    out.heads = {Words::tr("Who"), Words::tr("State"), Words::tr("Rule"), Words::tr("Since"), Words::tr("Why")};
    for (const PlacedRule& placed : all)
        out.rows.push_back(rowOf(placed, state));
    return out;
}

} // namespace fuseboard
