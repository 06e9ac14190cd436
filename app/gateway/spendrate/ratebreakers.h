// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/guard.h"
#include "gateway/spendrate/ratetrip.h"

#include <functional>

namespace fuseboard::gateway {

/// What a ledger knows of a call that cost something.
struct EndedSpending {
    std::string team, token;
    Instant endedAt;
    std::int64_t costNano = 0;
};

/// The breakers of the organisation, of teams and of tokens, by how fast they spend. Decides; does no I/O and knows no thread.
/// As many as there are teams and tokens in the policy that have a rule and calls.
class RateBreakers {
public:
    struct Now {
        SteadyTime steady;
        Instant at;
    };
    using Tell = std::function<void(const RateTrip&)>;

    /// Is told of each change of a breaker's state.
    void whenChanged(Tell tell) { m_tell = std::move(tell); }
    /// A policy comes into force.
    void follow(const std::vector<SpendRateRule>& rules, const Currency& currency);
    /// What scopes usually spend in an hour; of others nobody knows.
    void learn(std::map<Scope, std::int64_t> usualNano);
    /// Calls of before the start.
    void remember(const std::vector<EndedSpending>& calls, const Now& now);

    /// Whether the caller's calls are to go to a cheaper model, where there is one.
    bool isDowngraded(const CallIdentity& who, const Now& now);
    /// What slows the call down now; takes nothing. `downgraded`: it goes to a cheaper model.
    std::optional<RateTrip> refusing(const CallIdentity& who, const Now& now, bool downgraded);
    void begin(const CallIdentity& who, std::int64_t worstNano, const Now& now);
    void settle(const CallIdentity& who, std::int64_t worstNano, std::int64_t costNano, const Now& now);
    /// All that are not closed.
    std::vector<RateTrip> all(const Now& now);

private:
    struct Watched {
        SpendRateBreaker breaker;
        BreakerState told = BreakerState::closed;
        Instant at; ///< when that changed
    };
    using Entry = std::map<Scope, Watched>::value_type;
    [[nodiscard]] const SpendRateRule* ruleOf(const Scope& scope) const;
    /// Of the caller's scopes that have a rule, widest first.
    std::vector<Entry*> of(const CallIdentity& who);
    Entry& entryOf(const Scope& scope, const SpendRateRule& rule);
    /// Looks, and tells of a change.
    RateTrip look(Entry& entry, const Now& now);

    Tell m_tell;
    Currency m_currency;
    std::map<Scope, SpendRateRule> m_rules;
    std::map<Scope, std::int64_t> m_usualNano;
    std::map<Scope, Watched> m_watched;
};

} // namespace fuseboard::gateway
