// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/asksdocument.h"

#include "owner/budgetedits.h"
#include "owner/documentvalues.h"
#include "owner/errordocument.h"

#include <QJsonArray>

#include <algorithm>

namespace fuseboard {
namespace {

using document::text;
using document::time;

using Name = QLatin1StringView;

QJsonObject askDocument(const RaiseAsk& ask)
{
    QJsonObject out {{QStringLiteral("id"), text(ask.id)}, {QStringLiteral("at"), time(ask.at)},
        {QStringLiteral("state"), text(toText(ask.state))}, {QStringLiteral("scope"), text(ask.scope.text())},
        {QStringLiteral("period"), text(toText(ask.period))}, {QStringLiteral("team"), text(ask.team)},
        {QStringLiteral("token"), text(ask.token)}, {QStringLiteral("key"), text(ask.key)},
        {QStringLiteral("person"), text(ask.person)}, {QStringLiteral("agent"), text(ask.agent)},
        {QStringLiteral("amount"), text(ask.amount.text())}, {QStringLiteral("currency"), text(ask.amount.currency.text())},
        {QStringLiteral("reason"), text(ask.reason)}, {QStringLiteral("limit"), text(ask.limit.text())},
        {QStringLiteral("spent"), text(ask.spent.text())}, {QStringLiteral("resetsAt"), time(ask.resetsAt)},
        {QStringLiteral("by"), text(ask.by)}, {QStringLiteral("answeredAt"), document::optionalTime(ask.answeredAt)},
        {QStringLiteral("until"), document::optionalTime(ask.until)}};
    if (ask.granted)
        out[QStringLiteral("granted")] = text(ask.granted->text());
    if (!ask.isHeldSession)
        return out;
    out[QStringLiteral("sessionAnHour")] = text(ask.anHour.text());
    out[QStringLiteral("idleCalls")] = ask.idleCalls;
    out[QStringLiteral("mostCalls")] = ask.mostCalls;
    QJsonArray seen;
    for (const loops::LoopEvidence& each : ask.seen)
        seen.append(QJsonObject {{QStringLiteral("sign"), text(toText(each.sign))}, {QStringLiteral("tool"), text(each.tool)},
            {QStringLiteral("count"), each.count}});
    out[QStringLiteral("seen")] = seen;
    return out;
}

/// 0 where it is not told.
int countOf(const DocumentFields& fields, Name name)
{
    return fields.has(name) ? static_cast<int>(std::clamp<std::int64_t>(fields.integer(name), 0, 1'000'000)) : 0;
}

std::vector<loops::LoopEvidence> evidenceOf(const DocumentFields& fields)
{
    std::vector<loops::LoopEvidence> out;
    fields.each(Name("seen"), [&out](const DocumentFields& each) {
        if (const auto sign = loops::parseLoopSign(each.text(Name("sign"))))
            out.push_back({.sign = *sign, .tool = each.text(Name("tool")), .count = countOf(each, Name("count"))});
    });
    return out;
}

RaiseAsk askOf(const DocumentFields& fields)
{
    const auto money = [&fields](const char* name) { return fields.money(Name(name), Name("currency")); };
    return {.id = fields.text(Name("id")),
        .at = fields.timeOr(Name("at"), {}),
        .state = fields.word(Name("state"), parseAskState, RaiseAsk::State::open),
        .scope = fields.word(Name("scope"), parseLimitScope, LimitScope()),
        .period = fields.word(Name("period"), parsePeriodKind, PeriodKind::month),
        .team = fields.text(Name("team")),
        .token = fields.text(Name("token")),
        .key = fields.text(Name("key")),
        .person = fields.text(Name("person")),
        .agent = fields.text(Name("agent")),
        .amount = money("amount").value_or(Money()),
        .reason = fields.text(Name("reason")),
        .limit = money("limit").value_or(Money()),
        .spent = money("spent").value_or(Money()),
        .resetsAt = fields.timeOr(Name("resetsAt"), {}),
        .isHeldSession = fields.has(Name("sessionAnHour")),
        .anHour = money("sessionAnHour").value_or(Money()),
        .seen = evidenceOf(fields),
        .idleCalls = countOf(fields, Name("idleCalls")),
        .mostCalls = countOf(fields, Name("mostCalls")),
        .by = fields.text(Name("by")),
        .answeredAt = fields.time(Name("answeredAt")),
        .granted = money("granted"),
        .until = fields.time(Name("until"))};
}

QJsonObject placeDocument(const PlaceAsks& place)
{
    QJsonArray asks;
    for (const RaiseAsk& ask : place.asks)
        asks.append(askDocument(ask));
    QJsonObject out {{QStringLiteral("id"), text(place.place)}, {QStringLiteral("name"), text(place.name)},
        {QStringLiteral("asks"), asks}, {QStringLiteral("at"), document::optionalTime(place.at)},
        {QStringLiteral("unread"), static_cast<qint64>(place.unread)}};
    if (place.error)
        out[QStringLiteral("error")] = errorDocument(*place.error);
    return out;
}

PlaceAsks placeOf(const DocumentFields& fields)
{
    PlaceAsks out {.place = fields.text(Name("id")),
        .name = fields.text(Name("name")),
        .asks = {},
        .at = fields.time(Name("at")),
        .error = {},
        .unread = fields.has(Name("unread")) ? fields.integer(Name("unread")) : 0};
    fields.each(Name("asks"), [&out](const DocumentFields& ask) { out.asks.push_back(askOf(ask)); });
    if (const auto error = fields.object(Name("error")))
        out.error = errorOf(*error);
    return out;
}

/// Why it can't be carried out, whatever the gateway would say.
std::optional<Error> faultOf(const AskDecision& decision, Instant now)
{
    if (decision.place.empty() || decision.ask.id.empty())
        return Error {ErrorCode::badDocument, "ask", "its place or id is missing"};
    if (decision.allowed && decision.allowed->nano <= 0)
        return Error {ErrorCode::badDocument, "The amount", "it allows nothing"};
    if (decision.allowed && (!decision.until || *decision.until <= now))
        return Error {ErrorCode::badDocument, "The time until which more is allowed", "it is over already"};
    return std::nullopt;
}

} // namespace

QJsonObject asksDocument(const Asks& asks)
{
    QJsonArray places;
    for (const PlaceAsks& place : asks)
        places.append(placeDocument(place));
    return {{QStringLiteral("askPlaces"), places}};
}

Result<Asks> asksOf(const QJsonValue& document)
{
    std::optional<Error> fault;
    Asks out;
    DocumentFields(document, {}, fault).each(Name("askPlaces"), [&out](const DocumentFields& place) {
        out.push_back(placeOf(place));
    });
    return fault ? Result<Asks>(std::unexpected(*fault)) : out;
}

QJsonObject answerDocument(const AskDecision& decision)
{
    QJsonObject out {{QStringLiteral("do"), QStringLiteral("answerAsk")}, {QStringLiteral("place"), text(decision.place)},
        {QStringLiteral("ask"), askDocument(decision.ask)}, {QStringLiteral("reason"), text(decision.reason)},
        {QStringLiteral("until"), document::optionalTime(decision.until)}};
    if (decision.allowed)
        out[QStringLiteral("allow")] = text(decision.allowed->text());
    return out;
}

Result<AskDecision> askDecisionOf(const QJsonValue& document, const Calendar& calendar, Instant now)
{
    std::optional<Error> fault;
    const DocumentFields fields(document, {}, fault);
    AskDecision out {
        .place = fields.text(Name("place")), .ask = {}, .allowed = {}, .until = {}, .reason = fields.text(Name("reason"))};
    if (const auto ask = fields.object(Name("ask")))
        out.ask = askOf(*ask);
    if (fields.has(Name("allow"))) {
        const auto amount = Money::parse(fields.text(Name("allow")), out.ask.amount.currency);
        const auto until = readTime(fields.text(Name("until")), calendar, true);
        if (!amount || !until)
            return std::unexpected(!amount ? amount.error() : until.error());
        out.allowed = *amount;
        out.until = *until;
    }
    if (!fault)
        fault = faultOf(out, now);
    return fault ? Result<AskDecision>(std::unexpected(*fault)) : out;
}

QJsonObject askOutcomeDocument(const AskOutcome& outcome)
{
    QJsonObject out {{QStringLiteral("answered"), askDocument(outcome.ask)}};
    if (outcome.raised)
        out[QStringLiteral("raised")] = text(outcome.raised->text());
    if (outcome.notRaised)
        out[QStringLiteral("notRaised")] = errorDocument(*outcome.notRaised);
    return out;
}

Result<AskOutcome> askOutcomeOf(const QJsonValue& document)
{
    std::optional<Error> fault;
    const DocumentFields fields(document, {}, fault);
    AskOutcome out;
    if (const auto ask = fields.object(Name("answered")))
        out.ask = askOf(*ask);
    if (fields.has(Name("raised")))
        if (const auto raised = Money::parse(fields.text(Name("raised")), out.ask.amount.currency))
            out.raised = *raised;
    if (const auto error = fields.object(Name("notRaised")))
        out.notRaised = errorOf(*error);
    if (!fault && out.ask.id.empty())
        fault = Error {ErrorCode::badAnswer, "answerAsk", {}};
    return fault ? Result<AskOutcome>(std::unexpected(*fault)) : out;
}

} // namespace fuseboard
