// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/freequestion.h"

#include "gateway/callroute.h"
#include "gateway/scratchparser.h"
#include "gateway/turnaway.h"
#include "gateway/upstream.h"
#include "gateway/uuid.h"

#include <algorithm>
#include <utility>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t maxAnswerBytes = 4 * 1024 * 1024; // a proxy's list of some thousand models
constexpr auto answerTime = std::chrono::seconds(30); // for a count of the longest request; the list takes less

/// As Anthropic counts: an answer of a model has its tokens elsewhere.
bool isCount(const std::string& body)
{
    std::optional<simdjson::dom::parser> aside;
    std::int64_t tokens = 0;
    return parseInScratch(body, aside)["input_tokens"].get(tokens) == simdjson::SUCCESS;
}

} // namespace

FreeQuestion::FreeQuestion(Services& services, http::Exchange& caller, Api api, Dialect dialect)
    : m_services(services)
    , m_policy(services.desk.policy())
    , m_caller(caller)
    , m_api(api)
    , m_dialect(dialect)
{
}

http::Async<void> FreeQuestion::askModels(const CallIdentity& identity)
{
    const std::string_view path = m_caller.request().path();
    const std::string_view name = path.substr(std::min(path.size(), modelsPath.size() + 1));
    co_await pass(identity, m_policy->route(toText(m_dialect), http::percentDecoded(name).value_or(std::string())), {});
}

http::Async<void> FreeQuestion::countTokens(CallIdentity identity, RequestFacts facts)
{
    LiveCall call;
    call.identity = identity;
    call.policy = m_policy;
    call.since = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    const CallRoute route(call, m_services.desk, m_api, facts);
    const CallPlace place = route.place();
    if (place.model != facts.model && setModel(facts, place.model))
        identity.alias = std::exchange(identity.model, place.model);
    co_await pass(identity, place.upstream, std::move(facts.body));
}

http::Async<void> FreeQuestion::pass(const CallIdentity& identity, const std::string& upstreamName, std::string body)
{
    if (auto hold = m_services.desk.refusing(identity)) {
        co_await say(turnAway(m_services, identity, *m_policy, *std::move(hold)));
        co_return;
    }
    const UpstreamConfig* upstream = m_policy->config()->upstream(upstreamName);
    if (!upstream) {
        co_await say(noRoute(m_dialect));
        co_return;
    }
    m_caller.whenClientGone([link = m_link] {
        link->clientGone = true;
        link->end();
    });
    auto answer = co_await ask(*upstream, std::move(body));
    if (m_link->clientGone) {
        m_caller.abort();
    } else if (auto wrong = wrongWith(answer)) {
        co_await say(*std::move(wrong));
    } else {
        upstream->hiddenKey.hideIn(answer->body);
        co_await m_caller.respond(
            answer->head.status, callerHeaders(answer->head.headers, *upstream, newUuid()), std::move(answer->body));
    }
}

http::Async<Result<http::Response>> FreeQuestion::ask(const UpstreamConfig& upstream, std::string body)
{
    const auto now = std::chrono::steady_clock::now();
    const auto connected = now + m_policy->config()->connectTime;
    auto client = co_await http::Client::connect(upstream.url, connected, upstream.tls, m_link->abortConnect);
    if (!client) {
        if (!m_link->isEnded())
            m_services.troubles.unreachable(upstream, client.error());
        co_return std::unexpected(client.error());
    }
    m_services.troubles.reached(upstream.name);
    m_link->upstream = client->stream();
    m_sent = true;
    client->closeAfter();
    auto answer = co_await client->exchange(upstreamRequest(m_caller.request(), upstream, m_dialect), std::move(body),
        now + std::min<std::chrono::nanoseconds>(answerTime, m_policy->config()->callTime), maxAnswerBytes);
    m_link->upstream.reset();
    if (answer)
        m_services.troubles.answered(upstream.name, answer->head.status);
    co_return answer;
}

std::optional<CallerError> FreeQuestion::wrongWith(const Result<http::Response>& answer) const
{
    if (!answer)
        return upstreamBrokenOff(answer.error(), m_sent);
    const int status = answer->head.status;
    if (status == 401)
        return upstreamKeyRefused();
    const bool isJson = isPlain(answer->head) && answer->head.headers.get("content-type").starts_with("application/json");
    if (isJson && ((status >= 400 && status <= 599) || (status == 200 && (m_api == Api::models || isCount(answer->body)))))
        return {};
    return upstreamAnswered(status);
}

http::Async<void> FreeQuestion::say(CallerError error)
{
    co_await m_caller.respond(error.status, errorHeaders(error), errorBody(m_dialect, error));
}

} // namespace fuseboard::gateway
