// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/company/companyrun.h"

#include <algorithm>
#include <format>

namespace fuseboard::sandbox {
namespace {

using boost::asio::steady_timer;
using http::Async;

constexpr int mostInFlight = 48; // of the ordinary company
constexpr int mostRunawayInFlight = 6;
constexpr std::chrono::seconds callDeadline {120}; // longer than any planned answer
constexpr std::size_t mostAnswerBytes = 64 * 1024 * 1024;

http::RequestHead headFor(const PlannedCall& call)
{
    http::RequestHead head {
        .method = "POST", .target = std::string(pathOf(call.api)), .headers = {{"content-type", "application/json"}}};
    if (call.api == Api::messages) {
        head.headers.add("x-api-key", call.caller->token);
        head.headers.add("anthropic-version", "2023-06-01");
    } else {
        head.headers.add("authorization", "Bearer " + call.caller->token);
    }
    head.headers.add("user-agent", "fuseboard-sandbox");
    if (!call.tool.empty())
        head.headers.add("session-id", call.caller->label + "-session");
    return head;
}

/// Whether an event stream came to the end its dialect gives it. A chunked body that ends properly may still be one
/// that somebody in between cut and closed politely.
bool endsProperly(Api api, std::string_view body)
{
    switch (api) {
    case Api::chat: return body.ends_with("data: [DONE]\n\n");
    case Api::responses: return body.contains("event: response.completed") || body.contains("event: response.incomplete");
    case Api::messages: return body.contains("event: message_stop");
    case Api::embeddings: return true;
    }
    return false;
}

} // namespace

CompanyRun::CompanyRun(boost::asio::io_context& io, CompanyOptions options, const std::vector<Caller>& callers, CallPlan plan)
    : m_io(io)
    , m_options(std::move(options))
    , m_callers(callers)
    , m_plan(std::move(plan))
    , m_roomMade(io, steady_timer::time_point::max())
    , m_allTaken(io, steady_timer::time_point::max())
{
}

void CompanyRun::start(std::function<void()> done)
{
    m_done = std::move(done);
    http::spawn(m_io, ordinary());
    const auto agent = std::ranges::find(m_callers, runawayLabel, &Caller::label);
    if (m_options.runawayAfter && agent != m_callers.end())
        http::spawn(m_io, runaway(*agent));
}

bool CompanyRun::takeTicket()
{
    if (m_options.calls && m_tickets >= *m_options.calls)
        return false;
    ++m_tickets;
    if (m_options.calls && m_tickets == *m_options.calls)
        m_allTaken.cancel();
    return true;
}

Async<void> CompanyRun::room()
{
    while (m_inFlight >= mostInFlight)
        co_await m_roomMade.async_wait(http::nothrowAwait);
}

Async<void> CompanyRun::ordinary()
{
    // Times are absolute, so that short gaps are not lengthened by the timer's own grain.
    auto due = steady_timer::clock_type::now();
    steady_timer timer(m_io);
    while (true) {
        PlannedCall call = m_plan.next();
        due += call.gap;
        timer.expires_at(due);
        if (due > steady_timer::clock_type::now())
            co_await timer.async_wait(http::nothrowAwait);
        co_await room();
        if (!takeTicket())
            co_return;
        http::spawn(m_io, makeCounted(std::move(call)));
    }
}

Async<void> CompanyRun::makeCounted(PlannedCall call)
{
    ++m_inFlight;
    const std::string team = call.caller->team;
    const Api api = call.api;
    const CallResult result = co_await make(std::move(call));
    --m_inFlight;
    m_roomMade.cancel();
    count(team, api, result);
}

void CompanyRun::count(const std::string& team, Api api, CallResult result)
{
    m_tally.add(team, std::string(nameOf(api)), result);
    if (m_options.calls && m_tally.calls() == *m_options.calls && m_done)
        m_done();
}

Async<void> CompanyRun::runaway(const Caller& caller)
{
    m_allTaken.expires_after(*m_options.runawayAfter);
    const auto [ended] = co_await m_allTaken.async_wait(http::nothrowAwait);
    if (ended)
        co_return;
    m_options.say(std::format("runaway {} of {} has started", caller.label, caller.team));
    struct Shared {
        int inFlight = 0;
        bool refused = false;
    };
    const auto shared = std::make_shared<Shared>();
    for (int step = 0; takeTicket();) {
        http::spawn(m_io, [](CompanyRun& self, PlannedCall call, std::shared_ptr<Shared> state) -> Async<void> {
            ++state->inFlight;
            const std::string team = call.caller->team;
            const Api api = call.api;
            const CallResult result = co_await self.make(std::move(call));
            --state->inFlight;
            state->refused = result.status != 200;
            self.count(team, api, result);
        }(*this, runawayCall(caller, step), shared));
        steady_timer timer(m_io);
        do {
            // While refused it knocks on, slowly, with the same call.
            const bool slow = shared->refused;
            timer.expires_after(slow ? std::chrono::milliseconds(runawayRetry) : runawayGap);
            co_await timer.async_wait(http::nothrowAwait);
            step += slow ? 0 : 1;
        } while (shared->inFlight >= mostRunawayInFlight);
    }
}

Async<CallResult> CompanyRun::make(PlannedCall call)
{
    const auto deadline = std::chrono::steady_clock::now() + callDeadline;
    CallResult result;
    std::optional<http::Client> client;
    if (!m_idle.empty()) {
        client = std::move(m_idle.back());
        m_idle.pop_back();
    }
    for (const bool kept : {client.has_value(), false}) {
        if (!client) {
            auto fresh = co_await http::Client::connect(m_options.gateway, deadline);
            if (!fresh)
                co_return result;
            client = std::move(*fresh);
        }
        const auto sent = co_await client->send(headFor(call), requestBody(call), deadline);
        const auto head =
            sent ? co_await client->readHead(deadline) : Result<http::ResponseHead>(std::unexpected(sent.error()));
        if (head) {
            result.status = head->status;
            break;
        }
        client.reset();
        if (!kept)
            co_return result; // a kept connection may have been closed meanwhile: that call is tried once more
    }
    const auto body = co_await client->readWholeBody(mostAnswerBytes, deadline);
    result.whole = body && (!call.stream || result.status != 200 || endsProperly(call.api, *body));
    if (body && client->isReusable() && m_idle.size() < mostInFlight)
        m_idle.push_back(std::move(*client));
    co_return result;
}

} // namespace fuseboard::sandbox
