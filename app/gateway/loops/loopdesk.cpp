// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/loops/loopdesk.h"

#include "gateway/uuid.h"

#include <spdlog/spdlog.h>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t mostName = 256; // as scopes allow

SteadyTime steadyNow() { return std::chrono::steady_clock::now(); }
Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

std::string shortHeader(const http::Headers& headers, std::string_view name)
{
    const auto text = headers.get(name);
    return text.size() <= mostName ? std::string(text) : std::string();
}

loops::ConversationPrint printOf(const CallIdentity& identity, const http::Headers& headers)
{
    return {.token = identity.token,
        .session = identity.session,
        .agent = shortHeader(headers, "thread-id"), // Codex: one for each agent of a session
        .parent = shortHeader(headers, "x-codex-parent-thread-id"),
        .kind = identity.team + "/" + identity.agent + "/" + identity.model,
        .prefixes = {},
        .task = {}};
}

std::string tripEvent(const Trip& trip)
{
    JsonWriter out;
    out.beginObject().member("scope", trip.scope().text()).member("state", toText(trip.state));
    writeMembers(out, trip);
    return std::move(out.member("currency", trip.currency.text()).endObject()).str();
}

} // namespace

bool LoopDesk::judge(Api api, const std::string& body, loops::ConversationPrint& request, WatchedCall& call, Trip& found)
{
    const std::lock_guard lock(m_mutex);
    const bool isConversation = m_reader.open(api, body, request);
    if (isConversation) {
        call.place = m_watch.find(request);
        found.whose.session = call.place.session;
        // A rule that has begun to observe lets go whom it held.
        call.judged = found.observed || call.place.session.empty() || m_desk.isToBeJudged(found.whose);
    }
    if (call.judged) {
        found.verdict = m_watch.judge(call.place, request, m_reader.turn(call.place.known), steadyNow());
        found.whose.session = call.place.session;
    }
    m_reader.close();
    return isConversation;
}

std::optional<WatchedCall> LoopDesk::see(Api api, const http::Headers& headers, const std::string& body, CallIdentity& identity)
{
    const auto policy = m_desk.policy();
    const PolicyBreaker* rule = policy->document().breaker("loops");
    if (!rule)
        return {};
    loops::ConversationPrint request = printOf(identity, headers);
    Trip found {.whose = {identity.token, {}},
        .team = identity.team,
        .label = identity.label,
        .incident = {},
        .at = now(),
        .observed = rule->observe,
        .verdict = {},
        .currency = policy->document().prices.currency()};
    WatchedCall call;
    if (!judge(api, body, request, call, found))
        return {};
    identity.watched = found.whose.session;
    if (!call.judged)
        return call;
    found.incident = found.verdict.level == BreakerLevel::open ? newUuid() : std::string();
    call.trip = m_desk.raise(found);
    if (call.trip) {
        spdlog::warn("a session of {} {}", found.label, inWords(found.verdict));
        m_events.publish("trip", tripEvent(*call.trip));
    }
    return call;
}

void LoopDesk::ended(const WatchedCall& call, loops::Ended how, std::int64_t costNano)
{
    if (!call.judged)
        return;
    const std::lock_guard lock(m_mutex);
    m_watch.ended(call.place, how, costNano, steadyNow());
}

std::optional<Trip> LoopDesk::held(const CallerSession& session) const
{
    const auto policy = m_desk.policy();
    const PolicyBreaker* rule = policy->document().breaker("loops");
    return rule && !rule->observe ? m_desk.held(session) : std::nullopt;
}

bool LoopDesk::allow(const CallerSession& session, std::int64_t nano, Instant until)
{
    if (!m_desk.allow(session, {.until = steadyNow() + (until - now()), .calls = callsLetGo, .nano = nano}))
        return false;
    const std::lock_guard lock(m_mutex);
    m_watch.forgive(session.token, session.session);
    return true;
}

} // namespace fuseboard::gateway
