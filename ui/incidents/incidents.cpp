// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/incidents.h"

#include "domain/falsealarm.h"
#include "domain/hardbudget.h"
#include "incidents/acttext.h"
#include "incidents/askincidents.h"
#include "pages/bannertext.h"
#include "text/budgettext.h"
#include "text/freezetext.h"
#include "text/moneytext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <bit>
#include <format>
#include <iterator>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Incidents)
};

constexpr std::chrono::days earlierReach {7};
constexpr std::size_t mostEarlier = 20;

IncidentGroup groupOf(const FreezeView& freeze)
{
    switch (freeze.stage) {
    case FreezeStage::notProved:
    case FreezeStage::changedOutside: return IncidentGroup::decide;
    case FreezeStage::frozen: return freeze.until ? IncidentGroup::watching : IncidentGroup::earlier;
    default: return IncidentGroup::watching;
    }
}

std::string turnOf(const FreezeView& freeze)
{
    return freeze.stage == FreezeStage::notProved     ? "not proved"
        : freeze.stage == FreezeStage::changedOutside ? "changed outside"
                                                      : "";
}

std::vector<IncidentAction> actionsOf(const BannerText& banner)
{
    std::vector<IncidentAction> out;
    if (banner.canRetry)
        out.push_back(IncidentAction::tryAgain);
    if (banner.canFreezeAgain)
        out.push_back(IncidentAction::freezeAgain);
    // A key's freeze has no head of a page with a button for that.
    const bool isOfKey = banner.scope && banner.scope->kind == ScopeKind::token;
    if ((banner.stage == FreezeStage::changedOutside || isOfKey) && banner.canResume)
        out.push_back(IncidentAction::resume);
    if (banner.isCritical() || banner.stage == FreezeStage::partlyProved)
        out.push_back(IncidentAction::showPlaces);
    return out;
}

void addFreezes(std::vector<Incident>& out, const ShownState& state)
{
    for (const auto& [scope, freeze] : state.freezes->views) {
        if (freeze.stage == FreezeStage::allowed || freeze.stage == FreezeStage::resumed)
            continue; // the log tells of it
        const BannerText banner = freezeBanner(state, freeze);
        out.push_back({.id = "freeze/" + scope.text(),
            .turn = turnOf(freeze),
            .group = groupOf(freeze),
            .icon = banner.icon,
            .tone = banner.tone,
            .title = banner.title,
            .text = banner.text,
            .at = freeze.orderedAt,
            .scope = scope,
            .actions = actionsOf(banner)});
    }
}

QString teamNameOf(const ShownState& state, const BudgetScope& budget)
{
    return budget.kind == BudgetScopeKind::team ? state.nameOf(Scope::ofTeam(budget.name)) : QString();
}

/// Whether all that a protection keeps from being frozen by itself is frozen all the same.
bool isHeldByPersons(const ShownState& state, const BudgetScope& budget)
{
    if (budget.kind != BudgetScopeKind::team && budget.kind != BudgetScopeKind::organisation)
        return false;
    return std::ranges::all_of(state.organisation->teams, [&](const Team& team) {
        const bool counts = team.isProtected && (budget.kind == BudgetScopeKind::organisation || team.id == budget.name);
        return !counts || isHeld(state.freezes->forTeam(team.id));
    });
}

/// Hard budgets that are spent and freeze nothing by themselves.
void addHardBudgets(std::vector<Incident>& out, const ShownState& state)
{
    const std::vector<BudgetState>& budgets = state.board->budgets;
    const HardBudgetWishes wishes =
        hardBudgetWishes(budgets, state.organisation->teams, state.organisation->keys, {}, state.now);
    for (const BudgetState& budget : budgets) {
        const auto left = wishes.left.find(budget.budget.scope);
        if (left == wishes.left.end() || left->second == HardBudgetLeft::notKnown
            || isHeldByPersons(state, budget.budget.scope))
            continue;
        const bool isTeam = budget.budget.scope.kind == BudgetScopeKind::team;
        const QString why = left->second == HardBudgetLeft::protectedTeam
            ? Words::tr("What is protected is frozen by a person alone.")
            : Words::tr("Nothing that could be frozen is known of it.");
        Incident card {.id = "budget/" + budget.budget.scope.text(),
            .group = IncidentGroup::decide,
            .icon = Icon::Alert,
            .tone = Tone::crit,
            .title = Words::tr("A hard budget is spent, and spending goes on"),
            .text = Words::tr("%1 %2").arg(hardBudgetSpentText(budget, teamNameOf(state, budget.budget.scope)),
                isTeam ? Words::tr("The team is protected: a person decides.") : why),
            .at = budget.burn->runsOut,
            .scope = {}};
        if (isTeam) {
            card.scope = Scope::ofTeam(budget.budget.scope.name);
            card.actions = {IncidentAction::freeze, IncidentAction::changeBudget};
        }
        out.push_back(std::move(card));
    }
}

/// A false alarm holds while nothing gets worse: a run-out of the same week of the period, an hour that stays below twice what
/// it was called at.
std::string turnOf(const TeamBoard& team, const ShownState& state)
{
    const auto week = (*team.burn.runsOut - state.board->period.start) / std::chrono::days(7);
    return std::format("{} of {}, in week {}", state.board->periodLabel, team.burn.budgetNano.value_or(0), week + 1);
}
std::string turnOf(const CostlyHour& hour)
{
    constexpr std::int64_t unit = 1'000'000'000;
    const auto times = static_cast<std::uint64_t>(hour.nano / std::max(hour.usualNano, unit));
    return std::format("{}, size {}", toText(hour.start), std::bit_width(times));
}

void addRunningOut(std::vector<Incident>& out, const ShownState& state)
{
    for (const TeamBoard& team : state.board->teams) {
        const BurnDown& burn = team.burn;
        if (burn.pace != Pace::runsOutEarly || !burn.runsOut)
            continue;
        const bool isSpent = burn.remainingNano.value_or(1) <= 0;
        const QString name = shown(team.name, 60), day = dayText(state.calendar, *burn.runsOut);
        std::vector<IncidentAction> answers {IncidentAction::changeBudget};
        if (!isSpent)
            answers.push_back(IncidentAction::callFalseAlarm);
        out.push_back({.id = "runsOut/" + team.id,
            .turn = isSpent ? std::string() : turnOf(team, state),
            .group = IncidentGroup::watching,
            .icon = Icon::RunsOut,
            .tone = Tone::crit,
            .title = isSpent ? Words::tr("Budget is spent") : Words::tr("Runs out early"),
            .text = isSpent ? Words::tr("%1 · since %2.").arg(name, day)
                            : Words::tr("%1 · %2 at the rate of the last seven days.").arg(name, day),
            .at = isSpent ? burn.runsOut : std::nullopt,
            .scope = Scope::ofTeam(team.id),
            .actions = std::move(answers)});
    }
}

void addCostlyHours(std::vector<Incident>& out, const ShownState& state)
{
    for (const TeamBoard& team : state.board->teams) {
        const CostlyHour* costly = state.costlyHourOf(team);
        if (!costly || isHeld(state.freezes->forTeam(team.id)))
            continue; // of a freeze its own card tells
        const Instant end = costly->start + std::chrono::hours(1);
        const QString name = shown(team.name, 60), from = clockText(state.calendar, costly->start),
                      amount = amountText({costly->nano, state.board->currency}),
                      usual = costly->usualNano > 0 ? perHourText({costly->usualNano, state.board->currency})
                                                    : Words::tr("nothing", "what a team usually spends");
        out.push_back({.id = "costlyHour/" + team.id,
            .turn = turnOf(*costly),
            .group = IncidentGroup::watching,
            .icon = Icon::Alert,
            .tone = Tone::crit,
            .title = Words::tr("Spends far more than usual"),
            .text = state.board->asOf < end ? Words::tr("%1 · %2 since %3, usually %4.").arg(name, amount, from, usual)
                                            : Words::tr("%1 · %2 from %3 to %4, usually %5.")
                                                  .arg(name, amount, from, clockText(state.calendar, end), usual),
            .at = costly->start,
            .scope = Scope::ofTeam(team.id),
            .actions = {IncidentAction::callFalseAlarm}});
    }
}

Incident earlierOf(const AuditAct& act, const ShownState& state)
{
    const AuditEntry& entry = act.entry;
    const auto scope = parseScope(entry.target);
    const QString name = scope ? state.nameOf(*scope) : shown(entry.target, 60);
    const bool isResume = entry.action.starts_with("resume");
    return {.id = "act/" + std::to_string(entry.sequence),
        .group = IncidentGroup::earlier,
        .icon = iconOf(entry),
        .tone = Tone::secondary,
        .title = entry.isObserved() ? Words::tr("%1: seen at a place").arg(name)
            : isResume              ? Words::tr("%1: resume ordered").arg(name)
                                    : Words::tr("%1: freeze ordered").arg(name),
        .text = howText(act),
        .at = entry.at,
        .scope = scope ? std::optional(*scope) : std::nullopt};
}

void addEarlier(std::vector<Incident>& out, const ShownState& state, const std::vector<AuditAct>& acts)
{
    const auto isShown = [&](const AuditEntry& entry) {
        return std::ranges::any_of(state.freezes->views, [&](const auto& view) {
            const FreezeView& freeze = view.second;
            return freeze.orderedAt == entry.at && view.first.text() == entry.target && freeze.stage != FreezeStage::resumed
                && freeze.stage != FreezeStage::allowed;
        });
    };
    std::size_t told = 0;
    for (const AuditAct& act : acts) {
        if (act.entry.at < state.now - earlierReach || told == mostEarlier)
            break;
        if (!isOfFreezes(act.entry) || isShown(act.entry))
            continue;
        out.push_back(earlierOf(act, state));
        ++told;
    }
}

void addAcknowledge(std::vector<IncidentAction>& actions)
{
    constexpr std::size_t most = 3;
    if (actions.size() == most)
        actions.pop_back(); // the least of them, which the card itself leads to
    actions.push_back(IncidentAction::acknowledge);
}

/// What somebody has in hand asks nobody meanwhile.
void heed(std::vector<Incident>& incidents, const std::vector<AuditAct>& acts, const ShownState& state)
{
    for (Incident& incident : incidents) {
        if (incident.group != IncidentGroup::decide)
            continue;
        const auto given = acknowledgementOf(incident, acts);
        const bool isAsk = incident.wanted.has_value(); // which its answers settle
        if (!given) {
            if (!isAsk)
                addAcknowledge(incident.actions);
            continue;
        }
        const QString who = shown(given->by, 60);
        const QString since = momentText(state.calendar, given->at, state.now);
        const bool holds = state.now < given->until();
        incident.text = Words::tr("%1 %2").arg(incident.text,
            holds ? Words::tr("%1 has it since %2; it asks again at %3.")
                        .arg(who, since, clockText(state.calendar, given->until()))
                  : Words::tr("%1 had it since %2, and it lasts.").arg(who, since));
        if (holds)
            incident.group = IncidentGroup::watching;
        else if (!isAsk)
            addAcknowledge(incident.actions);
    }
}

/// What somebody has called a false alarm is over until it is another one.
void dismiss(std::vector<Incident>& incidents, const std::vector<AuditAct>& acts, const ShownState& state)
{
    const auto alarms = falseAlarmsOf(acts);
    for (Incident& incident : incidents) {
        const auto called = alarms.find(incident.asked());
        if (called == alarms.end() || !std::ranges::contains(incident.actions, IncidentAction::callFalseAlarm))
            continue;
        incident.group = IncidentGroup::earlier;
        incident.tone = Tone::secondary;
        incident.text =
            Words::tr("%1 %2 called it a false alarm at %3.")
                .arg(incident.text, shown(called->second.by, 60), momentText(state.calendar, called->second.at, state.now));
        incident.actions.clear();
    }
}

} // namespace

std::optional<Acknowledgement> acknowledgementOf(const Incident& incident, const std::vector<AuditAct>& acts)
{
    const auto all = acknowledgementsOf(acts);
    const auto found = all.find(incident.asked());
    if (found == all.end() || (incident.at && found->second.at < *incident.at)) // that was another one
        return std::nullopt;
    return found->second;
}

std::optional<std::vector<Incident>> moneyIncidents(const ShownState& state)
{
    if (!state.board || !state.freezes || state.board->historyFault || !state.board->period.contains(state.now))
        return std::nullopt;
    std::vector<Incident> out;
    if (state.organisation)
        addHardBudgets(out, state);
    addRunningOut(out, state);
    addCostlyHours(out, state);
    return out;
}

std::vector<Incident> incidentsOf(
    const ShownState& state, const std::vector<AuditAct>& acts, const std::vector<Incident>& money)
{
    std::vector<Incident> out;
    if (!state.board || !state.freezes)
        return out;
    addFreezes(out, state);
    out.insert(out.end(), money.begin(), money.end());
    std::ranges::move(askIncidents(state, acts), std::back_inserter(out));
    heed(out, acts, state);
    dismiss(out, acts, state);
    addEarlier(out, state, acts);
    std::ranges::stable_sort(
        out, [](const Incident& a, const Incident& b) { return a.group != b.group ? a.group < b.group : a.at > b.at; });
    return out;
}

std::vector<Incident> incidentsOf(const ShownState& state, const std::vector<AuditAct>& acts)
{
    return incidentsOf(state, acts, moneyIncidents(state).value_or(std::vector<Incident>()));
}

int toDecide(const std::vector<Incident>& incidents)
{
    return static_cast<int>(std::ranges::count(incidents, IncidentGroup::decide, &Incident::group));
}

QString actionText(const Incident& incident, IncidentAction action)
{
    switch (action) {
    case IncidentAction::tryAgain: return Words::tr("Try Again");
    case IncidentAction::freezeAgain: return Words::tr("Freeze Again");
    case IncidentAction::freeze: return Words::tr("Freeze…");
    case IncidentAction::resume: return Words::tr("Resume…");
    case IncidentAction::acknowledge: return Words::tr("Acknowledge");
    case IncidentAction::showPlaces: return Words::tr("Show Places");
    case IncidentAction::changeBudget: return Words::tr("Change Budget…");
    case IncidentAction::allowAsk: return Words::tr("Allow %1 More…").arg(amountText(incident.wanted.value_or(Money())));
    case IncidentAction::keepAsk: return Words::tr("Keep Refusing");
    case IncidentAction::freezeNarrow:
        return incident.narrow && incident.narrow->kind == ScopeKind::session ? Words::tr("Freeze Session")
                                                                              : Words::tr("Freeze Key");
    case IncidentAction::callFalseAlarm: return Words::tr("False Alarm…");
    }
    return {};
}

} // namespace fuseboard
