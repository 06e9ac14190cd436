// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/gatewayanswers.h"

#include "connectors/gateway/ruleanswers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace fuseboard {
namespace {

Error wrong(const std::string& subject, std::string what) { return {ErrorCode::badAnswer, subject, std::move(what)}; }

Result<QJsonObject> parseObject(const std::string& subject, const HttpAnswer& answer)
{
    QJsonParseError error {};
    const QJsonDocument document = QJsonDocument::fromJson(answer.body, &error);
    if (!document.isObject())
        return std::unexpected(wrong(subject, "HTTP " + std::to_string(answer.status) + ", and the body is no JSON object"));
    return document.object();
}

std::optional<std::int64_t> countOf(const QJsonObject& object, QLatin1StringView name)
{
    const QJsonValue value = object.value(name);
    const auto count = value.toInteger(-1);
    if (!value.isDouble() || count < 0 || value.toDouble() != std::floor(value.toDouble()))
        return std::nullopt;
    return count;
}

/// Nano-units as a decimal string beside a currency; absent is fine, malformed is not.
Result<std::optional<Money>> moneyOf(
    const std::string& subject, const QJsonObject& object, QLatin1StringView name = QLatin1StringView("moneySetAside"))
{
    const QJsonValue amount = object.value(name);
    if (amount.isUndefined() || amount.isNull())
        return std::nullopt;
    const auto nano = parseScaledDecimal(amount.toString().toStdString(), 0);
    const std::string code = object.value(u"currency").toString().toStdString();
    if (nano && *nano == 0 && code.empty())
        return Money {}; // nothing runs, so nothing has a currency
    const auto currency = Currency::parse(code);
    if (!nano || !currency)
        return std::unexpected(
            wrong(subject, std::string(name.data(), static_cast<std::size_t>(name.size())) + " is no amount with a currency"));
    return Money {*nano, *currency};
}

Result<std::optional<std::pair<Scope, LeverObservation>>> parseBreaker(const std::string& subject, const QJsonValue& value)
{
    const QJsonObject entry = value.toObject();
    const QJsonObject where = entry.value(u"scope").toObject();
    const auto scope = parseScope((where.value(u"kind").toString() + u'/' + where.value(u"id").toString()).toStdString());
    const QString state = entry.value(u"state").toString();
    const bool isNamed = !where.value(u"kind").toString().isEmpty() && !where.value(u"id").toString().isEmpty();
    if (!scope && isNamed && !entry.contains(u"generation")) // of a kind that nobody here could have ordered
        return std::nullopt;
    if (!scope)
        return std::unexpected(wrong(subject, "a breaker has no scope"));
    if (parseBreakerState(state.toStdString())) // of a rule: nobody ordered it
        return std::nullopt;
    const auto held = parseHoldState(state.toStdString());
    if (!held && !state.isEmpty() && !entry.contains(u"generation")) // of a rule that came later than this program
        return std::nullopt;
    const auto generation = countOf(entry, QLatin1StringView("generation"));
    if (!held || !generation || *generation == 0)
        return std::unexpected(wrong(subject, scope->text() + " has no state with a generation"));
    LeverObservation seen;
    seen.state = *held;
    seen.generation = static_cast<std::uint64_t>(*generation);
    const auto mode = parseFreezeMode(entry.value(u"mode").toString().toStdString());
    const auto at = parseInstant(entry.value(u"at").toString().toStdString());
    if (!mode || !at)
        return std::unexpected(wrong(subject, scope->text() + " has no mode or time"));
    seen.mode = *mode;
    seen.at = *at;
    seen.reason = entry.value(u"reason").toString().toStdString();
    seen.by = entry.value(u"by").toString().toStdString();
    seen.inFlight = countOf(entry, QLatin1StringView("inFlight"));
    auto money = moneyOf(subject, entry);
    if (!money)
        return std::unexpected(money.error());
    seen.moneySetAside = *money;
    return std::pair {*scope, std::move(seen)};
}

Result<QJsonArray> parseCallList(const std::string& subject, const HttpAnswer& answer)
{
    if (answer.status != 200)
        return std::unexpected(statusError(subject, answer));
    const auto object = parseObject(subject, answer);
    if (!object)
        return std::unexpected(object.error());
    if (!object->value(u"calls").isArray())
        return std::unexpected(wrong(subject, "it lists no calls"));
    return object->value(u"calls").toArray();
}

Result<RunningCall> parseRunningCall(const std::string& subject, const QJsonObject& call)
{
    const auto text = [&call](QStringView name) { return call.value(name).toString().toStdString(); };
    RunningCall out {.id = text(u"id"),
        .team = text(u"team"),
        .person = text(u"person"),
        .agent = text(u"agent"),
        .key = text(u"key"),
        .session = text(u"session"),
        .model = text(u"model"),
        .since = {},
        .isBeingCut = call.value(u"cutOrdered").toBool()};
    const auto since = parseInstant(text(u"since"));
    const auto tokens = countOf(call, QLatin1StringView("tokens"));
    const auto cost = moneyOf(subject, call, QLatin1StringView("cost"));
    const auto reserved = moneyOf(subject, call, QLatin1StringView("reserved"));
    if (out.id.empty() || !since || !tokens)
        return std::unexpected(wrong(subject, "a call has no id, time or tokens"));
    if (!cost || !reserved)
        return std::unexpected(!cost ? cost.error() : reserved.error());
    out.since = *since;
    out.tokens = *tokens;
    const auto known = [](const std::optional<Money>& money) { // without a currency there is no price
        return money && money->currency.isSet() ? money : std::nullopt;
    };
    out.cost = known(*cost);
    out.reserved = known(*reserved);
    return out;
}

} // namespace

QString codeOf(const HttpAnswer& answer)
{
    return QJsonDocument::fromJson(answer.body).object().value(u"error").toObject().value(u"code").toString();
}

bool isMissingRight(const HttpAnswer& answer) { return answer.status == 403 && codeOf(answer) == u"no_right"; }

Error statusError(const std::string& subject, const HttpAnswer& answer)
{
    const std::string status = "HTTP " + std::to_string(answer.status);
    if (answer.status == 401 || answer.status == 403)
        return {ErrorCode::controlRefused, subject, status};
    if (answer.status == 429)
        return {ErrorCode::rateLimited, subject, answer.header("retry-after").left(40).toStdString()};
    if (answer.status >= 500)
        return {ErrorCode::serverError, subject, status};
    return wrong(subject, status);
}

Result<LeverReport> parseBreakers(const std::string& subject, const HttpAnswer& answer)
{
    if (answer.status != 200)
        return std::unexpected(statusError(subject, answer));
    const auto object = parseObject(subject, answer);
    if (!object)
        return std::unexpected(object.error());
    const QJsonValue list = object->value(u"breakers");
    if (!list.isArray())
        return std::unexpected(wrong(subject, "it lists no breakers"));
    LeverReport report;
    const QJsonArray breakers = list.toArray();
    for (const auto& value : breakers) {
        auto breaker = parseBreaker(subject, value);
        if (!breaker)
            return std::unexpected(breaker.error());
        if (auto& entry = *breaker; entry && !report.scopes.insert(std::move(*entry)).second)
            return std::unexpected(wrong(subject, "it lists a scope twice"));
    }
    report.rules = parseRuleBreakers(breakers);
    return report;
}

Result<LeverAcknowledgement> parseAcknowledgement(const std::string& subject, const HttpAnswer& answer, const HoldOrder& order)
{
    if (answer.status != 200 && answer.status != 409)
        return std::unexpected(statusError(subject, answer));
    const auto object = parseObject(subject, answer);
    if (!object)
        return std::unexpected(object.error());
    const auto generation = countOf(*object, QLatin1StringView("generation"));
    if (!generation)
        return std::unexpected(wrong(subject, "it names no generation"));
    const auto number = static_cast<std::uint64_t>(*generation);
    if (answer.status == 409) {
        if (number < order.generation)
            return std::unexpected(wrong(subject,
                "it calls generation " + std::to_string(order.generation) + " stale, and has only " + std::to_string(number)));
        return fail(ErrorCode::staleOrder, subject, std::to_string(number));
    }
    if (number != order.generation)
        return std::unexpected(wrong(subject,
            "it acknowledged generation " + std::to_string(number) + " instead of " + std::to_string(order.generation)));
    const auto cut = countOf(*object, QLatin1StringView("cut"));
    const auto inFlight = countOf(*object, QLatin1StringView("inFlight"));
    auto money = moneyOf(subject, *object);
    if (!object->value(u"durable").isBool() || !cut || !inFlight)
        return std::unexpected(wrong(subject, "the acknowledgement is not complete"));
    if (!money)
        return std::unexpected(money.error());
    return LeverAcknowledgement {number, object->value(u"durable").toBool(), *cut, *inFlight, *money};
}

Result<LeverLook> parseCalls(const std::string& subject, const HttpAnswer& answer)
{
    const auto calls = parseCallList(subject, answer);
    if (!calls)
        return std::unexpected(calls.error());
    LeverLook look;
    look.running = calls->size();
    for (const auto& call : *calls) {
        const auto reserved = moneyOf(subject, call.toObject(), QLatin1StringView("reserved"));
        if (!reserved)
            return std::unexpected(reserved.error());
        if (!*reserved || !(*reserved)->currency.isSet())
            continue;
        const auto sum = look.moneySetAside ? add(*look.moneySetAside, **reserved) : Result<Money>(**reserved);
        if (!sum) { // of two currencies: no one amount
            look.moneySetAside.reset();
            break;
        }
        look.moneySetAside = *sum;
    }
    return look;
}

Result<std::vector<RunningCall>> parseRunningCalls(const std::string& subject, const HttpAnswer& answer)
{
    const auto calls = parseCallList(subject, answer);
    if (!calls)
        return std::unexpected(calls.error());
    std::vector<RunningCall> out;
    for (const auto& each : *calls) {
        auto call = parseRunningCall(subject, each.toObject());
        if (!call)
            return std::unexpected(call.error());
        out.push_back(*std::move(call));
    }
    return out;
}

Result<CutOutcome> parseCut(const std::string& subject, const HttpAnswer& answer)
{
    if (answer.status == 404 && codeOf(answer) == u"unknown_call")
        return CutOutcome::endedAlready;
    if (answer.status != 200)
        return std::unexpected(statusError(subject, answer));
    const auto object = parseObject(subject, answer);
    if (!object)
        return std::unexpected(object.error());
    if (countOf(*object, QLatin1StringView("cut")) != 1)
        return std::unexpected(wrong(subject, "it does not say that it has cut the call"));
    return CutOutcome::cut;
}

Result<ProbeResult> parseProbe(const std::string& subject, const HttpAnswer& answer, const Scope& scope)
{
    if (answer.status == 401)
        return fail(ErrorCode::notProved, subject, "it does not know the key of the team's test call");
    if (answer.status != 200 && answer.status != 403)
        return std::unexpected(statusError(subject, answer));
    const auto object = parseObject(subject, answer);
    if (answer.status == 200) {
        if (!object || !object->value(u"data").isArray())
            return std::unexpected(wrong(subject, "the test call got HTTP 200 without a list of models"));
        return ProbeResult::served;
    }
    // Any firewall says 403; only our own words prove that the freeze refused it (GATEWAYS 0.4).
    const QJsonObject error = object ? object->value(u"error").toObject() : QJsonObject();
    if (error.value(u"type").toString() != u"fuseboard_breaker_open")
        return std::unexpected(wrong(subject, "the test call was refused by something else"));
    // An answer that was meant for somebody else's test proves nothing here; a freeze of everything covers all.
    const std::string refused = error.value(u"scope").toString().toStdString();
    if (refused != scope.text() && refused != Scope::everything().text())
        return std::unexpected(wrong(subject, "the test call was refused for another scope"));
    return ProbeResult::refused;
}

Result<QUrl> parseCallersDoor(const std::string& subject, const HttpAnswer& answer)
{
    if (answer.status != 200)
        return std::unexpected(statusError(subject, answer));
    const auto object = parseObject(subject, answer);
    if (!object)
        return std::unexpected(object.error());
    QUrl door(object->value(u"listeners").toArray().at(0).toString(), QUrl::StrictMode);
    if ((door.scheme() != u"http" && door.scheme() != u"https") || door.host().isEmpty())
        return std::unexpected(wrong(subject, "it names no address for callers"));
    return door;
}

Result<std::vector<std::string>> parseWarnings(const std::string& subject, const HttpAnswer& answer)
{
    if (answer.status != 200)
        return std::unexpected(statusError(subject, answer));
    const auto object = parseObject(subject, answer);
    if (!object)
        return std::unexpected(object.error());
    constexpr std::size_t most = 8;
    std::vector<std::string> out;
    const auto add = [&out](const QJsonValue& said) {
        if (const QString text = said.toString(); !text.isEmpty() && out.size() < most)
            out.push_back(text.toStdString());
    };
    add(object->value(u"reason"));
    add(object->value(u"notice"));
    for (const QJsonValue& warning : object->value(u"warnings").toArray())
        add(warning);
    return out;
}

} // namespace fuseboard
