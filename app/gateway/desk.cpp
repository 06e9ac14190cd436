// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/desk.h"

namespace fuseboard::gateway {

Desk::Desk(std::shared_ptr<const PolicyBook> policy)
    : m_policy(std::move(policy))
{
}

std::shared_ptr<const PolicyBook> Desk::policy() const
{
    const std::lock_guard lock(m_mutex);
    return m_policy;
}

void Desk::setPolicy(std::shared_ptr<const PolicyBook> policy)
{
    const std::lock_guard lock(m_mutex);
    m_policy = std::move(policy);
}

std::optional<Hold> Desk::admit(const std::shared_ptr<LiveCall>& call)
{
    const std::lock_guard lock(m_mutex);
    auto hold = m_guard.refusing(call->identity, std::chrono::steady_clock::now());
    if (!hold)
        m_calls.emplace(call->id, call);
    return hold;
}

std::optional<Hold> Desk::refusing(const CallIdentity& identity)
{
    const std::lock_guard lock(m_mutex);
    return m_guard.refusing(identity, std::chrono::steady_clock::now());
}

void Desk::end(const std::shared_ptr<LiveCall>& call)
{
    const std::lock_guard lock(m_mutex);
    m_calls.erase(call->id);
}

OrderVerdict Desk::judgeOrder(const HoldOrder& order) const
{
    const std::lock_guard lock(m_mutex);
    return judge(m_guard.holdOf(order.scope), order);
}

OrderVerdict Desk::apply(const HoldOrder& order, Instant at)
{
    const std::lock_guard lock(m_mutex);
    return m_guard.apply(order, at);
}

void Desk::restore(Hold hold)
{
    const std::lock_guard lock(m_mutex);
    m_guard.restore(std::move(hold));
}

std::optional<Hold> Desk::holdOf(const Scope& scope) const
{
    const std::lock_guard lock(m_mutex);
    const Hold* hold = m_guard.holdOf(scope);
    return hold ? std::optional(*hold) : std::nullopt;
}

std::vector<ScopeState> Desk::states() const
{
    const std::lock_guard lock(m_mutex);
    return m_guard.states();
}

ScopeLoad Desk::load(const Scope& scope) const
{
    const std::lock_guard lock(m_mutex);
    ScopeLoad load {.calls = 0, .reservedNano = 0, .currency = m_policy->document().prices.currency()};
    for (const auto& [id, call] : m_calls)
        if (call->identity.isIn(scope)) {
            ++load.calls;
            load.reservedNano += call->reservedNano;
        }
    return load;
}

std::vector<std::shared_ptr<LiveCall>> Desk::calls() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::shared_ptr<LiveCall>> out;
    for (const auto& [id, call] : m_calls)
        out.push_back(call);
    return out;
}

std::int64_t Desk::cut(const Hold& hold)
{
    std::int64_t count = 0;
    for (const auto& call : calls())
        if (call->identity.isIn(hold.order.scope)) {
            call->orderCut(hold);
            ++count;
        }
    return count;
}

} // namespace fuseboard::gateway
