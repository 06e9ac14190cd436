// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callexchange.h"

#include "gateway/adminviews.h"
#include "gateway/callprice.h"
#include "gateway/turnaway.h"
#include "gateway/upstream.h"
#include "gateway/uuid.h"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t maxAnswerBytes = 64 * 1024 * 1024; // embeddings of a full batch are the largest, near 50 MB
/// In which the framing of a stream ends after its last event; a connection that takes longer is not used again.
constexpr auto streamEndTime = std::chrono::milliseconds(20);
constexpr std::size_t maxErrorBytes = 1024 * 1024;
/// For a caller that takes nothing when its call is cut: then it is cut off, so that 250 ms hold (SAFETY KS4).
constexpr auto lastPieceTime = std::chrono::milliseconds(100);

/// A call that is being let in, under the policy in force.
std::shared_ptr<LiveCall> liveCall(const Desk& desk, CallIdentity identity)
{
    auto call = std::make_shared<LiveCall>();
    call->id = newUuid();
    call->identity = std::move(identity);
    call->policy = desk.policy();
    call->since = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    call->currency = call->policy->document().prices.currency();
    return call;
}

void render(std::string& out, const http::SseEvent& event)
{
    if (!event.name.empty())
        out.append("event: ").append(event.name).append("\n");
    std::string_view left = event.data;
    for (;;) {
        const auto end = left.find('\n');
        out.append("data: ").append(left.substr(0, end)).append("\n");
        if (end == std::string_view::npos)
            break;
        left.remove_prefix(end + 1);
    }
    out += '\n';
}

bool isEventStream(const http::ResponseHead& head)
{
    constexpr std::string_view type = "text/event-stream";
    return http::equalsIgnoringCase(head.headers.get("content-type").substr(0, type.size()), type);
}

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
    , m_call(liveCall(services.desk, std::move(identity)))
    , m_record(services, m_call, m_meter, api, m_facts.model)
{
}

CallExchange::~CallExchange()
{
    m_link->abortCaller = {};
    m_desk.end(m_call);
}

void CallExchange::Link::end() const
{
    if (*abortConnect)
        (*abortConnect)();
    if (upstream)
        upstream->close();
}

void CallExchange::cutInLoop(boost::asio::any_io_executor executor, const std::shared_ptr<Link>& link)
{
    link->cut = true;
    link->end();
    if (!link->writing)
        return;
    const auto timer = std::make_shared<boost::asio::steady_timer>(executor, lastPieceTime);
    timer->async_wait([timer, weak = std::weak_ptr(link), write = link->writes](const boost::system::error_code& error) {
        const auto stalled = weak.lock();
        if (!error && stalled && stalled->writing && stalled->writes == write && stalled->abortCaller)
            stalled->abortCaller();
    });
}

SteadyTime CallExchange::callDeadline() const { return m_record.started() + m_services.config.callTime; }

std::optional<TierChoice> CallExchange::tierOf()
{
    const TierPolicy& tiers = m_call->policy->document().tiers;
    if (tiers.targets.empty() || m_api == Api::embeddings)
        return {};
    CallIdentity who = m_call->identity;
    const std::string dialect = toText(dialectOf(m_api));
    TierQuestion question {.dialect = dialect,
        .model = m_facts.model,
        .team = who.team,
        .token = who.token,
        .promptTokens = m_facts.inputTokens,
        .tools = m_facts.tools,
        .breakerDowngrades = m_desk.isDowngraded(who)};
    const auto choice = chooseTier(tiers, question);
    if (!choice || choice->reason == TierReason::breaker || !tiers.downgradeAt)
        return choice;
    who.model = choice->target->model;
    question.budgetPressed = std::ranges::any_of(m_desk.standings(who, m_call->since), [&](const LimitStanding& stands) {
        return stands.spentNano() * 100 >= Int128 {stands.amount().nano} * *tiers.downgradeAt;
    });
    return chooseTier(tiers, question);
}

void CallExchange::chooseUpstream()
{
    m_tier = tierOf();
    if (!m_tier) {
        m_record.setUpstream(m_call->policy->route(toText(dialectOf(m_api)), m_facts.model));
        return;
    }
    const TierTarget& target = *m_tier->target;
    if (target.model != m_facts.model) {
        if (!setModel(m_facts, target.model)) {
            m_tier.reset(); // it goes nowhere: what it would run could cost more than is set aside
            return;
        }
        m_call->identity.alias = std::exchange(m_call->identity.model, target.model);
    }
    m_record.setTier(target);
    m_call->downgraded = m_tier->reason == TierReason::breaker;
}

void CallExchange::boundOutput()
{
    const PolicyDocument& policy = m_call->policy->document();
    if (!m_facts.statesCap && m_call->policy->limits()->anyHard(m_call->identity.spender())) {
        const ModelPrice* model = policy.prices.find(m_facts.model);
        const auto most = model ? model->maxOutput : std::nullopt;
        if (policy.outputCap)
            setOutputCap(m_api, m_facts, std::min(*policy.outputCap, most.value_or(*policy.outputCap)));
        else
            expectOutput(m_api, m_facts, most.value_or(likelyOutput));
    }
    m_call->outputCap = m_facts.outputCap;
    m_call->capped = m_facts.statesCap || m_facts.cappedTo > 0;
    m_call->worstNano = worstCaseNano(policy, m_api, m_facts);
}

http::Headers CallExchange::answerHeaders(const http::Headers& upstream) const
{
    http::Headers headers = callerHeaders(upstream, m_call->id);
    if (m_facts.cappedTo > 0)
        headers.add("x-fuseboard-output-cap", std::to_string(m_facts.cappedTo));
    if (m_tier) {
        headers.add("x-fuseboard-model", m_tier->target->model);
        headers.add("x-fuseboard-route", std::string(toText(m_tier->target->tier)) + "; reason=" + toText(m_tier->reason));
    }
    return headers;
}

http::Async<void> CallExchange::answerError(CallerError error)
{
    if (m_link->clientGone) {
        m_caller.abort();
        co_return;
    }
    http::Headers headers {{"Content-Type", "application/json"}, {"x-fuseboard-call-id", m_call->id}};
    if (error.retryAfter > 0)
        headers.add("Retry-After", std::to_string(error.retryAfter));
    co_await m_caller.respond(error.status, std::move(headers), errorBody(dialectOf(m_api), error));
}

http::Async<void> CallExchange::run()
{
    m_call->stop = [executor = co_await boost::asio::this_coro::executor, weak = std::weak_ptr(m_link)] {
        boost::asio::post(executor, [executor, weak] {
            if (const auto link = weak.lock())
                cutInLoop(executor, link);
        });
    };
    m_link->abortCaller = [this] { m_caller.abort(); };
    chooseUpstream();
    if (m_record.upstream().empty()) {
        co_await answerError({.status = 404,
            .type = "invalid_request_error",
            .code = "no_route",
            .message = "This gateway has no route for " + toText(dialectOf(m_api)) + " calls."});
        co_return;
    }
    boundOutput();
    const auto admitted = m_desk.admit(m_call);
    if (!admitted) {
        const auto* limit = std::get_if<LimitRefusal>(&admitted.error());
        m_refusedForGood = limit && !limit->waitingHelps;
        co_await answerError(turnAway(m_services, m_call->identity, *m_call->policy, admitted.error()));
        co_return;
    }
    m_ended = loops::Ended::answered;
    for (const LimitStanding& reached : *admitted)
        m_services.events.publish("budget", std::move(standingView(reached)).str());
    m_caller.whenClientGone([link = m_link] {
        link->clientGone = true;
        link->end();
    });
    if (!co_await m_record.open()) {
        co_await answerError(upstreamError(503, "ledger_unwritable", "The gateway can't write its ledger."));
        // Withdraws it, should it be there after all.
        co_await m_record.settle(CallStatus::failed, "ledger_unwritable", {});
        co_return;
    }
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
    m_record.noteFirstByte();
    if (!isPlain(*head))
        co_await breakOff({ErrorCode::badAnswer, m_record.upstream(), "the answer is coded though it was asked not to be"});
    else if (head->status < 200 || head->status >= 300)
        co_await passError(*client, *head);
    else if (isEventStream(*head))
        co_await passStream(*client, *head);
    else
        co_await passWhole(*client, *head);
    leave(*std::move(client));
}

void CallExchange::leave(http::Client client)
{
    m_link->upstream.reset(); // what ends this call from here on is nothing to the next one
    if (m_link->isEnded())
        client.close();
    else
        m_services.upstreams.give(m_record.upstream(), std::move(client), m_isKept);
}

http::Async<Result<http::Client>> CallExchange::reach()
{
    const UpstreamConfig& upstream = *m_services.config.upstream(m_record.upstream());
    http::TlsContext tls;
    if (const auto found = m_services.tls.find(m_record.upstream()); found != m_services.tls.end())
        tls = found->second;
    const auto deadline = std::chrono::steady_clock::now() + m_services.config.connectTime;
    if (m_link->isEnded())
        co_return fail(ErrorCode::cutOff, m_record.upstream());
    Result<http::Client> client = fail(ErrorCode::unreachable);
    auto kept = m_services.upstreams.take(m_record.upstream());
    m_isKept = kept.has_value();
    if (kept)
        client = *std::move(kept);
    else
        client = co_await http::Client::connect(upstream.url, deadline, tls, m_link->abortConnect);
    if (!client)
        co_return client;
    m_link->upstream = client->stream();
    if (m_link->isEnded())
        co_return fail(ErrorCode::cutOff, m_record.upstream());
    m_record.noteSent();
    const auto sent = co_await client->send(
        upstreamRequest(m_caller.request(), upstream, dialectOf(m_api)), std::move(m_facts.body), callDeadline());
    if (!sent)
        co_return std::unexpected(sent.error());
    co_return client;
}

http::Async<void> CallExchange::passError(http::Client& client, const http::ResponseHead& head)
{
    m_record.noteUnbilled();
    m_ended = loops::Ended::failed;
    const auto body = co_await client.readWholeBody(maxErrorBytes, callDeadline());
    const auto settled = co_await m_record.settle(CallStatus::failed, "upstream_" + std::to_string(head.status), {});
    const bool isJson = head.headers.get("content-type").starts_with("application/json");
    if (head.status == 401) // it is the gateway's key that was refused, not the caller's
        co_await answerError(upstreamError(502, "upstream_key_refused", "The provider refuses the gateway's key."));
    else if (!settled || !body || !isJson || head.status < 400)
        co_await answerError(upstreamError(head.status >= 400 ? head.status : 502, "upstream_" + std::to_string(head.status),
            "The provider answered with status " + std::to_string(head.status) + "."));
    else
        co_await m_caller.respond(head.status, answerHeaders(head.headers), *body);
}

http::Async<void> CallExchange::passWhole(http::Client& client, const http::ResponseHead& head)
{
    std::string part;
    const auto body = co_await client.readWholeBody(maxAnswerBytes, callDeadline(), &part);
    if (!body) {
        m_meter.readPart(part);
        co_await breakOff(body.error());
        co_return;
    }
    if (!m_meter.readWhole(*body)) {
        m_meter.readPart(*body);
        co_await breakOff({ErrorCode::badAnswer, m_record.upstream(), "the answer is not JSON"});
        co_return;
    }
    // The row is on disk before the caller has the answer.
    if (const auto settled = co_await m_record.settle(CallStatus::completed, {}, {}); !settled)
        co_await answerError(upstreamError(503, "ledger_unwritable", "The gateway can't write its ledger."));
    else
        co_await m_caller.respond(head.status, answerHeaders(head.headers), *body);
}

http::Async<void> CallExchange::passStream(http::Client& client, const http::ResponseHead& head)
{
    http::Headers headers = answerHeaders(head.headers);
    headers.set("Cache-Control", "no-cache");
    if (!co_await m_caller.start(head.status, std::move(headers)))
        m_link->clientGone = true;
    http::SseSplitter splitter;
    while (!m_link->isEnded()) {
        const auto piece = co_await client.readBody(std::chrono::steady_clock::now() + m_services.config.streamSilence);
        if (!piece || piece->empty()) {
            co_await breakOff(piece ? Error {ErrorCode::cutOff, m_record.upstream(), "the stream ended before its last event"}
                                    : piece.error());
            co_return;
        }
        std::string out;
        out.reserve(piece->size());
        for (const http::SseEvent& event : splitter.feed(*piece)) {
            const EventKind kind = m_meter.readEvent(event);
            if (kind != EventKind::drop)
                render(out, event);
            if (kind != EventKind::last && kind != EventKind::failure) {
                m_overrun = m_record.overrun();
                if (m_overrun != Overrun::none)
                    break; // of this piece no more is passed on
                continue;
            }
            const bool whole = kind == EventKind::last;
            // The row is on disk before the caller has the last event.
            const auto settled = co_await m_record.settle(
                whole ? CallStatus::completed : CallStatus::failed, whole ? "" : "upstream_error_event", {});
            if (!settled)
                out = errorEvent(m_api, upstreamError(503, "ledger_unwritable", "The gateway can't write its ledger."));
            co_await m_caller.finish(out);
            co_await client.readBody(std::chrono::steady_clock::now() + streamEndTime);
            co_return;
        }
        if (splitter.overflowed()) {
            co_await breakOff({ErrorCode::tooLarge, m_record.upstream(), "an event is too large"});
            co_return;
        }
        m_record.noteProgress();
        if (m_overrun != Overrun::none)
            m_link->upstream->close();
        if (!co_await pass(out))
            m_link->clientGone = true;
        if (m_overrun != Overrun::none)
            break;
    }
    co_await breakOff({ErrorCode::cutOff, m_record.upstream(), {}});
}

http::Async<bool> CallExchange::pass(const std::string& bytes)
{
    ++m_link->writes;
    m_link->writing = true;
    const auto written = co_await m_caller.write(bytes);
    m_link->writing = false;
    co_return written.has_value();
}

CallerError CallExchange::cutError() const
{
    if (const auto hold = m_call->cutBy())
        return refusal(*hold, m_call->policy->team(m_call->identity.team));
    return {.status = 403, .type = "fuseboard_cut", .code = "call_cut", .message = "This call was ended by its organisation."};
}

CallerError CallExchange::overdrawnError() const
{
    if (m_overrun == Overrun::cap)
        return cutByCap(m_call->outputCap);
    std::optional<LimitStanding> tightest; // empty: it went away meanwhile
    for (LimitStanding& stands : m_desk.standings(m_call->identity, m_call->since))
        if (stands.hard && (!tightest || stands.leftNano() < tightest->leftNano()))
            tightest = std::move(stands);
    return cutByBudget(tightest, m_call->policy->team(m_call->identity.team));
}

http::Async<void> CallExchange::breakOff(const Error& cause)
{
    if (m_link->upstream)
        m_link->upstream->close();
    m_ended = loops::Ended::failed;
    CallerError error;
    std::string cut = "upstream";
    if (m_overrun != Overrun::none && !m_link->isEnded()) {
        cut = "budget";
        error = overdrawnError();
    } else if (m_link->cut) {
        cut = m_call->cutBy() ? "freeze" : "order";
        error = cutError();
    } else if (m_link->clientGone) {
        cut = "client";
    } else if (cause.code == ErrorCode::timedOut) {
        cut = "deadline";
        error = upstreamError(504, "upstream_timeout", "The provider did not answer in time.");
    } else if (!m_record.sent()) {
        error = upstreamError(502, "upstream_unreachable", "The provider can't be reached.");
    } else {
        error = upstreamError(502, "upstream_cut", "The provider's answer broke off; what was received is not whole.");
    }
    const bool neverSent = !m_record.sent() && !m_link->isEnded();
    co_await m_record.settle(
        neverSent ? CallStatus::failed : CallStatus::cut, neverSent ? error.code : "", neverSent ? "" : cut);
    m_desk.end(m_call); // no money runs any more; only the caller must still be told
    if (m_link->clientGone)
        m_caller.abort();
    else if (m_caller.started())
        co_await m_caller.finish(errorEvent(m_api, error));
    else
        co_await answerError(error);
}

} // namespace fuseboard::gateway
