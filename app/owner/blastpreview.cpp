// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/blastpreview.h"

#include "text/errortext.h"
#include "text/freezetext.h"

#include <QJsonArray>

#include <algorithm>

namespace fuseboard {
namespace {

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

std::vector<std::string> namesOf(const std::vector<BreakdownRow>& rows)
{
    std::vector<std::string> out;
    for (const BreakdownRow& row : rows)
        if (!row.name.empty())
            out.push_back(row.name);
    return out;
}

QJsonArray textsOf(const auto& texts)
{
    QJsonArray out;
    for (const std::string& each : texts)
        out.append(text(each));
    return out;
}

QJsonArray kindsOf(const std::set<ScopeKind>& kinds)
{
    QJsonArray out;
    for (const ScopeKind kind : kinds)
        out.append(text(toText(kind)));
    return out;
}

QJsonObject moneyDocument(const Money& money)
{
    return {{QStringLiteral("amount"), text(std::to_string(money.nano))},
        {QStringLiteral("currency"), text(money.currency.text())}};
}

QJsonObject outlookDocument(const LeverOutlook& outlook)
{
    QJsonObject out {{QStringLiteral("id"), text(outlook.lever)}};
    if (!outlook.look) {
        out[QStringLiteral("cause")] = sentence(outlook.look.error());
        return out;
    }
    if (outlook.look->isEmpty)
        out[QStringLiteral("nothingHere")] = true;
    out[QStringLiteral("holds")] = textsOf(outlook.look->holds);
    out[QStringLiteral("heldAlready")] = textsOf(outlook.look->heldAlready);
    if (outlook.look->running)
        out[QStringLiteral("running")] = static_cast<qint64>(*outlook.look->running);
    return out;
}

QString nameOf(const TeamId& id, const Organisation& organisation)
{
    const auto team = std::ranges::find(organisation.teams, id, &Team::id);
    return text(team == organisation.teams.end() ? id : team->name);
}

} // namespace

BlastPreview blastPreview(const Scope& scope, const Board* board, const Organisation& organisation, const FreezeBoard& freezes,
    std::vector<LeverOutlook> outlooks)
{
    BlastPreview out {.scope = scope, .levers = freezes.levers, .outlooks = std::move(outlooks)};
    const bool all = scope.kind == ScopeKind::organisation;
    for (const Team& team : organisation.teams)
        if (team.isProtected && (all || (scope.kind == ScopeKind::team && team.id == scope.id)))
            out.protectedTeams.push_back(team.name);
    for (const CallerKey& key : organisation.keys)
        if (!key.probe && (all || (scope.kind == ScopeKind::team && key.team == scope.id)))
            out.keys.push_back(key.label.empty() ? key.sha256.substr(0, 12) : key.label);
    if (!board)
        return out;
    const auto team = std::ranges::find(board->teams, scope.id, &TeamBoard::id);
    if (const TeamBoard* spends = all ? &board->all : team == board->teams.end() ? nullptr : &*team) {
        out.people = namesOf(spends->byPerson);
        out.agents = namesOf(spends->byAgent);
        out.perHour = {spends->perHourNano, board->currency};
    }
    for (const SourceView& source : board->sources)
        if (!source.canFreeze)
            out.unstoppable.push_back(source.name);
    return out;
}

QJsonArray leversDocument(const std::vector<LeverView>& levers)
{
    QJsonArray out;
    for (const LeverView& lever : levers) {
        QJsonObject one {{QStringLiteral("id"), text(lever.id)}, {QStringLiteral("name"), text(lever.name)},
            {QStringLiteral("refuses"), kindsOf(lever.refuses)}, {QStringLiteral("cuts"), kindsOf(lever.cuts)},
            {QStringLiteral("canProbe"), lever.canProbe}, {QStringLiteral("boundMs"), static_cast<qint64>(lever.bound.count())},
            {QStringLiteral("watchMs"), static_cast<qint64>(lever.watchEvery.count())},
            {QStringLiteral("answers"), lever.isAsked && !lever.cause}};
        if (const QString caveat = caveatText(lever.caveat, text(lever.name)); !caveat.isEmpty())
            one[QStringLiteral("caveat")] = caveat;
        if (lever.cause)
            one[QStringLiteral("cause")] = sentence(*lever.cause);
        out.append(one);
    }
    return out;
}

QJsonObject blastDocument(const BlastPreview& preview, const Organisation& organisation)
{
    QJsonArray outlooks, alsoStops;
    for (const LeverOutlook& outlook : preview.outlooks)
        outlooks.append(outlookDocument(outlook));
    for (const TeamId& team : preview.alsoStops())
        alsoStops.append(nameOf(team, organisation));
    QJsonObject out {{QStringLiteral("scope"), text(preview.scope.text())}, {QStringLiteral("keys"), textsOf(preview.keys)},
        {QStringLiteral("people"), textsOf(preview.people)}, {QStringLiteral("agents"), textsOf(preview.agents)},
        {QStringLiteral("running"), static_cast<qint64>(preview.running())}, {QStringLiteral("alsoStops"), alsoStops},
        {QStringLiteral("protected"), textsOf(preview.protectedTeams)},
        {QStringLiteral("levers"), leversDocument(preview.levers)}, {QStringLiteral("outlooks"), outlooks},
        {QStringLiteral("unstoppable"), textsOf(preview.unstoppable)}};
    if (const auto money = preview.moneySetAside())
        out[QStringLiteral("moneySetAside")] = moneyDocument(*money);
    if (preview.perHour.currency.isSet())
        out[QStringLiteral("saved")] = moneyDocument(preview.perHour);
    return out;
}

} // namespace fuseboard
