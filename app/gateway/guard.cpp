// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/guard.h"

#include "domain/pricelist.h"

namespace fuseboard::gateway {
namespace {

/// A model's scope stands for all its names.
bool isOf(const std::string& scopeId, const std::string& model)
{
    return !model.empty() && modelFamily(scopeId) == modelFamily(model);
}

} // namespace

CallIdentity CallIdentity::within(const Scope& scope)
{
    CallIdentity identity;
    switch (scope.kind) {
    case ScopeKind::organisation: break;
    case ScopeKind::team: identity.team = scope.id; break;
    case ScopeKind::token: identity.token = scope.id; break;
    case ScopeKind::session: identity.session = scope.id; break;
    case ScopeKind::model: identity.model = scope.id; break;
    }
    return identity;
}

bool CallIdentity::isIn(const Scope& scope) const
{
    switch (scope.kind) {
    case ScopeKind::organisation: return true;
    case ScopeKind::team: return scope.id == team;
    case ScopeKind::token: return scope.id == token;
    case ScopeKind::session: return !scope.id.empty() && scope.id == session;
    case ScopeKind::model: return isOf(scope.id, model) || isOf(scope.id, alias);
    }
    return false;
}

std::vector<Scope> CallIdentity::scopes() const
{
    std::vector<Scope> out {Scope::everything(), Scope::ofTeam(team), {ScopeKind::token, token}};
    if (!session.empty())
        out.push_back({ScopeKind::session, session});
    if (!model.empty())
        out.push_back({ScopeKind::model, model});
    if (!alias.empty())
        out.push_back({ScopeKind::model, alias});
    return out;
}

std::vector<Breaker*> Guard::breakersOf(const CallIdentity& identity)
{
    std::vector<Breaker*> out;
    if (m_breakers.empty())
        return out;
    for (const Scope& scope : identity.scopes())
        if (const auto found = m_breakers.find(scope); scope.kind != ScopeKind::model && found != m_breakers.end())
            out.push_back(&found->second);
    if (!identity.model.empty())
        for (auto& [scope, breaker] : m_breakers)
            if (scope.kind == ScopeKind::model && identity.isIn(scope))
                out.push_back(&breaker);
    return out;
}

std::optional<Hold> Guard::refusing(const CallIdentity& identity, SteadyTime now)
{
    for (Breaker* breaker : breakersOf(identity))
        if (breaker->admit(now) == Admission::reject)
            return breaker->hold();
    return {};
}

std::optional<Hold> Guard::frozenBy(const CallIdentity& identity)
{
    for (const Breaker* breaker : breakersOf(identity))
        if (breaker->heldByPerson())
            return breaker->hold();
    return {};
}

const Hold* Guard::holdOf(const Scope& scope) const
{
    const auto found = m_breakers.find(scope);
    return found == m_breakers.end() || !found->second.hold() ? nullptr : &*found->second.hold();
}

std::vector<ScopeState> Guard::states() const
{
    std::vector<ScopeState> out;
    for (const auto& [scope, breaker] : m_breakers)
        out.push_back({scope, breaker.heldByPerson() ? BreakerState::open : breaker.state(), breaker.hold()});
    return out;
}

OrderVerdict Guard::apply(const HoldOrder& order, Instant at)
{
    // A first order that is refused leaves no breaker behind.
    if (const auto found = m_breakers.find(order.scope); found != m_breakers.end())
        return found->second.apply(order, at);
    Breaker breaker;
    const OrderVerdict verdict = breaker.apply(order, at);
    if (verdict == OrderVerdict::applied)
        m_breakers.emplace(order.scope, std::move(breaker));
    return verdict;
}

void Guard::restore(Hold hold)
{
    Scope scope = hold.order.scope;
    m_breakers[std::move(scope)].restore(std::move(hold));
}

} // namespace fuseboard::gateway
