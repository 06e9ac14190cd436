// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/asks/askdoor.h"

#include "gateway/adminanswer.h"
#include "gateway/adminviews.h"
#include "gateway/refusal.h"
#include "gateway/uuid.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <limits>

namespace fuseboard::gateway {
namespace {

using http::Async;
using http::Exchange;

constexpr std::int64_t leastProposed = 10'000'000; ///< nano-units: a cent
constexpr int askAgainSeconds = 900; // the pause after a no

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

/// The hard budget that has least left.
const LimitStanding* tightest(const std::vector<LimitStanding>& standings)
{
    const LimitStanding* out = nullptr;
    for (const LimitStanding& stands : standings)
        if (stands.hard && (!out || stands.leftNano() < out->leftNano()))
            out = &stands;
    return out;
}

Ask askOf(const CallIdentity& who, const LimitStanding& stands, const AskedFor& asked)
{
    return {.id = newUuid(),
        .at = now(),
        .scope = stands.scope,
        .period = stands.periodKind,
        .team = who.team,
        .token = who.token,
        .label = who.label,
        .person = who.person,
        .agent = who.agent,
        .amount = {asked.nano, stands.limit.currency},
        .reason = asked.reason,
        .limit = stands.amount(),
        .spentNano = static_cast<std::int64_t>(stands.spentNano() + stands.heldNano),
        .resetsAt = stands.period.end};
}

/// Proposes what the session would cost in a quarter of an hour, but two calls like its last one at least.
Ask askOf(const Trip& trip, const CallerKey* key)
{
    const Currency currency = trip.currency.isSet() ? trip.currency : Currency::usd(); // without prices there are no amounts
    const std::int64_t twoCalls = 2 * std::min(trip.worstCallNano, std::numeric_limits<std::int64_t>::max() / 2);
    JsonWriter evidence;
    evidence.beginObject();
    writeMembers(evidence, trip);
    evidence.endObject();
    return {.id = newUuid(),
        .at = now(),
        .about = AskAbout::session,
        .scope = {LimitKind::session, trip.whose.session, {}},
        .team = trip.team,
        .token = trip.whose.token,
        .label = trip.label,
        .person = key ? key->person : std::string(),
        .agent = key ? key->agent : std::string(),
        .amount = {std::max({leastProposed, trip.verdict.costNanoAnHour / 4, twoCalls}), currency},
        .reason = "This session " + inWords(trip.verdict) + ".",
        .limit = {0, currency},
        .spentNano = trip.verdict.costNano,
        .resetsAt = now() + std::chrono::minutes(30),
        .evidence = std::move(evidence).str(),
        .worstCallNano = trip.worstCallNano};
}

std::string json(const Ask& ask)
{
    JsonWriter out;
    write(out, ask);
    return std::move(out).str();
}

Async<void> sayError(Exchange& exchange, int status, std::string code, std::string message, int retryAfter = 0)
{
    const CallerError error {.status = status,
        .type = "fuseboard_raise_refused",
        .code = std::move(code),
        .message = std::move(message),
        .retryAfter = retryAfter};
    co_await exchange.respond(status, errorHeaders(error), errorBody(Dialect::openai, error));
}

Async<void> sayNotSaved(Exchange& exchange)
{
    return sayFailure(exchange, 503, "not_saved", "The answer can't be saved, so nothing has changed.");
}

Async<void> sayNotHeld(Exchange& exchange)
{
    return sayFailure(exchange, 409, "not_held", "Nothing holds this session any more, so there is nothing to answer.");
}

/// What a caller is told of its own ask.
std::string ownView(const Ask& ask)
{
    JsonWriter out;
    out.beginObject().member("id", ask.id).member("state", toText(ask.state)).member("scope", ask.scope.text());
    out.nano("amount", ask.amount.nano).member("currency", ask.amount.currency.text());
    out.member("at", fuseboard::toText(ask.at)).endObject();
    return std::move(out).str();
}

} // namespace

Async<void> AskDoor::raise(Exchange& exchange, const CallIdentity& identity)
{
    const auto body = co_await exchange.readBody();
    if (!body) {
        exchange.closeAfter();
        co_await sayError(exchange, std::max(400, http::statusFor(body.error())), "unreadable_body",
            "The request's body: " + body.error().detail + ".");
        co_return;
    }
    const auto standings = m_services.desk.standings(identity, now());
    const LimitStanding* stands = tightest(standings);
    if (!stands || identity.probe) {
        co_await sayError(
            exchange, 409, "no_limits", "No hard budget counts this key that could be raised; nothing was asked of anybody.");
        co_return;
    }
    const auto asked = parseRaise(*body, stands->limit.currency);
    if (!asked) {
        co_await sayError(exchange, 400, "invalid_body", asked.error().subject + ": " + asked.error().detail + ".");
        co_return;
    }
    const auto outcome = co_await m_services.asks.add(askOf(identity, *stands, *asked));
    if (!outcome) {
        co_await sayError(exchange, 503, "not_saved", "The gateway can't keep the request, so nobody was asked.");
        co_return;
    }
    switch (outcome->asking) {
    case Asking::asked: m_services.events.publish("ask", json(outcome->ask)); break;
    case Asking::waits: break;
    case Asking::tooSoon:
        co_await sayError(exchange, 429, "asked_too_soon",
            "This was refused by " + outcome->ask.by + " a moment ago. Ask again later, or speak with them.", askAgainSeconds);
        co_return;
    case Asking::tooMany:
        co_await sayError(exchange, 429, "too_many_asks", "Too many requests wait for an answer already.", askAgainSeconds);
        co_return;
    }
    co_await exchange.respond(
        outcome->asking == Asking::asked ? 202 : 200, {{"Content-Type", "application/json"}}, ownView(outcome->ask));
}

Async<void> AskDoor::hold(const Trip& trip)
{
    const auto held = m_services.loops.held(trip.whose);
    if (!held)
        co_return;
    const Ask ask = askOf(*held, m_services.desk.policy()->key(trip.whose.token));
    auto outcome = co_await m_services.asks.add(ask);
    if (outcome && outcome->asking != Asking::asked) {
        if (outcome->asking == Asking::waits) // since an earlier hold, which has ended
            co_await end(std::vector(1, outcome->ask.id));
        else if (auto others = co_await m_services.asks.all())
            co_await endOver(*others);
        outcome = co_await m_services.asks.add(ask);
    }
    if (!outcome)
        spdlog::error("a held session of {} can't be asked about: {}", trip.label, outcome.error().detail);
    else if (outcome->asking == Asking::asked)
        m_services.events.publish("ask", json(outcome->ask));
    else
        spdlog::error("a held session of {} can't be asked about: too many are", trip.label);
}

bool AskDoor::isHeld(const Ask& session) const { return m_services.loops.held({session.token, session.scope.id}).has_value(); }

bool AskDoor::isOver(const Ask& ask) const
{
    return ask.state == AskState::over || (ask.state == AskState::open && ask.about == AskAbout::session && !isHeld(ask));
}

Async<void> AskDoor::endOver(std::vector<Ask>& asks)
{
    const auto over = std::ranges::stable_partition(asks, [this](const Ask& ask) { return !isOver(ask); });
    std::vector<std::string> ids;
    for (const Ask& ask : over)
        ids.push_back(ask.id);
    asks.erase(over.begin(), over.end());
    if (!ids.empty())
        co_await end(std::move(ids));
}

Async<void> AskDoor::end(std::vector<std::string> ids, AskState from)
{
    if (const auto ended = co_await m_services.asks.end(std::move(ids), from, now()); !ended)
        spdlog::error("asks that are over can't be kept as such: {}", ended.error().detail);
}

bool AskDoor::enforce(const Ask& ask)
{
    if (ask.state != AskState::allowed)
        return true;
    if (ask.about == AskAbout::session) // one whose time is up already stays held
        return m_services.loops.allow({ask.token, ask.scope.id}, ask.grantedNano, ask.until) || isHeld(ask);
    m_services.desk.allow(ask.allowance());
    return true;
}

Async<void> AskDoor::list(Exchange& exchange)
{
    auto asks = co_await m_services.asks.all();
    if (!asks) {
        co_await sayFailure(exchange, 503, "asks_unreadable", "The asks can't be read: " + asks.error().detail);
        co_return;
    }
    co_await endOver(*asks);
    JsonWriter out;
    out.beginObject().key("asks").beginArray();
    for (const Ask& ask : *asks)
        write(out, ask);
    out.endArray().endObject();
    co_await sayJson(exchange, 200, std::move(out));
}

Async<void> AskDoor::answer(Exchange& exchange, AdminRights rights, std::string id)
{
    if (!rights.resume && !rights.freeze) {
        co_await sayFailure(exchange, 403, "no_right", "This token may not answer asks.");
        co_return;
    }
    const auto body = co_await readWrite(exchange);
    if (!body)
        co_return;
    const auto known = co_await m_services.asks.find(id);
    if (!known) {
        co_await sayNotSaved(exchange);
        co_return;
    }
    if (!*known) {
        co_await sayFailure(exchange, 404, "unknown_ask", "Nobody is waiting for an answer to that.");
        co_return;
    }
    const auto answer = parseAnswer(*body, (*known)->about, now());
    if (!answer) {
        co_await sayJson(exchange, 422, faultsView(answer.error()));
        co_return;
    }
    // To let money be spent is the right of whoever may end a freeze; to say no, of whoever may freeze as well.
    if (answer->allow && !rights.resume) {
        co_await sayFailure(exchange, 403, "no_right", "This token may not allow more.");
        co_return;
    }
    if (isOver(**known)) {
        co_await end(std::vector(1, id));
        co_await sayNotHeld(exchange);
        co_return;
    }
    const Instant at = now();
    const auto answered = co_await m_services.asks.answer(id, *answer, at);
    const auto ask = answered.value_or(std::nullopt);
    if (!ask) {
        co_await sayNotSaved(exchange);
        co_return;
    }
    const bool isNew = ask->answeredAt == at;
    // The session may have ended meanwhile.
    if (ask->state == AskState::over || (isNew && !enforce(*ask))) {
        co_await end(std::vector(1, id), AskState::allowed);
        co_await sayNotHeld(exchange);
        co_return;
    }
    if (!isNew && (ask->state == AskState::allowed) != answer->allow) {
        co_await sayFailure(exchange, 409, "answered", ask->by + " has answered it already.");
        co_return;
    }
    if (isNew) {
        spdlog::info("ask {} of {} is {}", id, ask->scope.text(), toText(ask->state));
        m_services.events.publish("ask-answered", json(*ask));
    }
    co_await exchange.respond(200, {{"Content-Type", "application/json"}}, json(*ask));
}

} // namespace fuseboard::gateway
