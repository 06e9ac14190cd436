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

void LoopDesk::judge(Api api, const std::string& body, const CallIdentity& identity, loops::ConversationPrint& request,
    WatchedCall& call, Trip& found)
{
    const bool isSpent = m_desk.spentFor(identity, now()).has_value();
    const std::lock_guard lock(m_mutex);
    if (m_reader.open(api, body, request)) {
        call.place = m_watch.find(request);
        call.whose.session = call.place.session;
        // A rule that has begun to observe lets go whom it held.
        call.judged =
            !isSpent && (found.observed || call.whose.session.empty() || m_desk.isToBeJudged(call.whose, call.place.thread));
    }
    if (call.judged) {
        found.verdict = m_watch.judge(call.place, request, m_reader.turn(call.place.known), steadyNow());
        found.thread = call.place.thread;
        call.whose.session = call.place.session;
        if (found.verdict.progress == loops::Progress::moved && m_desk.isOnProbe(call.whose, found.thread))
            m_watch.gotOn(call.place);
    }
    m_reader.close();
}

std::optional<WatchedCall> LoopDesk::see(Api api, const http::Headers& headers, const std::string& body, CallIdentity& identity)
{
    const auto policy = m_desk.policy();
    const PolicyBreaker* rule = policy->document().breaker("loops");
    if (!rule)
        return {};
    loops::ConversationPrint request = printOf(identity, headers);
    WatchedCall call {.whose = {identity.token, identity.session}, .place = {}, .trip = {}};
    Trip found {.whose = {},
        .team = identity.team,
        .label = identity.label,
        .incident = {},
        .at = now(),
        .observed = rule->observe,
        .verdict = {},
        .currency = policy->document().prices.currency()};
    judge(api, body, identity, request, call, found);
    identity.watched = call.whose.session;
    identity.thread = call.place.thread;
    if (identity.watched.empty())
        return {};
    if (!call.judged)
        return call;
    found.whose = call.whose;
    found.incident = found.verdict.level == BreakerLevel::open ? newUuid() : std::string();
    call.trip = m_desk.raise(found);
    if (call.trip)
        tell(*call.trip);
    return call;
}

void LoopDesk::tell(const Trip& trip)
{
    spdlog::warn("a session of {} {}", trip.label, inWords(trip.verdict));
    m_events.publish("trip", tripEvent(trip));
}

std::optional<Trip> LoopDesk::ended(const WatchedCall& call, loops::Ended how, std::int64_t costNano)
{
    if (call.judged) {
        const std::lock_guard lock(m_mutex);
        m_watch.ended(call.place, how, costNano, steadyNow());
    }
    if (call.trip || how != loops::Ended::refused)
        return call.trip;
    auto trip = m_desk.tripAnew(call.whose, newUuid(), now());
    if (trip)
        tell(*trip);
    return trip;
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
