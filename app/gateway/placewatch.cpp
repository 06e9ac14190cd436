// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/placewatch.h"

#include <utility>

namespace fuseboard::gateway {
namespace {

SteadyTime steadyNow() { return std::chrono::steady_clock::now(); }

Instant now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

} // namespace

PlaceWatch::PlaceWatch(Services& services, const PolicyDocument& policy)
    : m_services(services)
    , m_rule(policy.breaker("failures"))
{
}

std::optional<ModelTrip> PlaceWatch::refusing(const CallPlace& place) const
{
    auto trip = m_rule ? m_services.models.refusing(*m_rule, place, steadyNow()) : std::nullopt;
    if (trip)
        trip->retryAt = now() + trip->retryAfter;
    return trip;
}

std::optional<ModelTrip> PlaceWatch::passOver(CallRoute& route) const
{
    std::optional<ModelTrip> soonest;
    while (m_rule && route.goesAnywhere()) {
        auto trip = refusing(route.place());
        if (!trip)
            return {};
        if (!soonest || trip->retryAfter < soonest->retryAfter)
            soonest = std::move(trip);
        if (!route.next())
            break;
        route.goOn();
    }
    return soonest;
}

void PlaceWatch::passOverNext(CallRoute& route) const
{
    while (m_rule && route.next() && refusing(*route.next()))
        route.dropNext();
}

std::optional<ModelTrip> PlaceWatch::begin(const CallPlace& place)
{
    if (!m_rule)
        return {};
    const auto probe = m_services.models.admit(*m_rule, place, steadyNow());
    m_probe = probe.value_or(0);
    if (probe)
        return {};
    return refusing(place).value_or(ModelTrip {.place = place, .last = {}, .retryAt = now()});
}

void PlaceWatch::withdraw(const CallPlace& place)
{
    if (m_rule && isProbe())
        m_services.models.withdraw(*m_rule, place, std::exchange(m_probe, 0));
}

void PlaceWatch::note(const CallPlace& place, int status, const std::string& reason)
{
    if (!m_rule)
        return;
    const PlaceAnswer answer {status, status == 0 ? reason : "upstream_" + std::to_string(status), now()};
    const auto trip = m_services.models.record(*m_rule, place, answer, steadyNow(), std::exchange(m_probe, 0));
    if (!trip)
        return;
    JsonWriter told;
    write(told, *trip);
    m_services.events.publish("trip", std::move(told).str());
}

} // namespace fuseboard::gateway
