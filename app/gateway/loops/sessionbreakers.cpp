// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/loops/sessionbreakers.h"

#include <algorithm>
#include <utility>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t mostSessions = 4096;
/// What follows on a probe may take as long as the model and its tools do.
constexpr auto probeDeadline = std::chrono::minutes(5);

bool refuses(Admission admission) { return admission == Admission::reject || admission == Admission::wait; }

} // namespace

Trip SessionBreakers::shown(Watched& watched, SteadyTime now)
{
    Trip trip = watched.trip;
    const bool passes = !refuses(watched.breaker.peek(now));
    trip.state = watched.breaker.state();
    if (!passes && watched.breaker.retryAt() > now)
        trip.retryAfter = std::chrono::ceil<std::chrono::seconds>(watched.breaker.retryAt() - now);
    return trip;
}

void SessionBreakers::forgetClosed(SteadyTime now)
{
    std::erase_if(m_sessions, [now](auto& one) {
        one.second.breaker.peek(now);
        return one.second.breaker.state() == BreakerState::closed;
    });
    if (m_sessions.size() < mostSessions)
        return;
    // Callers choose the names: what is held is forgotten last.
    m_sessions.erase(std::ranges::min_element(m_sessions, {},
        [](const auto& one) { return std::pair(one.second.breaker.state() >= BreakerState::open, one.second.trip.at); }));
}

bool SessionBreakers::isToBeJudged(const CallerSession& session, SteadyTime now)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end() || found->second.trip.observed)
        return true;
    const Admission next = found->second.breaker.peek(now);
    return !refuses(next) || found->second.breaker.probe() != 0;
}

std::optional<Trip> SessionBreakers::raise(const Trip& found, SteadyTime now)
{
    auto known = m_sessions.find(found.whose);
    if (known != m_sessions.end() && known->second.trip.observed != found.observed) { // the policy has changed
        m_sessions.erase(known);
        known = m_sessions.end();
    }
    if (known == m_sessions.end()) {
        if (found.verdict.level == BreakerLevel::none)
            return {};
        if (m_sessions.size() >= mostSessions)
            forgetClosed(now);
        const BreakerRule rule {.probeDeadline = probeDeadline, .observe = found.observed};
        known = m_sessions.emplace(found.whose, Watched {Breaker(rule), found}).first;
    }
    Watched& watched = known->second;
    watched.breaker.peek(now);
    const bool moved = found.verdict.progress == loops::Progress::moved;
    if (const auto probe = watched.breaker.probe(); probe != 0 && found.verdict.progress != loops::Progress::unknown) {
        watched.breaker.record(moved ? Outcome::success : Outcome::failure, now, probe);
        if (moved) {
            m_sessions.erase(known);
            return {};
        }
    }
    if (watched.breaker.state() == BreakerState::closed && found.verdict.level == BreakerLevel::none) {
        m_sessions.erase(known);
        return {};
    }
    const bool wasOpen = watched.breaker.state() == BreakerState::open;
    watched.breaker.raise(found.verdict.level, now);
    if (wasOpen || found.verdict.level == BreakerLevel::none)
        return {};
    std::string incident = std::exchange(watched.trip, found).incident;
    if (watched.breaker.state() == BreakerState::open)
        return shown(watched, now);
    watched.trip.incident = std::move(incident);
    return {};
}

std::optional<Trip> SessionBreakers::refusing(const CallerSession& session, SteadyTime now, std::int64_t worstNano)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end())
        return {};
    found->second.trip.worstCallNano = worstNano;
    if (found->second.trip.observed || !refuses(found->second.breaker.peek(now, worstNano)))
        return {};
    return shown(found->second, now);
}

std::optional<Trip> SessionBreakers::held(const CallerSession& session, SteadyTime now)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end() || found->second.trip.observed)
        return {};
    Trip trip = shown(found->second, now);
    return trip.state >= BreakerState::open ? std::optional(std::move(trip)) : std::nullopt;
}

void SessionBreakers::admit(const CallerSession& session, SteadyTime now, std::int64_t worstNano)
{
    if (const auto found = m_sessions.find(session); found != m_sessions.end())
        found->second.breaker.admit(now, worstNano);
}

bool SessionBreakers::allow(const CallerSession& session, const BreakerAllowance& allowance, SteadyTime now)
{
    const auto found = m_sessions.find(session);
    return found != m_sessions.end() && found->second.breaker.allow(allowance, now);
}

void SessionBreakers::giveBack(const CallerSession& session, std::int64_t nano)
{
    if (const auto found = m_sessions.find(session); found != m_sessions.end())
        found->second.breaker.giveBack(nano);
}

std::vector<Trip> SessionBreakers::all(SteadyTime now)
{
    forgetClosed(now);
    std::vector<Trip> out;
    for (auto& [session, watched] : m_sessions)
        out.push_back(shown(watched, now));
    return out;
}

} // namespace fuseboard::gateway
