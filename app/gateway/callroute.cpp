// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callroute.h"

#include <algorithm>

namespace fuseboard::gateway {
namespace {

std::optional<TierChoice> tierOf(const LiveCall& call, Desk& desk, Api api, const RequestFacts& facts)
{
    const TierPolicy& tiers = call.policy->document().tiers;
    if (tiers.targets.empty() || api == Api::embeddings)
        return {};
    CallIdentity who = call.identity;
    const std::string dialect = toText(dialectOf(api));
    TierQuestion question {.dialect = dialect,
        .model = facts.model,
        .team = who.team,
        .token = who.token,
        .promptTokens = facts.inputTokens,
        .tools = facts.tools > 0,
        .breakerDowngrades = desk.isDowngraded(who)};
    if (const CallerKey* key = call.policy->key(who.token))
        question.tags = key->tags;
    const auto choice = chooseTier(tiers, question);
    if (!choice || choice->reason == TierReason::breaker || !tiers.downgradeAt)
        return choice;
    who.model = choice->target->model;
    question.budgetPressed = std::ranges::any_of(desk.standings(who, call.since), [&](const LimitStanding& stands) {
        return stands.spentNano() * 100 >= Int128 {stands.amount().nano} * *tiers.downgradeAt;
    });
    return chooseTier(tiers, question);
}

} // namespace

CallRoute::CallRoute(const LiveCall& call, Desk& desk, Api api, const RequestFacts& facts)
    : m_choice(tierOf(call, desk, api, facts))
{
    if (!m_choice) {
        m_places.push_back({facts.model, call.policy->route(toText(dialectOf(api)), facts.model)});
        return;
    }
    m_places.push_back({m_choice->target->model, m_choice->target->upstream});
    for (const TierFallback& next : m_choice->target->fallbacks)
        m_places.push_back({next.model, next.upstream});
}

SteadyTime CallRoute::headDeadline(SteadyTime now, SteadyTime end) const
{
    if (!next())
        return end;
    return m_choice->target->answerWithin ? std::min(now + *m_choice->target->answerWithin, end) : now + (end - now) / 2;
}

void CallRoute::addTo(http::Headers& answer) const
{
    if (!m_choice)
        return;
    answer.add("x-fuseboard-model", place().model);
    const TierReason reason = m_at == 0 ? m_choice->reason : TierReason::fallback;
    answer.add("x-fuseboard-route", std::string(toText(m_choice->target->tier)) + "; reason=" + toText(reason));
}

} // namespace fuseboard::gateway
