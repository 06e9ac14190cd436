// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/callsdocument.h"

#include "owner/documentvalues.h"
#include "owner/errordocument.h"

#include <QJsonArray>

namespace fuseboard {
namespace {

using document::text;
using document::time;

using Name = QLatin1StringView;

void addMoney(QJsonObject& out, const char* name, const std::optional<Money>& money)
{
    if (money)
        out[Name(name)] = QJsonObject {
            {QStringLiteral("amount"), text(money->text())}, {QStringLiteral("currency"), text(money->currency.text())}};
}

std::optional<Money> moneyOf(const DocumentFields& fields, const char* name)
{
    const auto money = fields.object(Name(name));
    return money ? money->money(Name("amount"), Name("currency")) : std::nullopt;
}

QJsonObject callDocument(const RunningCall& call)
{
    QJsonObject out {{QStringLiteral("id"), text(call.id)}, {QStringLiteral("team"), text(call.team)},
        {QStringLiteral("person"), text(call.person)}, {QStringLiteral("agent"), text(call.agent)},
        {QStringLiteral("key"), text(call.key)}, {QStringLiteral("session"), text(call.session)},
        {QStringLiteral("model"), text(call.model)}, {QStringLiteral("since"), time(call.since)},
        {QStringLiteral("tokens"), static_cast<qint64>(call.tokens)}};
    addMoney(out, "cost", call.cost);
    addMoney(out, "reserved", call.reserved);
    if (call.isBeingCut)
        out[QStringLiteral("cutOrdered")] = true;
    return out;
}

RunningCall callOf(const DocumentFields& fields)
{
    return {.id = fields.text(Name("id")),
        .team = fields.text(Name("team")),
        .person = fields.text(Name("person")),
        .agent = fields.text(Name("agent")),
        .key = fields.text(Name("key")),
        .session = fields.text(Name("session")),
        .model = fields.text(Name("model")),
        .since = fields.timeOr(Name("since"), {}),
        .tokens = fields.integer(Name("tokens")),
        .cost = moneyOf(fields, "cost"),
        .reserved = moneyOf(fields, "reserved"),
        .isBeingCut = fields.flag(Name("cutOrdered"), false)};
}

QJsonObject placeDocument(const PlaceCalls& place)
{
    QJsonArray calls;
    for (const RunningCall& call : place.calls)
        calls.append(callDocument(call));
    QJsonObject out {{QStringLiteral("id"), text(place.place)}, {QStringLiteral("name"), text(place.name)},
        {QStringLiteral("tells"), place.tells}, {QStringLiteral("cuts"), place.cuts}, {QStringLiteral("calls"), calls},
        {QStringLiteral("at"), document::optionalTime(place.at)}};
    if (place.error)
        out[QStringLiteral("error")] = errorDocument(*place.error);
    return out;
}

PlaceCalls placeOf(const DocumentFields& fields)
{
    PlaceCalls out {.place = fields.text(Name("id")),
        .name = fields.text(Name("name")),
        .tells = fields.flag(Name("tells"), false),
        .cuts = fields.flag(Name("cuts"), false),
        .calls = {},
        .at = fields.time(Name("at")),
        .error = {}};
    fields.each(Name("calls"), [&out](const DocumentFields& call) { out.calls.push_back(callOf(call)); });
    if (const auto error = fields.object(Name("error")))
        out.error = errorOf(*error);
    return out;
}

QString outcomeWord(CutOutcome outcome)
{
    switch (outcome) {
    case CutOutcome::cut: return QStringLiteral("cut");
    case CutOutcome::endedAlready: return QStringLiteral("endedAlready");
    }
    return {};
}

} // namespace

QJsonObject runningCallsDocument(const RunningCalls& calls)
{
    QJsonArray places;
    for (const PlaceCalls& place : calls.places)
        places.append(placeDocument(place));
    return {{QStringLiteral("scope"), text(calls.scope.text())}, {QStringLiteral("places"), places}};
}

Result<RunningCalls> runningCallsOf(const QJsonValue& document)
{
    std::optional<Error> fault;
    const DocumentFields fields(document, {}, fault);
    RunningCalls out {.scope = fields.word(Name("scope"), parseScope, Scope()), .places = {}};
    fields.each(Name("places"), [&out](const DocumentFields& place) { out.places.push_back(placeOf(place)); });
    return fault ? Result<RunningCalls>(std::unexpected(*fault)) : out;
}

QJsonObject callCutDocument(const CallCut& cut)
{
    return {{QStringLiteral("do"), QStringLiteral("cutCall")}, {QStringLiteral("place"), text(cut.place)},
        {QStringLiteral("running"), callDocument(cut.call)}, {QStringLiteral("reason"), text(cut.reason)},
        {QStringLiteral("confirm"), text(cut.confirm)}};
}

Result<CallCut> callCutOf(const QJsonValue& document)
{
    std::optional<Error> fault;
    const DocumentFields fields(document, {}, fault);
    CallCut out {.place = fields.text(Name("place")),
        .call = {},
        .reason = fields.text(Name("reason")),
        .confirm = fields.text(Name("confirm"))};
    if (const auto call = fields.object(Name("running")))
        out.call = callOf(*call);
    if (!fault && (out.place.empty() || out.call.id.empty()))
        fault = Error {ErrorCode::badDocument, "running", "its place or id is missing"};
    return fault ? Result<CallCut>(std::unexpected(*fault)) : out;
}

QJsonObject cutOutcomeDocument(CutOutcome outcome) { return {{QStringLiteral("outcome"), outcomeWord(outcome)}}; }

Result<CutOutcome> cutOutcomeOf(const QJsonValue& document)
{
    const auto outcome = valueOf(document.toObject()[Name("outcome")].toString(), outcomeWord);
    return outcome ? Result<CutOutcome>(*outcome) : fail(ErrorCode::badAnswer, "cutCall");
}

} // namespace fuseboard
