// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/adminapi.h"

#include "gateway/adminviews.h"
#include "gateway/awaitanswer.h"
#include "gateway/orderdocument.h"
#include "gateway/policyfile.h"
#include "gateway/refusal.h"
#include "http/socketstream.h"

#include <spdlog/spdlog.h>

#include <charconv>
#include <unistd.h>

namespace fuseboard::gateway {
namespace {

using http::Async;
using http::Exchange;

constexpr std::int64_t defaultPage = 1000;
constexpr std::int64_t maxPage = 10'000; // about 7 MB of rows
constexpr auto cutBound = std::chrono::milliseconds(250); // SAFETY KS4
constexpr auto cutStep = std::chrono::milliseconds(5);

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

Async<void> sayJson(Exchange& exchange, int status, JsonWriter json, http::Headers headers = {})
{
    headers.add("Content-Type", "application/json");
    co_await exchange.respond(status, std::move(headers), std::move(json).str());
}

Async<void> sayError(Exchange& exchange, int status, std::string code, std::string message)
{
    JsonWriter out;
    out.beginObject().key("error").beginObject().member("code", code).member("message", message).endObject().endObject();
    co_await sayJson(exchange, status, std::move(out));
}

std::optional<std::int64_t> wholeNumber(const std::optional<std::string>& text, std::int64_t fallback)
{
    if (!text)
        return fallback;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    return error == std::errc() && end == text->data() + text->size() ? std::optional(value) : std::nullopt;
}

} // namespace

AdminApi::AdminApi(Services& services)
    : m_services(services)
    , m_policyWriter([](std::vector<std::function<void()>> jobs) {
        for (const auto& job : jobs)
            job();
    })
{
}

Async<void> AdminApi::answer(Exchange& exchange)
{
    const auto rights = judgeDoor(exchange.request(), exchange.peer(), ::getuid(), m_services.config.adminTokens);
    if (rights) {
        co_await route(exchange, *rights);
        co_return;
    }
    exchange.closeAfter();
    co_await sayError(exchange, rights.error().status, rights.error().code, rights.error().message);
}

Async<void> AdminApi::route(Exchange& exchange, AdminRights rights)
{
    const std::string method = exchange.request().method;
    const std::string path(exchange.request().path());
    constexpr std::string_view holds = "/v1/holds/";
    constexpr std::string_view callsPrefix = "/v1/calls/";
    constexpr std::string_view cutSuffix = "/cut";
    if (method == "GET") {
        co_await read(exchange);
    } else if (method == "PUT" && path.starts_with(holds)) {
        const auto decoded = http::percentDecoded(path.substr(holds.size()));
        const auto scope = parseScope(decoded.value_or(""));
        if (scope && (scope->kind != ScopeKind::organisation || scope->id == "all"))
            co_await putHold(exchange, rights, *scope);
        else
            co_await sayError(exchange, 404, "unknown_scope", "A hold's scope is kind/id.");
    } else if (method == "PUT" && path == "/v1/policy") {
        if (rights.policy)
            co_await putPolicy(exchange);
        else
            co_await sayError(exchange, 403, "no_right", "This token may not change the policy.");
    } else if (method == "POST" && path.starts_with(callsPrefix) && path.ends_with(cutSuffix)) {
        if (rights.freeze)
            co_await cutCall(exchange, path.substr(callsPrefix.size(), path.size() - callsPrefix.size() - cutSuffix.size()));
        else
            co_await sayError(exchange, 403, "no_right", "This token may not end calls.");
    } else if (method == "POST" && path.starts_with("/v1/asks/")) {
        co_await sayError(exchange, 404, "unknown_ask", "Nobody is waiting for an answer to that.");
    } else {
        co_await sayError(exchange, 404, "unknown_path", "The admin door has no such call.");
    }
}

Async<void> AdminApi::read(Exchange& exchange)
{
    const std::string_view path = exchange.request().path();
    if (path == "/v1/health")
        co_await health(exchange);
    else if (path == "/v1/usage")
        co_await usage(exchange);
    else if (path == "/v1/breakers")
        co_await sayJson(exchange, 200, breakersView(m_services.desk));
    else if (path == "/v1/calls")
        co_await sayJson(exchange, 200, callsView(m_services.desk, exchange.request().parameter("team")));
    else if (path == "/v1/reservations")
        co_await sayJson(exchange, 200, reservationsView(m_services.desk, now()));
    else if (path == "/v1/decide")
        co_await decide(exchange);
    else if (path == "/v1/events")
        co_await m_services.events.serve(exchange);
    else if (path == "/metrics")
        co_await exchange.respond(200, {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
            m_services.metrics.text(m_services.desk.calls().size()));
    else if (path == "/v1/policy") {
        const auto policy = m_services.desk.policy();
        co_await exchange.respond(200, {{"Content-Type", "application/json"}, {"ETag", policy->etag()}}, policy->text());
    } else {
        co_await sayError(exchange, 404, "unknown_path", "The admin door has no such call.");
    }
}

Async<void> AdminApi::health(Exchange& exchange)
{
    JsonWriter out;
    const std::string closed = m_services.closed();
    out.beginObject().member("version", FUSEBOARD_VERSION);
    out.member("ledgerId", m_services.ledger ? m_services.ledger->id() : std::string());
    out.member("policyRevision", m_services.desk.policy()->document().revision).member("durable", closed.empty());
    out.memberIfSet("reason", closed);
    out.key("listeners").beginArray();
    for (const std::string& listener : m_services.listeners)
        out.text(listener);
    out.endArray().endObject();
    co_await sayJson(exchange, 200, std::move(out));
}

Async<void> AdminApi::usage(Exchange& exchange)
{
    const auto after = wholeNumber(exchange.request().parameter("after"), 0);
    const auto limit = wholeNumber(exchange.request().parameter("limit"), defaultPage);
    if (!after || *after < 0 || !limit || *limit < 1) {
        co_await sayError(exchange, 400, "bad_parameter", "after and limit are whole numbers.");
        co_return;
    }
    if (!m_services.ledger) {
        co_await sayError(exchange, 503, "no_ledger", m_services.closedBecause);
        co_return;
    }
    const auto page = co_await m_services.ledger->page(*after, std::min(*limit, maxPage));
    if (!page) {
        co_await sayError(exchange, 503, "ledger_unreadable", "The ledger can't be read: " + page.error().detail);
        co_return;
    }
    JsonWriter out;
    out.beginObject().member("ledgerId", m_services.ledger->id()).key("rows").beginArray();
    for (const CallRow& row : page->rows)
        write(out, row);
    out.endArray().member("next", page->next).member("more", page->more).endObject();
    co_await sayJson(exchange, 200, std::move(out));
}

Async<void> AdminApi::decide(Exchange& exchange)
{
    const auto policy = m_services.desk.policy();
    const CallerKey* key = policy->key(exchange.request().parameter("token-sha256").value_or(""));
    const auto say = [&](CallerError error) {
        return exchange.respond(error.status, {{"Content-Type", "application/json"}}, errorBody(Dialect::openai, error));
    };
    if (!key) {
        co_await say({.status = 403,
            .type = "authentication_error",
            .code = "invalid_api_key",
            .message = "This gateway does not know that key."});
        co_return;
    }
    if (const std::string closed = m_services.closed(); !closed.empty()) {
        co_await say({.status = 403, .type = "fuseboard_closed", .code = "gateway_closed", .message = closed});
        co_return;
    }
    const CallIdentity identity {.team = key->team, .token = key->sha256};
    if (const auto hold = m_services.desk.refusing(identity))
        co_await say(refusal(*hold, policy->team(key->team)));
    else
        co_await exchange.respond(204, {}, {});
}

Async<std::pair<OrderVerdict, bool>> AdminApi::enforce(Hold hold)
{
    const auto keep = [&]() -> Async<bool> {
        if (!m_services.holds)
            co_return false;
        const auto kept = co_await m_services.holds->keep(hold);
        if (!kept)
            spdlog::error(
                "{}: the hold on {} is not saved: {}", kept.error().subject, hold.order.scope.text(), kept.error().detail);
        co_return kept.has_value();
    };
    if (const auto verdict = m_services.desk.judgeOrder(hold.order); verdict == OrderVerdict::stale)
        co_return std::pair(verdict, true);
    // A freeze is in force at once, and stays so where the disk fails (KS10); a release only once it is on the disk, or
    // a restart would undo it unseen.
    if (hold.order.state == HoldState::released && !co_await keep())
        co_return std::pair(OrderVerdict::inForce, false);
    const auto verdict = m_services.desk.apply(hold.order, hold.at);
    if (hold.order.state == HoldState::released || verdict == OrderVerdict::stale)
        co_return std::pair(verdict, true);
    const bool saved = co_await keep();
    co_return std::pair(verdict, saved);
}

Async<std::int64_t> AdminApi::waitForCut(Scope scope)
{
    const auto until = std::chrono::steady_clock::now() + cutBound;
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    std::int64_t left = m_services.desk.load(scope).calls;
    while (left > 0 && std::chrono::steady_clock::now() < until) {
        timer.expires_after(cutStep);
        co_await timer.async_wait(http::nothrowAwait);
        left = m_services.desk.load(scope).calls;
    }
    co_return left;
}

Async<void> AdminApi::putHold(Exchange& exchange, AdminRights rights, Scope scope)
{
    const auto body = co_await exchange.readBody();
    const auto order = body ? parseOrder(std::move(scope), *body) : std::unexpected(body.error());
    if (!order) {
        co_await sayError(exchange, 422, "bad_order", order.error().subject + ": " + order.error().detail);
        co_return;
    }
    const bool freezing = order->state == HoldState::frozen;
    if (freezing ? !rights.freeze : !rights.resume) {
        co_await sayError(exchange, 403, "no_right", freezing ? "This token may not freeze." : "This token may not resume.");
        co_return;
    }
    const Hold hold {*order, now()};
    const auto [verdict, saved] = co_await enforce(hold);
    const auto inForce = m_services.desk.holdOf(order->scope);
    JsonWriter out;
    out.beginObject().member("generation", inForce ? inForce->order.generation : 0);
    if (verdict == OrderVerdict::stale) {
        co_await sayJson(exchange, 409, std::move(out.endObject()));
        co_return;
    }
    if (!freezing && !saved) {
        co_await sayError(exchange, 503, "not_saved", "The release can't be saved, so it is still frozen.");
        co_return;
    }
    const bool cutting = freezing && order->mode == FreezeMode::cut;
    const std::int64_t cut = cutting ? m_services.desk.cut(hold) : 0;
    const std::int64_t inFlight = cutting ? co_await waitForCut(order->scope) : m_services.desk.load(order->scope).calls;
    const ScopeLoad load = m_services.desk.load(order->scope);
    out.member("durable", saved).member("cut", cut).member("inFlight", inFlight);
    out.nano("moneySetAside", load.reservedNano).member("currency", load.currency.text()).endObject();
    if (verdict == OrderVerdict::applied) {
        spdlog::info("{} is {} (generation {})", order->scope.text(), toText(order->state), order->generation);
        JsonWriter event;
        event.beginObject();
        writeScope(event, order->scope);
        event.member("state", toText(order->state)).member("generation", order->generation).member("mode", toText(order->mode));
        event.member("by", order->by).member("reason", order->reason).member("at", fuseboard::toText(hold.at)).endObject();
        m_services.events.publish(freezing ? "trip" : "reset", std::move(event).str());
    }
    co_await sayJson(exchange, 200, std::move(out));
}

Async<void> AdminApi::cutCall(Exchange& exchange, std::string id)
{
    for (const auto& call : m_services.desk.calls())
        if (call->id == id) {
            call->orderCut({});
            JsonWriter out;
            out.beginObject().member("cut", 1).endObject();
            co_await sayJson(exchange, 200, std::move(out));
            co_return;
        }
    co_await sayError(exchange, 404, "unknown_call", "No such call is running.");
}

Async<void> AdminApi::putPolicy(Exchange& exchange)
{
    const auto body = co_await exchange.readBody();
    if (!body) {
        exchange.closeAfter();
        co_await sayError(exchange, std::max(400, http::statusFor(body.error())), "unreadable_body", body.error().detail);
        co_return;
    }
    const auto condition = exchange.request().headers.get("if-match");
    if (!condition.empty() && condition != "*" && condition != m_services.desk.policy()->etag()) {
        co_await sayError(exchange, 412, "changed_meanwhile", "Somebody else changed the policy meanwhile.");
        co_return;
    }
    const auto policy = checkPolicy(m_services.config, *body);
    JsonWriter out;
    if (!policy) {
        out.beginObject().key("faults").beginArray();
        for (const Error& fault : policy.error())
            out.beginObject().member("path", fault.subject).member("reason", fault.detail).endObject();
        co_await sayJson(exchange, 422, std::move(out.endArray().endObject()));
        co_return;
    }
    const auto saved = co_await awaitAnswer<Result<void>>([&](std::function<void(Result<void>)> done) {
        m_policyWriter.post([config = &m_services.config, book = *policy, done] { done(savePolicy(*config, book->text())); });
    });
    if (!saved) {
        co_await sayError(exchange, 503, "not_saved", "The policy can't be saved: " + saved.error().detail);
        co_return;
    }
    m_services.desk.setPolicy(*policy);
    spdlog::info("policy revision {} is in force", (*policy)->document().revision);
    out.beginObject().member("revision", (*policy)->document().revision).endObject();
    co_await sayJson(exchange, 200, std::move(out), {{"ETag", (*policy)->etag()}});
}

Result<void> AdminApi::reloadPolicy()
{
    const auto policy = loadPolicy(m_services.config);
    if (!policy)
        return std::unexpected(policy.error().front());
    m_services.desk.setPolicy(*policy);
    return {};
}

} // namespace fuseboard::gateway
