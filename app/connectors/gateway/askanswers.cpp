// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/gateway/askanswers.h"

#include "connectors/gateway/gatewayanswers.h"
#include "documents/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace fuseboard {
namespace {

/// Reads the members of one ask; what is missing or malformed is named once, and spoils it.
class AskReader {
public:
    explicit AskReader(const QJsonObject& ask)
        : m_ask(ask)
        , m_currency(checked(Currency::parse(text("currency")), "currency"))
    {
    }

    RaiseAsk read()
    {
        RaiseAsk out {.id = text("id"),
            .at = time("at"),
            .state = checked(parseAskState(text("state")), "state"),
            .scope = checked(parseLimitScope(text("scope")), "scope"),
            .period = checked(parsePeriodKind(text("period")), "period"),
            .team = text("team"),
            .token = text("token"),
            .key = text("label"),
            .person = text("person"),
            .agent = text("agent"),
            .amount = money("amount"),
            .reason = text("reason"),
            .limit = money("limit"),
            .spent = money("spent"),
            .resetsAt = time("resetsAt"),
            .isHeldSession = isSession(),
            .by = text("by"),
            .answeredAt = {},
            .granted = {},
            .until = {}};
        if (out.id.empty())
            m_wrong = "id";
        if (out.isHeldSession)
            readEvidence(out);
        if (out.state != RaiseAsk::State::open)
            out.answeredAt = time("answeredAt");
        if (out.state == RaiseAsk::State::allowed) {
            out.granted = money("granted");
            out.until = time("until");
        }
        return out;
    }
    [[nodiscard]] const std::string& wrong() const { return m_wrong; }

private:
    [[nodiscard]] std::string text(const char* name) const { return m_ask.value(QLatin1String(name)).toString().toStdString(); }
    template <class T>
    T checked(const Result<T>& value, const char* name)
    {
        if (!value)
            m_wrong = name;
        return value.value_or(T());
    }
    /// Only of those two can a person's answer be foretold.
    bool isSession()
    {
        const QJsonValue about = m_ask.value(u"about");
        if (about != QLatin1StringView("session") && about != QLatin1StringView("budget") && !about.isUndefined())
            m_wrong = "about";
        return about == QLatin1StringView("session");
    }
    /// What can't be read of it is not shown; the reason says it too.
    void readEvidence(RaiseAsk& out) const
    {
        const QJsonObject evidence = m_ask.value(u"evidence").toObject();
        out.anHour = {parseScaledDecimal(evidence.value(u"costAnHour").toString().toStdString(), 0).value_or(0), m_currency};
        out.idleCalls = std::max(evidence.value(u"calls").toInt(), 0);
        out.mostCalls = std::max(m_ask.value(u"calls").toInt(), 0);
        const QJsonArray signs = evidence.value(u"evidence").toArray();
        for (const auto& each : signs) {
            const QJsonObject seen = each.toObject();
            if (const auto sign = loops::parseLoopSign(seen.value(u"sign").toString().toStdString()))
                out.seen.push_back({.sign = *sign,
                    .tool = seen.value(u"tool").toString().toStdString(),
                    .count = std::max(seen.value(u"count").toInt(), 0)});
        }
    }
    Instant time(const char* name) { return checked(parseInstant(text(name)), name); }
    Money money(const char* name) { return {checked(parseScaledDecimal(text(name), 0), name), m_currency}; }

    const QJsonObject& m_ask;
    std::string m_wrong; ///< the last member that is wrong; empty: none
    Currency m_currency;
};

Result<RaiseAsk> parseAsk(const std::string& subject, const QJsonObject& object)
{
    AskReader reader(object);
    RaiseAsk ask = reader.read();
    if (!reader.wrong().empty())
        return fail(ErrorCode::badAnswer, subject, "what a caller asks for has no " + reader.wrong() + " that is understood");
    return ask;
}

} // namespace

Result<ToldAsks> parseAsks(const std::string& subject, const HttpAnswer& answer)
{
    if (answer.status != 200)
        return std::unexpected(statusError(subject, answer));
    const QJsonValue list = QJsonDocument::fromJson(answer.body).object().value(u"asks");
    if (!list.isArray())
        return fail(ErrorCode::badAnswer, subject, "it does not list what callers ask for");
    ToldAsks out;
    const QJsonArray asks = list.toArray();
    for (const auto& each : asks) {
        if (auto ask = parseAsk(subject, each.toObject()))
            out.asks.push_back(*std::move(ask));
        else
            ++out.unread;
    }
    return out;
}

std::string answerBody(const AskDecision& decision, const std::string& by)
{
    JsonWriter body;
    body.beginObject().member("decision", decision.allowed ? "allow" : "keep");
    if (decision.allowed)
        body.nano("amount", decision.allowed->nano);
    if (decision.allowed && decision.until)
        body.member("until", toText(*decision.until));
    body.member("by", by).endObject();
    return std::move(body).str();
}

Result<RaiseAsk> parseAnswered(const std::string& subject, const HttpAnswer& answer, const AskDecision& decision)
{
    const std::string request = "The request for more at " + subject;
    if (answer.status == 409 && codeOf(answer) == u"not_held")
        return fail(ErrorCode::conflict, request, "its session is not held any more");
    const bool isGone = answer.status == 404 && codeOf(answer) == u"unknown_ask";
    if (isGone || (answer.status == 409 && codeOf(answer) == u"answered"))
        return fail(ErrorCode::conflict, request, isGone ? "it is not known there any more" : "it was answered otherwise");
    if (answer.status != 200)
        return std::unexpected(statusError(subject, answer));
    auto ask = parseAsk(subject, QJsonDocument::fromJson(answer.body).object());
    if (!ask)
        return ask;
    if (ask->id != decision.ask.id || (ask->state == RaiseAsk::State::allowed) != decision.allowed.has_value())
        return fail(ErrorCode::badAnswer, subject, "it does not say that it took the answer");
    if (decision.allowed && (ask->granted != decision.allowed || (decision.until && ask->until != decision.until)))
        return fail(ErrorCode::conflict, request, "it was allowed with another amount or end");
    return ask;
}

} // namespace fuseboard
