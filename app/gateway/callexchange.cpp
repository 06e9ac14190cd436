// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callexchange.h"

#include "gateway/callprice.h"
#include "gateway/upstream.h"
#include "gateway/uuid.h"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t maxAnswerBytes = 64 * 1024 * 1024; // embeddings of a full batch are the largest, near 50 MB
constexpr std::size_t maxErrorBytes = 1024 * 1024;

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

std::int64_t millisecondsSince(SteadyTime start)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
}

std::string render(const http::SseEvent& event)
{
    std::string out = event.name.empty() ? std::string() : "event: " + event.name + "\n";
    std::size_t at = 0;
    for (;;) {
        const auto end = event.data.find('\n', at);
        out += "data: " + event.data.substr(at, end - at) + "\n";
        if (end == std::string::npos)
            return out + "\n";
        at = end + 1;
    }
}

bool isEventStream(const http::ResponseHead& head) { return head.headers.get("content-type").starts_with("text/event-stream"); }

bool isPlain(const http::ResponseHead& head)
{
    const auto coding = head.headers.get("content-encoding");
    return coding.empty() || coding == "identity";
}

CallerError upstreamError(int status, std::string code, std::string message)
{
    return {.status = status, .type = "fuseboard_upstream_error", .code = std::move(code), .message = std::move(message)};
}

} // namespace

CallExchange::CallExchange(Services& services, http::Exchange& caller, Api api, CallIdentity identity, RequestFacts facts)
    : m_services(services)
    , m_desk(services.desk)
    , m_caller(caller)
    , m_api(api)
    , m_facts(std::move(facts))
    , m_meter(api, m_facts)
    , m_call(std::make_shared<LiveCall>())
    , m_policy(services.desk.policy())
    , m_started(std::chrono::steady_clock::now())
{
    const PriceList& prices = m_policy->document().prices;
    m_call->id = newUuid();
    m_call->identity = std::move(identity);
    m_call->policy = m_policy;
    m_call->since = now();
    m_call->reservedNano = worstCaseNano(prices, m_facts);
    m_call->currency = prices.currency();
}

CallExchange::~CallExchange() { m_desk.end(m_call); }

SteadyTime CallExchange::callDeadline() const { return m_started + m_services.config.callTime; }

http::Async<void> CallExchange::answerError(CallerError error)
{
    if (m_link->clientGone) {
        m_caller.abort();
        co_return;
    }
    co_await m_caller.respond(error.status, {{"Content-Type", "application/json"}, {"x-fuseboard-call-id", m_call->id}},
        errorBody(dialectOf(m_api), error));
}

http::Async<void> CallExchange::run()
{
    m_call->stop = [executor = co_await boost::asio::this_coro::executor, weak = std::weak_ptr(m_link)] {
        boost::asio::post(executor, [weak] {
            if (const auto link = weak.lock()) {
                link->cut = true;
                link->end();
            }
        });
    };
    m_upstream = m_policy->route(toText(dialectOf(m_api)), m_facts.model);
    if (m_upstream.empty()) {
        co_await answerError({.status = 404,
            .type = "invalid_request_error",
            .code = "no_route",
            .message = "This gateway has no route for " + toText(dialectOf(m_api)) + " calls."});
        co_return;
    }
    if (const auto hold = m_services.desk.admit(m_call)) {
        m_services.metrics.countRefusal(toText(hold->order.scope.kind));
        m_services.events.countRefusal(hold->order.scope.text());
        co_await answerError(refusal(*hold, m_policy->team(m_call->identity.team)));
        co_return;
    }
    m_caller.whenClientGone([link = m_link] {
        link->clientGone = true;
        link->end();
    });
    auto client = co_await reach();
    if (!client) {
        co_await breakOff(client.error());
        co_return;
    }
    const auto head = co_await client->readHead(callDeadline());
    if (!head) {
        co_await breakOff(head.error());
        co_return;
    }
    m_firstByteMs = millisecondsSince(m_started);
    if (!isPlain(*head))
        co_await breakOff({ErrorCode::badAnswer, m_upstream, "the answer is coded though it was asked not to be"});
    else if (head->status < 200 || head->status >= 300)
        co_await passError(*client, *head);
    else if (isEventStream(*head))
        co_await passStream(*client, *head);
    else
        co_await passWhole(*client, *head);
    client->close();
}

http::Async<Result<http::Client>> CallExchange::reach()
{
    const UpstreamConfig& upstream = *m_services.config.upstream(m_upstream);
    http::TlsContext tls;
    if (const auto found = m_services.tls.find(m_upstream); found != m_services.tls.end())
        tls = found->second;
    const auto deadline = std::chrono::steady_clock::now() + m_services.config.connectTime;
    auto client = co_await http::Client::connect(upstream.url, deadline, tls);
    if (!client)
        co_return client;
    m_link->upstream = client->stream();
    if (m_link->isEnded())
        co_return fail(ErrorCode::cutOff, m_upstream);
    client->closeAfter(); // a connection is for one call: nothing of another can stand in it (SAFETY GW3)
    m_sent = true;
    const auto sent = co_await client->send(
        upstreamRequest(m_caller.request(), upstream, dialectOf(m_api)), std::move(m_facts.body), callDeadline());
    if (!sent)
        co_return std::unexpected(sent.error());
    co_return client;
}

http::Async<void> CallExchange::passError(http::Client& client, const http::ResponseHead& head)
{
    m_unbilled = true; // providers charge nothing for a call they refuse
    const auto body = co_await client.readWholeBody(maxErrorBytes, callDeadline());
    const auto settled = co_await settle(CallStatus::failed, "upstream_" + std::to_string(head.status), {});
    const bool isJson = head.headers.get("content-type").starts_with("application/json");
    if (head.status == 401) // it is the gateway's key that was refused, not the caller's
        co_await answerError(upstreamError(502, "upstream_key_refused", "The provider refuses the gateway's key."));
    else if (!settled || !body || !isJson || head.status < 400)
        co_await answerError(upstreamError(head.status >= 400 ? head.status : 502, "upstream_" + std::to_string(head.status),
            "The provider answered with status " + std::to_string(head.status) + "."));
    else
        co_await m_caller.respond(head.status, callerHeaders(head.headers, m_call->id), *body);
}

http::Async<void> CallExchange::passWhole(http::Client& client, const http::ResponseHead& head)
{
    const auto body = co_await client.readWholeBody(maxAnswerBytes, callDeadline());
    if (!body) {
        co_await breakOff(body.error());
        co_return;
    }
    if (!m_meter.readWhole(*body)) {
        co_await breakOff({ErrorCode::badAnswer, m_upstream, "the answer is not JSON"});
        co_return;
    }
    // The row is on disk before the caller has the answer.
    if (const auto settled = co_await settle(CallStatus::completed, {}, {}); !settled)
        co_await answerError(upstreamError(503, "ledger_unwritable", "The gateway can't write its ledger."));
    else
        co_await m_caller.respond(head.status, callerHeaders(head.headers, m_call->id), *body);
}

http::Async<void> CallExchange::passStream(http::Client& client, const http::ResponseHead& head)
{
    http::Headers headers = callerHeaders(head.headers, m_call->id);
    headers.set("Cache-Control", "no-cache");
    if (!co_await m_caller.start(head.status, std::move(headers)))
        m_link->clientGone = true;
    http::SseSplitter splitter;
    while (!m_link->isEnded()) {
        const auto piece = co_await client.readBody(std::chrono::steady_clock::now() + m_services.config.streamSilence);
        if (!piece || piece->empty()) {
            co_await breakOff(
                piece ? Error {ErrorCode::cutOff, m_upstream, "the stream ended before its last event"} : piece.error());
            co_return;
        }
        std::string out;
        for (const http::SseEvent& event : splitter.feed(*piece)) {
            const EventKind kind = m_meter.readEvent(event);
            if (kind != EventKind::drop)
                out += render(event);
            if (kind != EventKind::last && kind != EventKind::failure)
                continue;
            const bool whole = kind == EventKind::last;
            // The row is on disk before the caller has the last event.
            const auto settled =
                co_await settle(whole ? CallStatus::completed : CallStatus::failed, whole ? "" : "upstream_error_event", {});
            if (!settled)
                out = errorEvent(m_api, upstreamError(503, "ledger_unwritable", "The gateway can't write its ledger."));
            co_await m_caller.finish(out);
            co_return;
        }
        if (splitter.overflowed()) {
            co_await breakOff({ErrorCode::tooLarge, m_upstream, "an event is too large"});
            co_return;
        }
        noteProgress();
        if (!co_await m_caller.write(out))
            m_link->clientGone = true;
    }
    co_await breakOff({ErrorCode::cutOff, m_upstream, {}});
}

CallerError CallExchange::cutError() const
{
    if (const auto hold = m_call->cutBy())
        return refusal(*hold, m_policy->team(m_call->identity.team));
    return {.status = 403, .type = "fuseboard_cut", .code = "call_cut", .message = "This call was ended by its organisation."};
}

http::Async<void> CallExchange::breakOff(const Error& cause)
{
    if (m_link->upstream)
        m_link->upstream->close();
    CallerError error;
    std::string cut = "upstream";
    if (m_link->cut) {
        cut = m_call->cutBy() ? "freeze" : "order";
        error = cutError();
    } else if (m_link->clientGone) {
        cut = "client";
    } else if (cause.code == ErrorCode::timedOut) {
        cut = "deadline";
        error = upstreamError(504, "upstream_timeout", "The provider did not answer in time.");
    } else if (!m_sent) {
        error = upstreamError(502, "upstream_unreachable", "The provider can't be reached.");
    } else {
        error = upstreamError(502, "upstream_cut", "The provider's answer broke off; what was received is not whole.");
    }
    const bool neverSent = !m_sent && !m_link->isEnded();
    co_await settle(neverSent ? CallStatus::failed : CallStatus::cut, neverSent ? error.code : "", neverSent ? "" : cut);
    if (m_link->clientGone)
        m_caller.abort();
    else if (m_caller.started())
        co_await m_caller.finish(errorEvent(m_api, error));
    else
        co_await answerError(error);
}

void CallExchange::noteProgress()
{
    const Metering metering = m_meter.metering();
    m_call->tokens = metering.tokens.total();
    if (const auto cost = priceOf(m_policy->document().prices, m_facts.model, metering))
        m_call->costNano = cost->nano;
}

http::Async<Result<void>> CallExchange::settle(CallStatus status, std::string reason, std::string cut)
{
    const PriceList& prices = m_policy->document().prices;
    Metering metering = m_meter.metering();
    if (!m_sent || m_unbilled)
        metering = {.tokens = {}, .counted = false, .model = metering.model};
    const CallIdentity& who = m_call->identity;
    CallRow row {.callId = m_call->id, .at = m_call->since, .endedAt = now()};
    row.team = who.team;
    row.token = who.token;
    row.person = who.person;
    row.agent = who.agent;
    row.session = who.session;
    row.dialect = toText(dialectOf(m_api));
    row.route = toText(m_api);
    row.modelAsked = m_facts.model;
    row.modelUsed = metering.model.empty() ? m_facts.model : metering.model;
    row.status = status;
    row.reason = std::move(reason);
    row.tokens = metering.tokens;
    row.cost = metering.tokens == TokenCounts {} ? Money {0, prices.currency()} : priceOf(prices, m_facts.model, metering);
    row.priceVersion = prices.version();
    row.counted = metering.counted;
    row.upstream = m_upstream;
    row.durationMs = millisecondsSince(m_started);
    row.firstByteMs = m_firstByteMs;
    row.cut = std::move(cut);
    m_services.metrics.countCall(row.route, toText(status));
    m_services.metrics.countTokens("prompt", metering.tokens.prompt());
    m_services.metrics.countTokens("output", metering.tokens.output);
    co_return co_await m_services.ledger->append(std::move(row));
}

} // namespace fuseboard::gateway
