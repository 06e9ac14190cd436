// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/adminapi.h"

#include "gateway/adminanswer.h"
#include "gateway/adminviews.h"
#include "gateway/callertoken.h"
#include "gateway/turnaway.h"
#include "gateway/uuid.h"

#include <boost/asio/steady_timer.hpp>

#include <charconv>
#include <format>
#include <unistd.h>

namespace fuseboard::gateway {
namespace {

using http::Async;
using http::Exchange;

constexpr std::int64_t defaultPage = 1000;
constexpr std::int64_t maxPage = 10'000; // about 7 MB of rows
constexpr auto turnInterval = std::chrono::milliseconds(5); // another page is being made

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

std::optional<std::int64_t> wholeNumber(const std::optional<std::string>& text, std::int64_t fallback)
{
    if (!text)
        return fallback;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    return error == std::errc() && end == text->data() + text->size() ? std::optional(value) : std::nullopt;
}

/// By its hash; or as the caller showed it, from a proxy that can't make the hash.
std::string askedToken(const http::RequestHead& request)
{
    if (const auto hash = request.parameter("token-sha256"))
        return *hash;
    http::Headers shown;
    if (const auto bearer = request.headers.get("x-fuseboard-authorization"); !bearer.empty())
        shown.add("authorization", std::string(bearer));
    if (const auto key = request.headers.get("x-fuseboard-api-key"); !key.empty())
        shown.add("x-api-key", std::string(key));
    const std::string token = callerToken(shown);
    return token.empty() ? std::string() : sha256Hex(token);
}

/// The same JSON without a byte that a header can't hold.
std::string asciiJson(const std::string& utf8)
{
    std::string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length == 1) {
            out += utf8[i++];
            continue;
        }
        std::uint32_t point = lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
            point = point << 6U | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        i += length;
        if (point > 0xFFFF) {
            point -= 0x10000;
            out += std::format("\\u{:04x}\\u{:04x}", 0xD800 + (point >> 10U), 0xDC00 + (point & 0x3FFU));
        } else {
            out += std::format("\\u{:04x}", point);
        }
    }
    return out;
}

} // namespace

AdminApi::AdminApi(Services& services)
    : m_services(services)
    , m_holds(services)
    , m_policy(services)
    , m_reservations(services, m_policy)
    , m_asks(services)
{
}

Async<void> AdminApi::answer(Exchange& exchange)
{
    const auto rights =
        judgeDoor(exchange.request(), exchange.peer(), ::getuid(), m_services.config()->adminTokens, m_services.adminTls.get());
    if (rights) {
        co_await route(exchange, *rights);
        co_return;
    }
    exchange.closeAfter();
    if (rights.error().code == unknownToken) {
        const auto late = std::make_shared<boost::asio::steady_timer>(co_await boost::asio::this_coro::executor,
            m_guesses.noted(exchange.peer().address, std::chrono::steady_clock::now()));
        exchange.giveWay([late] { late->cancel(); });
        co_await late->async_wait(http::nothrowAwait);
    }
    co_await sayFailure(exchange, rights.error().status, rights.error().code, rights.error().message);
}

Async<void> AdminApi::route(Exchange& exchange, AdminRights rights)
{
    const std::string method = exchange.request().method;
    const std::string path(exchange.request().path());
    constexpr std::string_view holds = "/v1/holds/";
    constexpr std::string_view asks = "/v1/asks/";
    constexpr std::string_view reservations = "/v1/reservations/";
    constexpr std::string_view callsPrefix = "/v1/calls/";
    constexpr std::string_view cutSuffix = "/cut";
    if (method == "GET") {
        co_await read(exchange);
    } else if (method == "PUT" && path.starts_with(holds)) {
        co_await m_holds.answerPut(exchange, rights, std::string_view(path).substr(holds.size()));
    } else if (method == "PUT" && path == "/v1/policy") {
        if (rights.policy)
            co_await m_policy.answerPut(exchange);
        else
            co_await sayFailure(exchange, 403, "no_right", "This token may not change the policy.");
    } else if (method == "POST" && path.starts_with(callsPrefix) && path.ends_with(cutSuffix)) {
        if (rights.freeze)
            co_await cutCall(exchange, path.substr(callsPrefix.size(), path.size() - callsPrefix.size() - cutSuffix.size()));
        else
            co_await sayFailure(exchange, 403, "no_right", "This token may not end calls.");
    } else if (method == "POST" && path.starts_with(asks)) {
        co_await m_asks.answer(exchange, rights, path.substr(asks.size()));
    } else if (method == "POST" && path.starts_with(reservations)) {
        co_await m_reservations.release(exchange, rights, path.substr(reservations.size()));
    } else {
        co_await sayFailure(exchange, 404, "unknown_path", "The admin door has no such call.");
    }
}

Async<void> AdminApi::read(Exchange& exchange)
{
    const std::string_view path = exchange.request().path();
    if (path == "/v1/health")
        co_await health(exchange);
    else if (path == "/v1/usage")
        co_await usage(exchange);
    else if (path == "/v1/telemetry")
        co_await telemetry(exchange);
    else if (path == "/v1/breakers")
        co_await sayJson(exchange, 200, breakersView(m_services.desk, m_services.models));
    else if (path == "/v1/shadow")
        co_await sayJson(exchange, 200, m_services.shadows.view());
    else if (path == "/v1/calls")
        co_await sayJson(exchange, 200, callsView(m_services.desk, exchange.request().parameter("team")));
    else if (path == "/v1/reservations")
        co_await m_reservations.list(exchange);
    else if (path == "/v1/asks")
        co_await m_asks.list(exchange);
    else if (path == "/v1/decide")
        co_await decide(exchange);
    else if (path == "/v1/events")
        co_await m_services.events.serve(exchange);
    else if (path == "/metrics")
        co_await exchange.respond(200, {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
            m_services.metrics.text(m_services.desk.calls().size()));
    else if (path == "/v1/policy")
        co_await m_policy.answerGet(exchange);
    else
        co_await sayFailure(exchange, 404, "unknown_path", "The admin door has no such call.");
}

Async<void> AdminApi::health(Exchange& exchange)
{
    JsonWriter out;
    std::string reason = m_services.closed();
    if (reason.empty() && !m_services.holds->isDurable())
        reason = "A freeze is in force that can't be saved yet.";
    out.beginObject().member("version", FUSEBOARD_VERSION);
    out.member("ledgerId", m_services.ledger ? m_services.ledger->id() : std::string());
    out.member("policyRevision", m_services.desk.policy()->document().revision).member("durable", reason.empty());
    out.memberIfSet("reason", reason);
    out.memberIfSet("notice", m_services.ledger ? m_services.ledger->notice() : std::string());
    std::vector<std::string> warnings = m_services.config()->warnings;
    if (const std::string& fault = m_policy.fileFault(); !fault.empty() && m_services.desk.policy()->closedBecause().empty())
        warnings.push_back("The policy on disk is not valid, and the last good one stays in force. " + fault);
    if (!m_policy.configFault().empty())
        warnings.push_back("gateway.toml on disk is refused, and the last good one stays in force. " + m_policy.configFault());
    if (!warnings.empty()) {
        out.key("warnings").beginArray();
        for (const std::string& warning : warnings)
            out.text(warning);
        out.endArray();
    }
    out.key("listeners").beginArray();
    for (const std::string& listener : m_services.listeners)
        out.text(listener);
    out.endArray().endObject();
    co_await sayJson(exchange, 200, std::move(out));
}

Async<std::optional<AdminApi::PageAsked>> AdminApi::pageAsked(Exchange& exchange)
{
    const auto after = wholeNumber(exchange.request().parameter("after"), 0);
    const auto limit = wholeNumber(exchange.request().parameter("limit"), defaultPage);
    if (after && *after >= 0 && limit && *limit >= 1) {
        boost::asio::steady_timer later(co_await boost::asio::this_coro::executor);
        while (m_pageTurn.lock()) {
            later.expires_after(turnInterval);
            co_await later.async_wait(http::nothrowAwait);
        }
        auto turn = std::make_shared<bool>();
        m_pageTurn = turn;
        co_return PageAsked {*after, std::min(*limit, maxPage), std::move(turn)};
    }
    co_await sayFailure(exchange, 400, "bad_parameter", "after and limit are whole numbers.");
    co_return std::nullopt;
}

Async<void> AdminApi::telemetry(Exchange& exchange)
{
    auto asked = co_await pageAsked(exchange);
    if (!asked)
        co_return;
    if (!m_services.telemetry) {
        co_await sayFailure(exchange, 404, "no_telemetry", "This gateway does not listen for telemetry.");
        co_return;
    }
    const auto answer = co_await m_services.telemetry->page(asked->after, asked->limit);
    if (!answer) {
        co_await sayFailure(exchange, 503, "telemetry_unreadable", "The telemetry can't be read: " + answer.error().detail);
        co_return;
    }
    JsonWriter out;
    out.beginObject().member("ledgerId", answer->ledgerId).key("rows").beginArray();
    for (const TelemetryRow& row : answer->page.rows)
        write(out, row);
    out.endArray().member("next", answer->page.next).member("more", answer->page.more).endObject();
    asked->turn.reset(); // who reads it slowly keeps nobody waiting
    co_await sayJson(exchange, 200, std::move(out));
}

Async<void> AdminApi::usage(Exchange& exchange)
{
    auto asked = co_await pageAsked(exchange);
    if (!asked)
        co_return;
    if (!m_services.ledger) {
        co_await sayFailure(exchange, 503, "no_ledger", m_services.closedBecause);
        co_return;
    }
    const auto page = co_await m_services.ledger->page(asked->after, asked->limit);
    if (!page) {
        co_await sayFailure(exchange, 503, "ledger_unreadable", "The ledger can't be read: " + page.error().detail);
        co_return;
    }
    JsonWriter out;
    out.beginObject().member("ledgerId", m_services.ledger->id()).key("rows").beginArray();
    for (const CallRow& row : page->rows)
        write(out, row);
    out.endArray().member("next", page->next).member("more", page->more).endObject();
    asked->turn.reset(); // who reads it slowly keeps nobody waiting
    co_await sayJson(exchange, 200, std::move(out));
}

Async<void> AdminApi::decide(Exchange& exchange)
{
    const auto policy = m_services.desk.policy();
    const CallerKey* key = policy->key(askedToken(exchange.request()));
    // Proxies that ask so drop the body: a header carries it too.
    const auto say = [&](CallerError error) {
        std::string body = errorBody(Dialect::openai, error);
        std::string line = asciiJson(body);
        return exchange.respond(
            error.status, {{"Content-Type", "application/json"}, {"X-Fuseboard-Refusal", std::move(line)}}, std::move(body));
    };
    if (const std::string closed = m_services.closed(); !closed.empty()) {
        co_await say({.status = 403, .type = "fuseboard_closed", .code = "gateway_closed", .message = closed});
        co_return;
    }
    if (!key) {
        co_await say({.status = 403,
            .type = "authentication_error",
            .code = "invalid_api_key",
            .message = "This gateway does not know that key."});
        co_return;
    }
    CallIdentity identity {.team = key->team,
        .token = key->sha256,
        .session = {},
        .model = {},
        .label = key->label,
        .person = key->person,
        .agent = key->agent,
        .probe = key->probe};
    if (const auto other = exchange.request().headers.get("x-fuseboard-probe-scope"); key->probe && !other.empty()) {
        const auto scope = parseScope(other);
        if (!scope) {
            co_await sayFailure(exchange, 400, "bad_scope", "The probe's scope is not kind/id.");
            co_return;
        }
        identity = CallIdentity::within(*scope);
    }
    if (const auto hold = m_services.desk.refusing(identity))
        co_await say(answerFor(identity, *policy, *hold));
    else if (const auto spent = key->probe ? std::nullopt : m_services.desk.spentFor(identity, now()))
        co_await say(answerFor(identity, *policy, *spent)); // a probe asks for freezes alone
    else
        co_await exchange.respond(204, {}, {});
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
    co_await sayFailure(exchange, 404, "unknown_call", "No such call is running.");
}

} // namespace fuseboard::gateway
