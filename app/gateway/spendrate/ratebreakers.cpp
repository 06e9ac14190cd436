// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/spendrate/ratebreakers.h"

#include <algorithm>
#include <array>

namespace fuseboard::gateway {
namespace {

/// Widest first.
std::array<Scope, 3> scopesOf(const std::string& team, const std::string& token)
{
    return {Scope::everything(), Scope::ofTeam(team), Scope {ScopeKind::token, token}};
}

} // namespace

const SpendRateRule* RateBreakers::ruleOf(const Scope& scope) const
{
    auto found = m_rules.find(scope);
    if (found == m_rules.end())
        found = m_rules.find({scope.kind, "*"});
    return found == m_rules.end() ? nullptr : &found->second;
}

RateBreakers::Entry& RateBreakers::entryOf(const Scope& scope, const SpendRateRule& rule)
{
    auto found = m_watched.find(scope);
    if (found == m_watched.end()) {
        found = m_watched.emplace(scope, Watched {.breaker = SpendRateBreaker(rule), .at = {}}).first;
        if (const auto usual = m_usualNano.find(scope); usual != m_usualNano.end())
            found->second.breaker.learn(usual->second);
    }
    return *found;
}

std::vector<RateBreakers::Entry*> RateBreakers::of(const CallIdentity& who)
{
    std::vector<Entry*> out;
    if (m_rules.empty())
        return out;
    for (const Scope& scope : scopesOf(who.team, who.token))
        if (const SpendRateRule* rule = ruleOf(scope))
            out.push_back(&entryOf(scope, *rule));
    return out;
}

void RateBreakers::follow(const std::vector<SpendRateRule>& rules, const Currency& currency)
{
    if (currency != m_currency)
        m_watched.clear(); // nothing is converted
    m_currency = currency;
    m_rules.clear();
    for (const SpendRateRule& rule : rules)
        m_rules.emplace(rule.scope, rule);
    std::erase_if(m_watched, [this](const Entry& entry) { return !ruleOf(entry.first); });
    for (auto& [scope, watched] : m_watched)
        watched.breaker.follow(*ruleOf(scope));
}

void RateBreakers::learn(std::map<Scope, std::int64_t> usualNano)
{
    m_usualNano = std::move(usualNano);
    for (auto& [scope, watched] : m_watched) {
        const auto usual = m_usualNano.find(scope);
        watched.breaker.learn(usual == m_usualNano.end() ? std::nullopt : std::optional(usual->second));
    }
}

void RateBreakers::remember(const std::vector<EndedSpending>& calls, const Now& now)
{
    for (const EndedSpending& call : calls) {
        const SteadyTime at = now.steady - std::max(now.at - call.endedAt, std::chrono::microseconds(0));
        for (const Scope& scope : scopesOf(call.team, call.token))
            if (const SpendRateRule* rule = ruleOf(scope))
                entryOf(scope, *rule).second.breaker.remember(call.costNano, at);
    }
}

RateTrip RateBreakers::look(Entry& entry, const Now& now)
{
    auto& [scope, watched] = entry;
    RateTrip trip {.scope = scope, .rate = watched.breaker.look(now.steady), .currency = m_currency};
    trip.state = watched.breaker.state();
    trip.observed = watched.breaker.rule().observe;
    const bool isNews = watched.told != trip.state;
    if (isNews) {
        watched.told = trip.state;
        watched.at = now.at;
    }
    trip.at = watched.at;
    if (isNews && m_tell)
        m_tell(trip);
    return trip;
}

bool RateBreakers::isDowngraded(const CallIdentity& who, const Now& now)
{
    bool isDowngraded = false;
    for (Entry* entry : of(who)) {
        look(*entry, now);
        isDowngraded |= entry->second.breaker.isDowngraded();
    }
    return isDowngraded;
}

std::optional<RateTrip> RateBreakers::refusing(const CallIdentity& who, const Now& now, bool downgraded)
{
    std::optional<RateTrip> slowest;
    SteadyTime until = now.steady;
    for (Entry* entry : of(who)) {
        RateTrip trip = look(*entry, now);
        const SteadyTime wait = entry->second.breaker.waitsUntil(now.steady, downgraded);
        if (wait <= until)
            continue;
        until = wait;
        trip.retryAfter = std::chrono::ceil<std::chrono::seconds>(wait - now.steady);
        slowest = std::move(trip);
    }
    return slowest;
}

void RateBreakers::begin(const CallIdentity& who, std::int64_t worstNano, const Now& now)
{
    for (Entry* entry : of(who))
        entry->second.breaker.begin(worstNano, now.steady);
}

void RateBreakers::settle(const CallIdentity& who, std::int64_t worstNano, std::int64_t costNano, const Now& now)
{
    for (Entry* entry : of(who)) {
        entry->second.breaker.settle(worstNano, costNano, now.steady);
        look(*entry, now);
    }
}

std::vector<RateTrip> RateBreakers::all(const Now& now)
{
    std::vector<RateTrip> out;
    for (Entry& entry : m_watched) {
        RateTrip trip = look(entry, now);
        if (trip.state == BreakerState::closed)
            continue;
        if (const SteadyTime wait = entry.second.breaker.waitsUntil(now.steady, false); wait > now.steady)
            trip.retryAfter = std::chrono::ceil<std::chrono::seconds>(wait - now.steady);
        out.push_back(std::move(trip));
    }
    std::erase_if(m_watched, [&now](const Entry& entry) { return entry.second.breaker.isIdle(now.steady); });
    return out;
}

} // namespace fuseboard::gateway
