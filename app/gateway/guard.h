// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/breaker.h"
#include "domain/spendlimit.h"

#include <map>
#include <vector>

namespace fuseboard::gateway {

/// Who calls, for what. Comes only from the caller's token, but for session and model.
struct CallIdentity {
    std::string team, token, session, model;
    std::string label, person, agent;
    bool probe = false;
    std::string watched; ///< the session as rules see it: named by the client or by us; empty: none watches it
    std::string alias; ///< the model asked for, where another one serves the call; freezes of both count
    std::uint64_t thread = 0; ///< the conversation in it, as rules see it; 0: none was read

    /// Of a call that would be in just that scope.
    static CallIdentity within(const Scope& scope);
    [[nodiscard]] bool isIn(const Scope& scope) const;
    /// The scopes the call is in, widest first.
    [[nodiscard]] std::vector<Scope> scopes() const;
    /// As budgets see it; views into this.
    [[nodiscard]] Spender spender() const { return {team, token, session, model, person, agent}; }
};

struct ScopeState {
    Scope scope;
    BreakerState state = BreakerState::closed;
    std::optional<Hold> hold;
};

/// Every scope's breaker. Decides; does no I/O and knows no thread.
class Guard {
public:
    /// The hold that refuses the call, or nothing: it may pass.
    [[nodiscard]] std::optional<Hold> refusing(const CallIdentity& identity, SteadyTime now);
    /// The person's hold that refuses it, asked without trying a breaker.
    [[nodiscard]] std::optional<Hold> frozenBy(const CallIdentity& identity);
    [[nodiscard]] const Hold* holdOf(const Scope& scope) const;
    /// Scopes that are not plainly closed, and those a person has released: their generation matters.
    [[nodiscard]] std::vector<ScopeState> states() const;

    OrderVerdict apply(const HoldOrder& order, Instant at);
    void restore(Hold hold);

private:
    /// Of the scopes the call is in, widest first. A model's stands for all its names.
    std::vector<Breaker*> breakersOf(const CallIdentity& identity);

    std::map<Scope, Breaker> m_breakers;
};

} // namespace fuseboard::gateway
