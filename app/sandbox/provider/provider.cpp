// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/provider.h"

#include "sandbox/provider/directory.h"
#include "sandbox/provider/troubles.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/json.hpp>

#include <format>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;
using http::Async;
using http::Exchange;

constexpr std::int64_t microsPerSecond = 1'000'000;

std::string_view keyOf(const http::Headers& headers)
{
    constexpr std::string_view bearer = "Bearer ";
    const std::string_view authorization = headers.get("authorization");
    return authorization.starts_with(bearer) ? authorization.substr(bearer.size()) : headers.get("x-api-key");
}

Async<void> pause(std::chrono::milliseconds time)
{
    if (time.count() == 0)
        co_return;
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, time);
    co_await timer.async_wait(http::nothrowAwait);
}

http::Headers headersFor(Api api, const std::string& type, const std::string& requestId)
{
    return {{"content-type", type}, {api == Api::messages ? "request-id" : "x-request-id", requestId}};
}

std::optional<Report> reportAt(std::string_view path)
{
    constexpr std::string_view usage = "/v1/organization/usage/";
    constexpr std::array<std::string_view, 8> others {"moderations", "images", "audio_speeches", "audio_transcriptions",
        "vector_stores", "code_interpreter_sessions", "file_search_calls", "web_search_calls"};
    if (path == "/v1/organization/costs")
        return Report::costs;
    if (!path.starts_with(usage))
        return std::nullopt;
    const std::string_view kind = path.substr(usage.size());
    if (kind == "completions")
        return Report::completions;
    if (kind == "embeddings")
        return Report::embeddings;
    return std::ranges::contains(others, kind) ? std::optional(Report::otherUsage) : std::nullopt;
}

} // namespace

Provider::Provider(ProviderOptions options, const Secrets& secrets)
    : m_options(std::move(options))
    , m_callers(secrets)
    , m_adminKey(secrets.adminKey())
    , m_invoice((m_options.directory / "invoice.db").string(), Database::Open::create)
    , m_past(m_options.state.seed, m_options.state.firstLiveDay, m_options.prices)
    , m_idPrefix(std::format("{:x}", m_options.unixMicros()))
{
}

std::string Provider::newId() { return std::format("{}{:06x}", m_idPrefix, ++m_calls); }

Async<void> Provider::handle(Exchange& exchange)
{
    const std::string_view path = exchange.request().path();
    const bool post = exchange.request().method == "POST";
    for (const Api api : {Api::chat, Api::responses, Api::embeddings, Api::messages})
        if (path == pathOf(api)) {
            if (post)
                co_return co_await answerModelCall(exchange, api);
            co_return co_await refuse(exchange, api, {405, "invalid_request_error", "Method not allowed.", {}, {}});
        }
    if (path.starts_with("/v1/organization/"))
        co_return co_await answerOrganisation(exchange);
    const Api dialect = exchange.request().headers.has("anthropic-version") ? Api::messages : Api::chat;
    if (path != "/v1/models" || exchange.request().method != "GET")
        co_return co_await refuse(exchange, dialect,
            {404, dialect == Api::messages ? "not_found_error" : "invalid_request_error",
                std::format("Invalid URL ({} {})", exchange.request().method, path), {}, {}});
    if (!m_callers.find(keyOf(exchange.request().headers), {}))
        co_return co_await refuse(exchange, dialect, wrongKey(dialect));
    co_await exchange.respond(200, headersFor(dialect, "application/json", "req_" + newId()), modelList(dialect));
}

Async<void> Provider::refuse(Exchange& exchange, Api api, ApiFault fault)
{
    const std::string requestId = "req_" + newId();
    http::Headers headers = headersFor(api, "application/json", requestId);
    if (fault.retryAfterSeconds)
        headers.set("retry-after", std::to_string(*fault.retryAfterSeconds));
    co_await exchange.respond(
        fault.status, std::move(headers), api == Api::messages ? fault.anthropicBody(requestId) : fault.openAiBody());
}

Async<void> Provider::answerModelCall(Exchange& exchange, Api api)
{
    const http::Headers& headers = exchange.request().headers;
    const auto caller = m_callers.find(keyOf(headers), headers.get("openai-project"));
    const auto body = co_await exchange.readBody();
    if (!body)
        co_return co_await refuse(exchange, api, unreadable(api, http::statusFor(body.error())));
    if (!caller)
        co_return co_await refuse(exchange, api, wrongKey(api));
    if (api == Api::messages && !headers.has("anthropic-version"))
        co_return co_await refuse(exchange, api, ApiFault::invalid("anthropic-version: header is required"));
    const auto call = parseModelCall(api, *body, m_options.prices);
    if (!call)
        co_return co_await refuse(exchange, api, call.error());
    co_await pause(call->delay);
    if (const auto fault = faultFor(*call))
        co_return co_await refuse(exchange, api, *fault);

    const Reply reply {*call, newId(), m_options.unixMicros() / microsPerSecond};
    BilledCall bill {.id = reply.fullId(),
        .unixMicros = 0,
        .project = caller->project,
        .key = caller->key,
        .user = caller->user,
        .model = call->model,
        .api = std::string(nameOf(api)),
        .streamed = call->stream,
        .ending = {},
        .tokens = call->tokens,
        .cost = {}};
    if (call->stream)
        co_return co_await answerStream(exchange, reply, std::move(bill));

    // Billed before it is sent: who has the whole answer finds it on the invoice.
    const std::string text = wholeAnswer(reply);
    charge(std::move(bill), endingOf(*call), call->tokens.output);
    if (call->trouble != Trouble::cut) {
        co_await exchange.respond(200, headersFor(api, "application/json", "req_" + reply.id), text);
        co_return;
    }
    if (co_await exchange.start(200, headersFor(api, "application/json", "req_" + reply.id)))
        co_await exchange.write(std::string_view(text).substr(0, text.size() / 2));
    exchange.abort();
}

Async<void> Provider::answerStream(Exchange& exchange, const Reply& reply, BilledCall bill)
{
    const ModelCall& call = reply.call;
    // The exchange outlives this coroutine, so what its callback writes must too.
    const auto left = std::make_shared<bool>(false);
    exchange.whenClientGone([left] { *left = true; });
    const auto pieces = streamAnswer(reply);
    const std::size_t count = call.trouble == Trouble::cut ? pieces.size() / 2 : pieces.size();
    std::int64_t sent = 0;
    const auto begun =
        co_await exchange.start(200, headersFor(call.api, "text/event-stream; charset=utf-8", "req_" + reply.id));
    bool gone = *left || !begun;
    for (std::size_t i = 0; i < count && !gone; ++i) {
        if (i > 0)
            co_await pause(call.chunkPause);
        if (*left) {
            gone = true;
            break;
        }
        sent = pieces[i].outputSoFar;
        if (i + 1 < pieces.size()) {
            gone = !co_await exchange.write(pieces[i].bytes);
            continue;
        }
        charge(std::move(bill), endingOf(call), call.tokens.output);
        co_await exchange.finish(pieces[i].bytes);
        co_return;
    }
    // Cut or left: what was produced until then is owed all the same.
    charge(std::move(bill), gone ? "abandoned" : "cut", sent);
    exchange.abort();
}

void Provider::charge(BilledCall bill, std::string ending, std::int64_t output)
{
    bill.tokens.output = output;
    bill.tokens.reasoning = std::min(bill.tokens.reasoning, output);
    bill.unixMicros = m_options.unixMicros();
    bill.ending = std::move(ending);
    bill.cost = m_options.prices.cost(bill.model, bill.tokens).value(); // the model was looked up, the sizes are bounded
    m_invoice.add(bill);
}

Async<void> Provider::answerOrganisation(Exchange& exchange)
{
    const http::RequestHead& request = exchange.request();
    if (keyOf(request.headers) != m_adminKey)
        co_return co_await refuse(exchange, Api::chat, wrongAdminKey());
    if (request.method != "GET")
        co_return co_await refuse(exchange, Api::chat, {405, "invalid_request_error", "Method not allowed.", {}, {}});
    const auto kind = reportAt(request.path());
    const auto answer = kind ? report(*kind, request.query()) : directoryAnswer(request.path(), request.query());
    if (!answer)
        co_return co_await refuse(exchange, Api::chat, answer.error());
    co_await exchange.respond(200, headersFor(Api::chat, "application/json", "req_" + newId()), *answer);
}

std::expected<std::string, ApiFault> Provider::report(Report kind, std::string_view query) const
{
    const auto parsed = parseUsageQuery(kind, query, m_options.unixMicros() / microsPerSecond + 1);
    if (!parsed)
        return std::unexpected(parsed.error());
    return usagePage(*parsed, [this](std::int64_t from, std::int64_t to) { return facts(from, to); }, m_options.amounts);
}

std::vector<UsageFact> Provider::facts(std::int64_t from, std::int64_t to) const
{
    std::vector<UsageFact> out = m_past.between(from, to);
    const std::int64_t firstLive = m_past.end().time_since_epoch().count() * secondsPerDay;
    for (const BilledCall& call : m_invoice.between(std::max(from, firstLive), to))
        out.push_back({call.unixMicros / microsPerSecond, call.project, call.key, call.user, call.model,
            call.api == nameOf(Api::embeddings), 1, call.tokens, call.cost});
    return out;
}

std::string Provider::modelList(Api dialect) const
{
    json::array data;
    for (const auto& [model, vendor] : m_options.prices.modelsAndVendors())
        if (dialect == Api::chat)
            data.push_back({{"id", model}, {"object", "model"}, {"created", 0}, {"owned_by", vendor}});
        else if (vendor == "anthropic")
            data.push_back({{"type", "model"}, {"id", model}, {"display_name", model}, {"created_at", "2026-01-01T00:00:00Z"}});
    if (dialect == Api::chat)
        return json::serialize(json::value {{"object", "list"}, {"data", std::move(data)}});
    const json::value first = data.empty() ? json::value(nullptr) : data.front().at("id");
    const json::value last = data.empty() ? json::value(nullptr) : data.back().at("id");
    return json::serialize(
        json::value {{"data", std::move(data)}, {"has_more", false}, {"first_id", first}, {"last_id", last}});
}

} // namespace fuseboard::sandbox
