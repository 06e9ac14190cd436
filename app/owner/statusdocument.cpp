// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/statusdocument.h"

#include "domain/mergedrequests.h"
#include "domain/utcdate.h"
#include "text/errortext.h"

#include <QJsonArray>

namespace fuseboard {
namespace {

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }
QString amount(std::int64_t nano) { return text(Money {nano, {}}.text()); }
QString time(Instant at) { return text(toText(at)); }

QJsonValue optionalAmount(const std::optional<std::int64_t>& nano) { return nano ? QJsonValue(amount(*nano)) : QJsonValue(); }
QJsonValue optionalTime(const std::optional<Instant>& at) { return at ? QJsonValue(time(*at)) : QJsonValue(); }

QString placeWord(PlaceStage stage)
{
    switch (stage) {
    case PlaceStage::waiting: return QStringLiteral("waiting");
    case PlaceStage::ordered: return QStringLiteral("ordered");
    case PlaceStage::readBack: return QStringLiteral("readBack");
    case PlaceStage::proved: return QStringLiteral("proved");
    case PlaceStage::silent: return QStringLiteral("silent");
    case PlaceStage::lying: return QStringLiteral("lying");
    case PlaceStage::changedOutside: return QStringLiteral("changedOutside");
    case PlaceStage::nothingHere: return QStringLiteral("nothingHere");
    case PlaceStage::unable: return QStringLiteral("unable");
    }
    return {};
}

/// Milliseconds since the order, of the stages that were reached, and the place's bound.
QJsonObject timesDocument(const PlaceView& place)
{
    QJsonObject out {{QStringLiteral("bound"), static_cast<qint64>(place.bound.count())}};
    const auto add = [&](const QString& name, const PlaceTimes::Span& span) {
        if (span)
            out[name] = static_cast<qint64>(span->count());
    };
    add(QStringLiteral("written"), place.times.written);
    add(QStringLiteral("readBack"), place.times.readBack);
    add(QStringLiteral("probed"), place.times.probed);
    add(QStringLiteral("cut"), place.times.cut);
    add(QStringLiteral("quiet"), place.times.quiet);
    return out;
}

QJsonArray restatedDays(const TeamBoard& team)
{
    QJsonArray out;
    for (const RestatedDay& each : team.restated)
        out.append(QJsonObject {{QStringLiteral("day"), text(utcDateText(each.day))},
            {QStringLiteral("before"), amount(each.beforeNano)}, {QStringLiteral("now"), amount(each.nowNano)},
            {QStringLiteral("at"), time(each.at)}});
    return out;
}

QJsonArray otherCurrencies(const TeamBoard& team)
{
    QJsonArray out;
    for (const OtherCurrency& other : team.otherCurrencies)
        out.append(QJsonObject {{QStringLiteral("currency"), text(other.currency.text())},
            {QStringLiteral("converted"), amount(other.convertedNano)},
            {QStringLiteral("countedAs"), amount(other.countedNano)},
            {QStringLiteral("notConverted"), other.hasGap ? QJsonValue(amount(other.gapNano)) : QJsonValue()}});
    return out;
}

QJsonObject teamDocument(const TeamBoard& team, const FreezeBoard& freezes)
{
    QJsonObject out {{QStringLiteral("id"), text(team.id)}, {QStringLiteral("name"), text(team.name)},
        {QStringLiteral("spent"), amount(team.burn.spentNano)}, {QStringLiteral("estimated"), amount(team.estimatedNano)},
        {QStringLiteral("billedElsewhere"), amount(team.billedElsewhereNano)},
        {QStringLiteral("budget"), optionalAmount(team.burn.budgetNano)},
        {QStringLiteral("remaining"), optionalAmount(team.burn.remainingNano)},
        {QStringLiteral("ratePerDay"), optionalAmount(team.burn.ratePerDayNano)},
        {QStringLiteral("runsOut"), optionalTime(team.burn.runsOut)}, {QStringLiteral("pace"), paceWord(team.burn.pace)},
        {QStringLiteral("requests"), static_cast<qint64>(team.requests)}};
    if (team.isProtected)
        out[QStringLiteral("protected")] = true;
    if (team.mergedRequests) {
        out[QStringLiteral("mergedRequests")] = static_cast<qint64>(*team.mergedRequests);
        out[QStringLiteral("costPerMergedRequest")] = optionalAmount(nanoPerMerged(team.burn.spentNano, team.mergedRequests));
    }
    if (!team.restated.empty())
        out[QStringLiteral("restatedDays")] = restatedDays(team);
    if (team.spentAtCloseNano)
        out[QStringLiteral("spentAtClose")] = amount(*team.spentAtCloseNano);
    if (!team.otherCurrencies.empty())
        out[QStringLiteral("otherCurrencies")] = otherCurrencies(team);
    if (const FreezeView* view = team.id.empty() ? nullptr : freezes.forTeam(team.id))
        out[QStringLiteral("freeze")] = stageWord(view->stage);
    return out;
}

QJsonObject named(QJsonObject team, const QString& name)
{
    team[QStringLiteral("name")] = name;
    return team;
}

QJsonObject backfillDocument(const Backfill& backfill)
{
    const Progress progress = backfill.progress();
    return {{QStringLiteral("state"), QLatin1String(toText(backfill.state))}, {QStringLiteral("partsDone"), progress.done},
        {QStringLiteral("parts"), progress.total}, {QStringLiteral("from"), time(backfill.whole.start)},
        {QStringLiteral("readBackTo"), time(backfill.reached)}};
}

QJsonObject sourceDocument(const SourceView& source)
{
    QJsonObject out {{QStringLiteral("id"), text(source.id)}, {QStringLiteral("name"), text(source.name)},
        {QStringLiteral("kind"), text(source.kind)}, {QStringLiteral("lastAnswer"), optionalTime(source.lastAnswer)},
        {QStringLiteral("completeUpTo"), optionalTime(source.completeUpTo)},
        {QStringLiteral("rows"), static_cast<qint64>(source.toldRows)}, {QStringLiteral("canFreeze"), source.canFreeze},
        {QStringLiteral("tellsUsage"), source.tellsUsage}};
    if (source.backfill)
        out[QStringLiteral("backfill")] = backfillDocument(*source.backfill);
    if (!source.unknownFields.empty()) {
        QJsonArray fields;
        for (const std::string& field : source.unknownFields)
            fields += text(field);
        out[QStringLiteral("unknownFields")] = fields;
    }
    if (source.clockSkew)
        out[QStringLiteral("clockSkewSeconds")] = static_cast<qint64>(source.clockSkew->count());
    if (source.error)
        out[QStringLiteral("error")] = errorDocument(*source.error);
    return out;
}

/// Null where nothing waits.
QJsonValue allocationDocument(const std::optional<Progress>& job)
{
    if (!job)
        return QJsonValue();
    return QJsonObject {{QStringLiteral("daysDone"), job->done}, {QStringLiteral("days"), job->total},
        {QStringLiteral("canCancel"), job->canCancel}};
}

} // namespace

QString paceWord(Pace pace)
{
    switch (pace) {
    case Pace::noData: return QStringLiteral("noData");
    case Pace::tooEarly: return QStringLiteral("tooEarly");
    case Pace::onTrack: return QStringLiteral("onTrack");
    case Pace::runsOutEarly: return QStringLiteral("runsOutEarly");
    }
    return {};
}

QString stageWord(FreezeStage stage)
{
    switch (stage) {
    case FreezeStage::allowed: return QStringLiteral("allowed");
    case FreezeStage::requested: return QStringLiteral("requested");
    case FreezeStage::freezing: return QStringLiteral("freezing");
    case FreezeStage::frozen: return QStringLiteral("frozen");
    case FreezeStage::partlyProved: return QStringLiteral("partlyProved");
    case FreezeStage::notProved: return QStringLiteral("notProved");
    case FreezeStage::changedOutside: return QStringLiteral("changedOutside");
    case FreezeStage::resumeRequested: return QStringLiteral("resumeRequested");
    case FreezeStage::resumed: return QStringLiteral("resumed");
    }
    return {};
}

QJsonObject errorDocument(const Error& error)
{
    return {{QStringLiteral("subject"), text(error.subject)}, {QStringLiteral("detail"), text(error.detail)},
        {QStringLiteral("sentence"), sentence(error)}};
}

QJsonObject freezeDocument(const FreezeView& view)
{
    QJsonArray places;
    for (const PlaceView& place : view.places) {
        QJsonObject out {{QStringLiteral("id"), text(place.id)}, {QStringLiteral("name"), text(place.name)},
            {QStringLiteral("stage"), placeWord(place.stage)}, {QStringLiteral("provedAt"), optionalTime(place.provedAt)},
            {QStringLiteral("generation"), QString::number(place.generation)},
            {QStringLiteral("inFlight"), static_cast<qint64>(place.inFlight)}};
        if (place.moneySetAside)
            out[QStringLiteral("moneySetAside")] = amount(place.moneySetAside->nano);
        if (place.leavesRunning)
            out[QStringLiteral("leavesRunning")] = true;
        if (!place.canProbe)
            out[QStringLiteral("canProbe")] = false;
        if (!place.note.empty())
            out[QStringLiteral("note")] = text(place.note);
        out[QStringLiteral("times")] = timesDocument(place);
        if (place.cause)
            out[QStringLiteral("cause")] = sentence(*place.cause);
        places.append(out);
    }
    QJsonObject out {{QStringLiteral("scope"), text(view.scope.text())}, {QStringLiteral("stage"), stageWord(view.stage)},
        {QStringLiteral("mode"), text(toText(view.mode))}, {QStringLiteral("generation"), QString::number(view.generation)},
        {QStringLiteral("orderedAt"), time(view.orderedAt)}, {QStringLiteral("provedAt"), optionalTime(view.provedAt)},
        {QStringLiteral("by"), text(view.by)}, {QStringLiteral("reason"), text(view.reason)},
        {QStringLiteral("saved"), view.saved}, {QStringLiteral("places"), places}};
    if (view.added)
        out[QStringLiteral("addedReason")] = QJsonObject {{QStringLiteral("reason"), text(view.added->text)},
            {QStringLiteral("by"), text(view.added->by)}, {QStringLiteral("at"), time(view.added->at)}};
    return out;
}

QJsonObject statusDocument(const Board& board, const FreezeBoard& freezes)
{
    QJsonArray teams, sources, views;
    for (const TeamBoard& team : board.teams)
        teams.append(teamDocument(team, freezes));
    for (const SourceView& source : board.sources)
        sources.append(sourceDocument(source));
    for (const auto& [scope, view] : freezes.views)
        views.append(freezeDocument(view));
    return {{QStringLiteral("asOf"), time(board.asOf)}, {QStringLiteral("period"), text(board.periodLabel)},
        {QStringLiteral("periodStart"), time(board.period.start)}, {QStringLiteral("periodEnd"), time(board.period.end)},
        {QStringLiteral("currency"), text(board.currency.text())}, {QStringLiteral("sandbox"), board.sandbox},
        {QStringLiteral("all"), named(teamDocument(board.all, freezes), QStringLiteral("All teams"))},
        {QStringLiteral("unallocated"), named(teamDocument(board.unallocated, freezes), QStringLiteral("Unallocated"))},
        {QStringLiteral("teams"), teams}, {QStringLiteral("sources"), sources}, {QStringLiteral("freezes"), views},
        {QStringLiteral("allocation"), allocationDocument(board.allocation)},
        {QStringLiteral("auditWaiting"), static_cast<qint64>(freezes.auditWaiting)},
        {QStringLiteral("unpricedRequests"), static_cast<qint64>(board.unpricedRequests)}};
}

} // namespace fuseboard
