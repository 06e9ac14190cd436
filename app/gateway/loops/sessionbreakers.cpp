// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/loops/sessionbreakers.h"

#include <algorithm>
#include <utility>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t mostSessions = 4096;
constexpr std::size_t mostOfToken = 64;
constexpr auto isGoneAfter = std::chrono::hours(24); ///< an open breaker that could have been probed for so long
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

bool SessionBreakers::isOver(Watched& watched, SteadyTime now)
{
    watched.breaker.peek(now);
    return watched.breaker.state() == BreakerState::closed
        || (watched.breaker.state() == BreakerState::open && !watched.breaker.allowance()
            && now - isGoneAfter > watched.breaker.retryAt());
}

bool SessionBreakers::makeRoom(const std::string& token, SteadyTime now)
{
    // Callers choose the names: what is held is forgotten last, and of another token never.
    const auto isOpen = [](const auto& one) { return one.second.breaker.state() >= BreakerState::open; };
    const auto leastNeeded = [&](auto&& sessions) {
        return std::ranges::min_element(
            sessions, {}, [&](const auto& one) { return std::pair(isOpen(one), one.second.trip.at); });
    };
    const auto own = [&] {
        return std::ranges::subrange(m_sessions.lower_bound({token, {}}), m_sessions.lower_bound({token + '\0', {}}));
    };
    const auto ownSize = [&] { return static_cast<std::size_t>(std::ranges::distance(own())); };
    if (ownSize() < mostOfToken && m_sessions.size() < mostSessions)
        return true;
    std::erase_if(m_sessions, [now](auto& one) { return isOver(one.second, now); });
    if (ownSize() >= mostOfToken)
        m_sessions.erase(leastNeeded(own()));
    if (m_sessions.size() < mostSessions)
        return true;
    auto least = leastNeeded(m_sessions);
    if (isOpen(*least)) {
        if (own().empty())
            return false;
        least = leastNeeded(own());
    }
    m_sessions.erase(least);
    return true;
}

bool SessionBreakers::isOnProbe(const Watched& watched, std::uint64_t thread)
{
    return watched.breaker.probe() != 0 && (watched.probeThread == 0 || watched.probeThread == thread);
}

bool SessionBreakers::isOnProbe(const CallerSession& session, SteadyTime now, std::uint64_t thread)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end())
        return false;
    found->second.breaker.peek(now);
    return isOnProbe(found->second, thread);
}

bool SessionBreakers::isToBeJudged(const CallerSession& session, SteadyTime now, std::uint64_t thread)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end() || found->second.trip.observed)
        return true;
    const Admission next = found->second.breaker.peek(now);
    return !refuses(next) || isOnProbe(found->second, thread);
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
        if (!makeRoom(found.whose.token, now))
            return {};
        const BreakerRule rule {.probeDeadline = probeDeadline, .observe = found.observed};
        known = m_sessions.emplace(found.whose, Watched {.breaker = Breaker(rule), .trip = found}).first;
    }
    Watched& watched = known->second;
    watched.breaker.peek(now);
    if (watched.breaker.probe() != 0 && !isOnProbe(watched, found.thread))
        return {};
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
    if (wasOpen) { // for whoever is asked next
        watched.trip.verdict.costNano = found.verdict.costNano;
        watched.trip.verdict.costNanoAnHour = found.verdict.costNanoAnHour;
    }
    if (wasOpen || found.verdict.level == BreakerLevel::none)
        return {};
    std::string incident = std::exchange(watched.trip, found).incident;
    if (watched.breaker.state() == BreakerState::open)
        return shown(watched, now);
    watched.trip.incident = std::move(incident);
    return {};
}

bool SessionBreakers::isDowngraded(const CallerSession& session, SteadyTime now)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end() || found->second.trip.observed)
        return false;
    found->second.breaker.peek(now);
    return found->second.breaker.state() == BreakerState::downgraded;
}

std::optional<Trip> SessionBreakers::refusing(
    const CallerSession& session, SteadyTime now, std::int64_t worstNano, bool downgraded)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end())
        return {};
    found->second.trip.worstCallNano = worstNano;
    if (found->second.trip.observed || !refuses(found->second.breaker.peek(now, worstNano)))
        return {};
    Watched& watched = found->second;
    if (downgraded && watched.breaker.state() == BreakerState::downgraded)
        return {};
    watched.isStopped |= watched.breaker.state() == BreakerState::open && std::exchange(watched.goesOn, false);
    return shown(watched, now);
}

std::optional<Trip> SessionBreakers::held(const CallerSession& session, SteadyTime now)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end() || found->second.trip.observed)
        return {};
    Trip trip = shown(found->second, now);
    return trip.state >= BreakerState::open ? std::optional(std::move(trip)) : std::nullopt;
}

std::uint64_t SessionBreakers::admit(const CallerSession& session, SteadyTime now, std::int64_t worstNano, std::uint64_t thread)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end())
        return 0;
    Watched& watched = found->second;
    watched.breaker.admit(now, worstNano);
    if (watched.breaker.decided() == Admission::probe)
        watched.probeThread = thread;
    const bool isOpen = watched.breaker.state() >= BreakerState::open;
    return isOpen && watched.breaker.decided() == Admission::pass ? watched.allowance : 0;
}

bool SessionBreakers::allow(const CallerSession& session, const BreakerAllowance& allowance, SteadyTime now)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end() || !found->second.breaker.allow(allowance, now))
        return false;
    found->second.allowance = ++m_lastAllowance;
    found->second.goesOn = true;
    found->second.isStopped = false;
    return true;
}

void SessionBreakers::giveBack(const CallerSession& session, std::uint64_t allowance, std::int64_t nano)
{
    const auto found = m_sessions.find(session);
    if (allowance != 0 && found != m_sessions.end() && found->second.allowance == allowance)
        found->second.breaker.giveBack(nano);
}

bool SessionBreakers::take(const CallerSession& session, std::uint64_t allowance, std::int64_t nano, SteadyTime now)
{
    const auto found = m_sessions.find(session);
    if (allowance == 0 || found == m_sessions.end() || found->second.allowance != allowance)
        return true;
    Breaker& breaker = found->second.breaker;
    breaker.peek(now);
    if (breaker.state() < BreakerState::open)
        return true;
    if (!breaker.allowance() || breaker.allowance()->nano < nano)
        return false;
    breaker.giveBack(-nano);
    return true;
}

std::optional<Trip> SessionBreakers::tripAnew(const CallerSession& session, std::string incident, Instant at, SteadyTime now)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end() || !std::exchange(found->second.isStopped, false))
        return {};
    found->second.trip.incident = std::move(incident);
    found->second.trip.at = at;
    return shown(found->second, now);
}

std::vector<Trip> SessionBreakers::all(SteadyTime now)
{
    std::vector<Trip> out;
    for (auto& [session, watched] : m_sessions)
        if (Trip trip = shown(watched, now); trip.state != BreakerState::closed)
            out.push_back(std::move(trip));
    return out;
}

} // namespace fuseboard::gateway
