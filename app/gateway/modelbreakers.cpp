// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/modelbreakers.h"

#include <algorithm>

namespace fuseboard::gateway {
namespace {

constexpr std::size_t mostPlaces = 1000;

BreakerRule ruleOf(const PolicyBreaker& rule)
{
    return {.firstWait = rule.firstWait,
        .lastWait = rule.lastWait,
        .probeDeadline = rule.probeTime,
        .failuresToOpen = rule.failuresToOpen,
        .observe = rule.observe};
}

} // namespace

void ModelBreakers::adapt(const PolicyBreaker& rule)
{
    if (rule == m_rule)
        return;
    m_places.clear();
    m_rule = rule;
}

/// What is closed goes first, else what was to be tried again before all others: names that nobody calls any more.
void ModelBreakers::makeRoom()
{
    if (m_places.size() < mostPlaces)
        return;
    const auto staysLeast = [](const auto& one) {
        const Breaker& breaker = one.second.breaker;
        return breaker.state() == BreakerState::closed ? SteadyTime::min() : breaker.retryAt();
    };
    m_places.erase(std::ranges::min_element(m_places, {}, staysLeast));
}

ModelTrip ModelBreakers::shown(Watched& watched, SteadyTime now)
{
    const bool passes = watched.breaker.peek(now) != Admission::reject;
    ModelTrip trip = watched.trip;
    trip.state = watched.breaker.state();
    if (!passes)
        trip.retryAfter =
            std::max(std::chrono::seconds(1), std::chrono::ceil<std::chrono::seconds>(watched.breaker.retryAt() - now));
    return trip;
}

std::optional<ModelTrip> ModelBreakers::refusing(const PolicyBreaker& rule, const CallPlace& place, SteadyTime now)
{
    const std::lock_guard lock(m_mutex);
    adapt(rule);
    const auto found = m_places.find(place);
    if (rule.observe || found == m_places.end() || found->second.breaker.peek(now) != Admission::reject)
        return {};
    return shown(found->second, now);
}

std::optional<std::uint64_t> ModelBreakers::admit(const PolicyBreaker& rule, const CallPlace& place, SteadyTime now)
{
    const std::lock_guard lock(m_mutex);
    adapt(rule);
    const auto found = m_places.find(place);
    if (found == m_places.end())
        return 0;
    Watched& watched = found->second;
    if (watched.breaker.admit(now) == Admission::reject)
        return {};
    watched.trip.wouldRefuse += watched.breaker.decided() == Admission::reject ? 1 : 0;
    return watched.breaker.decided() == Admission::probe ? watched.breaker.probe() : 0;
}

std::optional<ModelTrip> ModelBreakers::record(
    const PolicyBreaker& rule, const CallPlace& place, const PlaceAnswer& answer, SteadyTime now, std::uint64_t probe)
{
    const std::lock_guard lock(m_mutex);
    auto found = m_places.find(place);
    if (rule != m_rule || (found == m_places.end() && !answer.isFailure()))
        return {};
    if (found == m_places.end()) {
        makeRoom();
        found = m_places.emplace(place, Watched {Breaker(ruleOf(rule)), {.place = place, .observed = rule.observe, .last = {}}})
                    .first;
    }
    Watched& watched = found->second;
    watched.breaker.peek(now);
    const bool decides = watched.breaker.state() == BreakerState::closed || (probe != 0 && probe == watched.breaker.probe());
    watched.breaker.record(answer.isFailure() ? Outcome::failure : Outcome::success, now, probe);
    if (!decides)
        return {};
    if (!answer.isFailure()) {
        m_places.erase(found);
        return {};
    }
    ++watched.trip.failures;
    watched.trip.last = answer;
    return watched.breaker.state() == BreakerState::open ? std::optional(shown(watched, now)) : std::nullopt;
}

void ModelBreakers::withdraw(const PolicyBreaker& rule, const CallPlace& place, std::uint64_t probe)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_places.find(place); rule == m_rule && found != m_places.end())
        found->second.breaker.withdraw(probe);
}

std::vector<ModelTrip> ModelBreakers::all(const PolicyBreaker* rule, SteadyTime now)
{
    const std::lock_guard lock(m_mutex);
    std::vector<ModelTrip> out;
    if (!rule || *rule != m_rule)
        return out;
    for (auto& [place, watched] : m_places)
        if (ModelTrip trip = shown(watched, now); trip.state != BreakerState::closed)
            out.push_back(std::move(trip));
    return out;
}

} // namespace fuseboard::gateway
