// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboardpage/switchboardrows.h"

#include "pages/placelines.h"
#include "text/errortext.h"
#include "text/freezetext.h"
#include "text/shown.h"
#include "text/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Switchboard)
};

QString secondsText(std::chrono::milliseconds span)
{
    return span >= std::chrono::minutes(2) ? Words::tr("%1 min").arg(span / std::chrono::minutes(1))
                                           : Words::tr("%1 s").arg(static_cast<double>(span.count()) / 1000.0);
}

QString headOf(const LeverView& lever)
{
    const QString proof = lever.canProbe ? Words::tr("test call, %1") : Words::tr("no test call, %1");
    const QString answers = lever.cause ? shortText(*lever.cause)
        : lever.isAsked                 ? Words::tr("answers")
                                        : Words::tr("not asked yet");
    return shown(lever.name, 40) + QLatin1Char('\n') + proof.arg(secondsText(lever.bound)) + QLatin1Char('\n') + answers;
}

/// How long the stages took, the last one reached: "proved in 0.04 s".
QString timesText(const PlaceTimes& times)
{
    QStringList parts;
    const auto add = [&](const PlaceTimes::Span& span, const QString& words) {
        if (span)
            parts += words.arg(static_cast<double>(span->count()) / 1000.0);
    };
    if (times.probed)
        add(times.probed, Words::tr("proved in %1 s"));
    else if (times.readBack)
        add(times.readBack, Words::tr("read back in %1 s"));
    else
        add(times.written, Words::tr("written in %1 s"));
    if (times.cut && times.quiet)
        add(times.quiet, Words::tr("quiet in %1 s"));
    return parts.join(QStringLiteral(", "));
}

/// In a word or two, for a narrow cell.
QString briefText(const PlaceView& place, bool freezing)
{
    switch (place.stage) {
    case PlaceStage::waiting: return Words::tr("No answer yet");
    case PlaceStage::ordered: return Words::tr("Ordered");
    case PlaceStage::readBack:
        if (!place.canProbe)
            return freezing ? Words::tr("Set") : Words::tr("Given back");
        return Words::tr("Read back");
    case PlaceStage::proved: return freezing ? Words::tr("Refusing") : Words::tr("Passing");
    case PlaceStage::silent: return Words::tr("Silent");
    case PlaceStage::lying: return Words::tr("Answers wrongly");
    case PlaceStage::changedOutside: return freezing ? Words::tr("Lets calls pass") : Words::tr("Refuses calls");
    case PlaceStage::unable: return freezing ? Words::tr("Goes on serving") : Words::tr("Never held it");
    case PlaceStage::nothingHere: break;
    }
    return Words::tr("–");
}

TwoLineCell cellOf(const FreezeView* freeze, const std::string& lever, const ShownState& state)
{
    TwoLineCell cell {Words::tr("–"), {}, {}, Tone::secondary, false};
    if (!freeze)
        return cell;
    const auto place = std::ranges::find(freeze->places, lever, &PlaceView::id);
    if (place == freeze->places.end())
        return cell;
    cell.first = briefText(*place, freeze->wanted == HoldState::frozen);
    if (place->stage == PlaceStage::nothingHere) {
        cell.second = Words::tr("nothing of it");
        return cell;
    }
    const BannerLine look = placeLine(*freeze, *place, state.calendar, state.now);
    cell.icon = look.icon;
    cell.tone = look.tone;
    cell.second = timesText(place->times);
    if (place->cause)
        cell.second = shortText(*place->cause);
    else if (!place->note.empty())
        cell.second = shown(place->note, 60);
    else if (place->provedAt && !cell.second.isEmpty())
        cell.second = Words::tr("%1, %2").arg(clockSecondsText(state.calendar, *place->provedAt), cell.second);
    return cell;
}

TwoLineCell togetherOf(const FreezeView* freeze)
{
    if (!freeze)
        return {Words::tr("Spending"), {}, {}, Tone::secondary, false};
    TwoLineCell out {longStageText(*freeze), shown(freeze->by, 40), {}, Tone::plain, false};
    switch (freeze->stage) {
    case FreezeStage::frozen:
        out.icon = Icon::Snowflake;
        out.tone = Tone::frozen;
        break;
    case FreezeStage::partlyProved:
        out.icon = Icon::HalfCircle;
        out.tone = Tone::warn;
        break;
    case FreezeStage::notProved:
        out.icon = Icon::Alert;
        out.tone = Tone::crit;
        break;
    case FreezeStage::changedOutside:
        out.icon = Icon::Changed;
        out.tone = Tone::crit;
        break;
    case FreezeStage::resumed:
    case FreezeStage::allowed:
        out.first = Words::tr("Spending");
        out.icon = Icon::Play;
        break;
    default: out.icon = Icon::Hourglass; break;
    }
    return out;
}

std::vector<TwoLineCell> rowOf(const QString& name, const FreezeView* freeze, const ShownState& state)
{
    std::vector<TwoLineCell> row {
        {name,
            freeze ? Words::tr("ordered %1").arg(momentSecondsText(state.calendar, freeze->orderedAt, state.now)) : QString(),
            {}, Tone::plain, true},
        togetherOf(freeze)};
    for (const LeverView& lever : state.freezes->levers)
        row.push_back(cellOf(freeze, lever.id, state));
    return row;
}

const FreezeView* viewOf(const ShownState& state, const Scope& scope)
{
    const auto found = state.freezes->views.find(scope);
    return found == state.freezes->views.end() ? nullptr : &found->second;
}

QString nameOf(const ShownState& state, const Scope& scope)
{
    const auto team = std::ranges::find(state.board->teams, scope.id, &TeamBoard::id);
    if (scope.kind == ScopeKind::organisation || (scope.kind == ScopeKind::team && team != state.board->teams.end()))
        return scopeText(scope, team == state.board->teams.end() ? QString() : shown(team->name, 60));
    return scope.kind == ScopeKind::token ? state.nameOf(scope) : shown(scope.text(), 60);
}

} // namespace

TwoLineTable placesAndTeams(const ShownState& state)
{
    TwoLineTable out;
    out.heads = {Words::tr("Team"), Words::tr("Together")};
    for (const LeverView& lever : state.freezes->levers)
        out.heads += headOf(lever);
    if (const FreezeView* all = viewOf(state, Scope::everything()))
        out.rows.push_back(rowOf(scopeText(Scope::everything(), {}), all, state));
    for (const TeamBoard& team : state.board->teams)
        out.rows.push_back(rowOf(shown(team.name, 60), viewOf(state, Scope::ofTeam(team.id)), state));
    return out;
}

TwoLineTable ordersInForce(const ShownState& state)
{
    TwoLineTable out;
    out.heads = {Words::tr("Time"), Words::tr("Who"), Words::tr("Order"), Words::tr("Stage"), Words::tr("Why")};
    for (const auto& [scope, freeze] : state.freezes->views) {
        const bool freezing = freeze.wanted == HoldState::frozen;
        const QString name = nameOf(state, scope);
        TwoLineCell order {
            freezing ? Words::tr("Freeze %1").arg(name) : Words::tr("Resume %1").arg(name), {}, {}, Tone::plain, false};
        order.second = Words::tr("%1, order %2")
                           .arg(!freezing                           ? Words::tr("let calls pass again")
                                   : freeze.mode == FreezeMode::cut ? Words::tr("refuse new, end what runs")
                                                                    : Words::tr("refuse new requests"))
                           .arg(freeze.generation);
        TwoLineCell stage = togetherOf(&freeze);
        stage.second = freeze.saved ? QString() : Words::tr("not saved yet");
        out.rows.push_back({{momentSecondsText(state.calendar, freeze.orderedAt, state.now), {}, {}, Tone::plain, false},
            {shown(freeze.by, 60), {}, {}, Tone::plain, false}, order, stage,
            {shown(freeze.reason, 160),
                freeze.added ? Words::tr("%1: %2").arg(shown(freeze.added->by, 40), shown(freeze.added->text, 160)) : QString(),
                {}, Tone::secondary, false}});
    }
    return out;
}

QString placesWarning(const ShownState& state)
{
    QStringList names, warnings;
    for (const SourceView& source : state.board->sources)
        if (!source.canFreeze)
            names += shown(source.name, 60);
    if (!names.isEmpty())
        warnings += Words::tr("No freeze reaches %1: what is called there without a gateway goes on.")
                        .arg(names.join(QStringLiteral(", ")));
    for (const LeverView& lever : state.freezes->levers) {
        if (lever.caveat != LeverCaveat::none)
            warnings += caveatText(lever.caveat, shown(lever.name, 60));
        for (const std::string& warning : lever.warnings)
            warnings += Words::tr("%1 says: %2").arg(shown(lever.name, 60), shown(warning, 400));
    }
    return warnings.join(QLatin1Char('\n'));
}

} // namespace fuseboard
