// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/statusdocument.h"

#include "domain/mergedrequests.h"
#include "domain/utcdate.h"
#include "owner/documentvalues.h"
#include "owner/errordocument.h"
#include "owner/sourcedocument.h"

#include <QJsonArray>

namespace fuseboard {
namespace {

using document::optionalTime;
using document::text;
using document::time;

QString amount(std::int64_t nano) { return text(Money {nano, {}}.text()); }

QJsonValue optionalAmount(const std::optional<std::int64_t>& nano) { return nano ? QJsonValue(amount(*nano)) : QJsonValue(); }

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

void addFigures(QJsonObject& out, const TeamBoard& team)
{
    out[QStringLiteral("spent")] = amount(team.burn.spentNano);
    out[QStringLiteral("estimated")] = amount(team.estimatedNano);
    out[QStringLiteral("billedElsewhere")] = amount(team.billedElsewhereNano);
    out[QStringLiteral("budget")] = optionalAmount(team.burn.budgetNano);
    out[QStringLiteral("remaining")] = optionalAmount(team.burn.remainingNano);
    out[QStringLiteral("ratePerDay")] = optionalAmount(team.burn.ratePerDayNano);
    out[QStringLiteral("runsOut")] = optionalTime(team.burn.runsOut);
    out[QStringLiteral("pace")] = paceWord(team.burn.pace);
    out[QStringLiteral("requests")] = static_cast<qint64>(team.requests);
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
}

QJsonObject teamDocument(const TeamBoard& team, const Board& board, const FreezeBoard& freezes)
{
    QJsonObject out {{QStringLiteral("id"), text(team.id)}, {QStringLiteral("name"), text(team.name)}};
    if (!board.historyFault)
        addFigures(out, team);
    if (team.isProtected)
        out[QStringLiteral("protected")] = true;
    if (const FreezeView* view = team.id.empty() ? nullptr : freezes.forTeam(team.id))
        out[QStringLiteral("freeze")] = stageWord(view->stage);
    return out;
}

QJsonObject named(QJsonObject team, const QString& name)
{
    team[QStringLiteral("name")] = name;
    return team;
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

QJsonObject statusDocument(const Board& board, const FreezeBoard& freezes)
{
    QJsonArray teams, sources, views;
    for (const TeamBoard& team : board.teams)
        teams.append(teamDocument(team, board, freezes));
    for (const SourceView& source : board.sources)
        sources.append(sourceDocument(source));
    for (const auto& [scope, view] : freezes.views)
        views.append(freezeDocument(view));
    QJsonObject out {{QStringLiteral("asOf"), time(board.asOf)}, {QStringLiteral("period"), text(board.periodLabel)},
        {QStringLiteral("periodStart"), time(board.period.start)}, {QStringLiteral("periodEnd"), time(board.period.end)},
        {QStringLiteral("currency"), text(board.currency.text())}, {QStringLiteral("sandbox"), board.sandbox},
        {QStringLiteral("all"), named(teamDocument(board.all, board, freezes), QStringLiteral("All teams"))},
        {QStringLiteral("unallocated"), named(teamDocument(board.unallocated, board, freezes), QStringLiteral("Unallocated"))},
        {QStringLiteral("teams"), teams}, {QStringLiteral("sources"), sources}, {QStringLiteral("freezes"), views},
        {QStringLiteral("auditWaiting"), static_cast<qint64>(freezes.auditWaiting)}};
    if (board.historyFault) {
        out[QStringLiteral("historyFault")] = errorDocument(*board.historyFault);
        return out;
    }
    out[QStringLiteral("allocation")] = allocationDocument(board.allocation);
    out[QStringLiteral("unpricedRequests")] = static_cast<qint64>(board.unpricedRequests);
    return out;
}

} // namespace fuseboard
