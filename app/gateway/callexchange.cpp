// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callexchange.h"

#include "gateway/adminviews.h"
#include "gateway/callprice.h"
#include "gateway/callsize.h"
#include "gateway/program.h"
#include "gateway/turnaway.h"
#include "gateway/upstream.h"
#include "gateway/uuid.h"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <format>
#include <utility>

namespace fuseboard::gateway {
namespace {

constexpr int maxStatus = 599;
constexpr std::size_t maxErrorBytes = 1024 * 1024;
constexpr auto errorTime = std::chrono::seconds(2); // for the rest of a failure where there is somewhere to go on

/// Somebody before the provider gave up waiting: what he waited for goes on there, and is billed.
bool mayBeBilled(int status) { return status == 504 || status == 524; }

/// A call that is being let in, under that policy.
std::shared_ptr<LiveCall> liveCall(std::shared_ptr<const PolicyBook> policy, CallIdentity identity)
{
    auto call = std::make_shared<LiveCall>();
    call->id = newUuid();
    call->identity = std::move(identity);
    call->policy = std::move(policy);
    call->since = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    call->currency = call->policy->document().prices.currency();
    return call;
}

bool isEventStream(const http::ResponseHead& head)
{
    constexpr std::string_view type = "text/event-stream";
    return http::equalsIgnoringCase(head.headers.get("content-type").substr(0, type.size()), type);
}

} // namespace

CallExchange::CallExchange(Services& services, UpstreamPool& upstreams, http::Exchange& caller, Api api, CallIdentity identity,
    RequestFacts facts, Turns::Begun begun)
    : m_services(services)
    , m_upstreams(upstreams)
    , m_desk(services.desk)
    , m_caller(caller)
    , m_api(api)
    , m_facts(std::move(facts))
    , m_begun(std::move(begun))
    , m_meter(api, m_facts)
    , m_call(liveCall(services.desk.policy(), std::move(identity)))
    , m_watch(services, m_call->policy->document())
    , m_record(services, m_call, m_meter, api, m_facts.model)
{
}

CallExchange::~CallExchange()
{
    m_link->abortCaller = {};
    m_desk.end(m_call);
}

SteadyTime CallExchange::callDeadline() const { return m_started + m_config->callTime; }

std::optional<ModelTrip> CallExchange::chooseUpstream()
{
    m_route = CallRoute(*m_call, m_desk, m_api, m_facts);
    auto failing = m_watch.passOver(m_route);
    if (m_route.next())
        m_asked = m_facts;
    const std::string model = m_route.place().model;
    if (model != m_facts.model) {
        if (!setModel(m_facts, model)) {
            m_route = {}; // what it would run could cost more than is set aside
            return failing;
        }
        m_call->identity.alias = std::exchange(m_call->identity.model, model);
    }
    m_record.setPlace(m_route.place(), m_route.target());
    m_call->downgraded = m_route.isByBreaker();
    return failing;
}

void CallExchange::boundOutput(LiveCall& call, RequestFacts& facts) const
{
    boundOutputOf(*call.policy, call.identity.spender(), m_api, facts);
    call.outputCap = facts.outputCap;
    call.capped = facts.statesCap || facts.cappedTo > 0;
    call.worstNano = worstCaseNano(call.policy->document(), m_api, facts);
}

http::Headers CallExchange::answerHeaders(const http::Headers& answer) const
{
    http::Headers headers = callerHeaders(answer, upstream(), m_call->id);
    if (m_facts.cappedTo > 0)
        headers.add("x-fuseboard-output-cap", std::to_string(m_facts.cappedTo));
    m_route.addTo(headers);
    return headers;
}

CallerError CallExchange::unwritable(const Error& why) const
{
    m_services.troubles.ledgerFailed(sentence(why));
    return upstreamError(503, "ledger_unwritable", "The gateway can't write its ledger.");
}

http::Async<void> CallExchange::answerError(CallerError error)
{
    m_begun.release(); // a caller that takes nothing keeps nobody else waiting
    if (m_link->clientGone) {
        m_caller.abort();
        co_return;
    }
    http::Headers headers = errorHeaders(error);
    headers.add("x-fuseboard-call-id", m_call->id);
    co_await m_caller.respond(error.status, std::move(headers), errorBody(dialectOf(m_api), error));
}

http::Async<void> CallExchange::run()
{
    m_call->stop = [executor = co_await boost::asio::this_coro::executor, weak = std::weak_ptr(m_link)] {
        boost::asio::post(executor, [executor, weak] {
            if (const auto link = weak.lock())
                CallLink::cutOff(executor, link);
        });
    };
    m_link->abortCaller = [this] { m_caller.abort(); };
    if (!co_await admit())
        co_return;
    for (;;) {
        if (const auto opened = co_await m_record.open(); !opened) {
            co_await answerError(unwritable(opened.error()));
            // Frees what is set aside; the ledger knows no such call.
            co_await m_record.settle({CallStatus::failed, "ledger_unwritable", {}});
            co_return;
        }
        m_begun.release();
        auto failure = co_await attempt();
        if (!failure)
            co_return;
        if (!co_await goOn(*failure)) {
            co_await end(*std::move(failure));
            co_return;
        }
    }
}

http::Async<bool> CallExchange::admit()
{
    const auto failing = chooseUpstream();
    if (!m_route.goesAnywhere()) {
        co_await answerError(noRoute(dialectOf(m_api)));
        co_return false;
    }
    if (failing) {
        Refused why = *failing;
        if (auto hold = m_desk.refusing(m_call->identity)) // a person's word is above a rule's
            why = *std::move(hold);
        co_await answerError(turnAway(m_services, m_call->identity, *m_call->policy, why));
        co_return false;
    }
    boundOutput(*m_call, m_facts);
    const auto admitted = m_desk.admit(m_call);
    if (!admitted) {
        const auto* limit = std::get_if<LimitRefusal>(&admitted.error());
        m_refusedForGood = limit && !limit->waitingHelps;
        co_await answerError(turnAway(m_services, m_call->identity, *m_call->policy, admitted.error()));
        co_return false;
    }
    m_ended = loops::Ended::answered;
    for (const LimitStanding& reached : *admitted)
        m_services.events.publish("budget", std::move(standingView(reached)).str());
    m_caller.whenClientGone([link = m_link] {
        link->clientGone = true;
        link->end();
    });
    co_return true;
}

http::Async<std::optional<CallExchange::Failure>> CallExchange::attempt()
{
    const auto failedBefore = [this](const Error& cause, bool saysSomething) {
        Failure failure = brokenOff(cause);
        if (m_link->isEnded())
            m_watch.withdraw(m_route.place());
        else if (saysSomething || m_watch.isProbe())
            m_watch.note(m_route.place(), 0, failure.error.code);
        failure.leadsOn = true;
        return failure;
    };
    if (m_link->isEnded())
        co_return failedBefore({ErrorCode::cutOff, m_record.upstream(), {}}, false);
    if (const auto failing = m_watch.begin(m_route.place()))
        co_return Failure {.end = {CallStatus::failed, "model_failing", {}},
            .error = refusal(*failing, nullptr),
            .answer = {},
            .leadsOn = true};
    const auto deadline = m_route.headDeadline(std::chrono::steady_clock::now(), callDeadline());
    auto client = co_await reach(deadline);
    if (!client)
        co_return failedBefore(client.error(), true);
    const auto head = co_await client->readHead(deadline);
    if (!head) // an answer that is not a stream may only take long
        co_return failedBefore(head.error(), m_facts.stream || head.error().code != ErrorCode::timedOut);
    m_record.noteFirstByte();
    m_watch.note(m_route.place(), head->status);
    m_services.troubles.answered(m_record.upstream(), head->status);
    std::optional<Failure> failure;
    if (!isPlain(*head))
        failure = brokenOff({ErrorCode::badAnswer, m_record.upstream(), "the answer is coded though it was asked not to be"});
    else if (head->status > maxStatus)
        failure = brokenOff({ErrorCode::badAnswer, m_record.upstream(), "the status is none of HTTP"});
    else if (head->status < 200 || head->status >= 300)
        failure = co_await readError(*client, *head);
    else if (isEventStream(*head))
        co_await passStream(*client, *head);
    else
        co_await passWhole(*client, *head);
    leave(*std::move(client));
    co_return failure;
}

http::Async<bool> CallExchange::goOn(Failure& failure)
{
    m_watch.passOverNext(m_route);
    const CallPlace* place = m_route.next();
    if (!place || !failure.leadsOn || m_link->isEnded() || std::chrono::steady_clock::now() >= callDeadline())
        co_return false;
    RequestFacts facts = *m_asked;
    if (facts.model != place->model && !setModel(facts, place->model))
        co_return false;
    const auto next = nextCall(facts);
    boundOutput(*next, facts);
    failure.isSettled = true;
    if (!co_await m_record.goOn(failure.end, next))
        co_return false;
    m_link->upstream.reset();
    m_failedNano += m_call->costNano;
    m_call = next;
    m_facts = std::move(facts);
    m_route.goOn();
    m_record.setPlace(m_route.place(), m_route.target());
    co_return true;
}

std::shared_ptr<LiveCall> CallExchange::nextCall(const RequestFacts& facts) const
{
    auto next = liveCall(m_call->policy, m_call->identity);
    next->identity.model = facts.model;
    next->identity.alias = facts.model == m_asked->model ? std::string() : m_asked->model;
    next->downgraded = m_call->downgraded;
    next->stop = m_call->stop;
    return next;
}

void CallExchange::leave(http::Client client)
{
    m_link->upstream.reset(); // what ends this call from here on is nothing to the next one
    if (m_link->isEnded())
        client.close();
    else
        m_upstreams.give(upstream().place, std::move(client), m_isKept);
}

http::Async<Result<http::Client>> CallExchange::reach(SteadyTime deadline)
{
    const auto connected = std::min(std::chrono::steady_clock::now() + m_config->connectTime, deadline);
    if (m_link->isEnded())
        co_return fail(ErrorCode::cutOff, m_record.upstream());
    Result<http::Client> client = fail(ErrorCode::unreachable);
    auto kept = m_upstreams.take(upstream().place);
    m_isKept = kept.has_value();
    if (kept)
        client = *std::move(kept);
    else
        client = co_await http::Client::connect(upstream().url, connected, upstream().tls, m_link->abortConnect);
    if (!client) {
        if (!m_link->isEnded())
            m_services.troubles.unreachable(upstream(), client.error());
        co_return client;
    }
    if (!m_isKept)
        m_services.troubles.reached(m_record.upstream());
    m_link->upstream = client->stream();
    if (m_link->isEnded())
        co_return fail(ErrorCode::cutOff, m_record.upstream());
    m_record.noteSent();
    http::RequestHead request = upstreamRequest(m_caller.request(), upstream(), dialectOf(m_api));
    if (!m_route.isFirst())
        request.headers.remove("idempotency-key"); // it was used for another body
    const auto sent = co_await client->send(std::move(request), std::move(m_facts.body), deadline);
    if (!sent)
        co_return std::unexpected(sent.error());
    co_return client;
}

http::Async<CallExchange::Failure> CallExchange::readError(http::Client& client, const http::ResponseHead& head)
{
    if (!mayBeBilled(head.status))
        m_record.noteUnbilled();
    const std::string code = "upstream_" + std::to_string(head.status);
    Failure failure {
        .end = {CallStatus::failed, code, {}}, .error = {}, .answer = {}, .leadsOn = m_route.failsWith(head.status)};
    const auto patience = failure.leadsOn && m_route.next() ? std::chrono::steady_clock::now() + errorTime : callDeadline();
    auto body = co_await client.readWholeBody(maxErrorBytes, std::min(patience, callDeadline()));
    const bool isJson = head.headers.get("content-type").starts_with("application/json");
    if (head.status == 401) {
        failure.error = upstreamKeyRefused();
        co_return failure;
    }
    failure.error = upstreamAnswered(head.status);
    if (body && isJson && head.status >= 400) {
        upstream().hiddenKey.hideIn(*body);
        failure.answer = http::Response {head, *std::move(body)};
    }
    co_return failure;
}

CallerError CallExchange::cutError() const
{
    if (const auto hold = m_call->cutBy())
        return refusal(*hold, m_call->policy->team(m_call->identity.team));
    if (m_services.isEnding)
        return cutByStop();
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

CallExchange::Failure CallExchange::brokenOff(const Error& cause) const
{
    if (m_link->upstream)
        m_link->upstream->close();
    Failure failure {.end = {.status = CallStatus::cut, .reason = {}, .cut = "upstream"}, .error = {}, .answer = {}};
    if (m_overrun != Overrun::none && !m_link->isEnded()) {
        failure.end.cut = "budget";
        failure.error = overdrawnError();
    } else if (m_link->cut) {
        failure.end.cut = m_call->cutBy() ? "freeze" : m_services.isEnding ? "stop" : "order";
        failure.error = cutError();
    } else if (m_link->clientGone) {
        failure.end.cut = "client";
    } else {
        if (cause.code == ErrorCode::timedOut)
            failure.end.cut = "deadline";
        failure.error = upstreamBrokenOff(cause, m_record.sent());
    }
    if (!m_record.sent() && !m_link->isEnded())
        failure.end = {CallStatus::failed, failure.error.code, {}};
    return failure;
}

http::Async<void> CallExchange::end(Failure failure)
{
    m_ended = loops::Ended::failed;
    if (!failure.isSettled && !co_await m_record.settle(failure.end))
        failure.answer.reset();
    m_desk.end(m_call); // no money runs any more; only the caller must still be told
    if (m_link->clientGone)
        m_caller.abort();
    else if (m_caller.started())
        co_await m_caller.finish(errorEvent(m_api, failure.error, m_meter.nextNumber()));
    else if (failure.answer)
        co_await m_caller.respond(
            failure.answer->head.status, answerHeaders(failure.answer->head.headers), std::move(failure.answer->body));
    else
        co_await answerError(failure.error);
}

} // namespace fuseboard::gateway
