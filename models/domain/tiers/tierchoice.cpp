// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/tiers/tierchoice.h"

#include <algorithm>
#include <array>

namespace fuseboard {
namespace {

std::optional<TierChoice> askedFor(const TierPolicy& policy, const TierQuestion& question)
{
    if (const auto alias = std::ranges::find(policy.aliases, question.model, &TierAlias::model);
        alias != policy.aliases.end()) {
        const TierTarget* target = policy.target(alias->tier, question.dialect);
        return target ? std::optional(TierChoice {target, TierReason::alias}) : std::nullopt;
    }
    for (const TierTarget& target : policy.targets)
        if (target.dialect == question.dialect && target.model == question.model)
            return TierChoice {&target, TierReason::asked};
    return {};
}

bool fits(const TierRule& rule, const TierQuestion& question)
{
    return (rule.team.empty() || rule.team == question.team) && (rule.token.empty() || rule.token == question.token)
        && (rule.tag.empty() || std::ranges::contains(question.tags, rule.tag))
        && question.promptTokens >= rule.promptFrom.value_or(question.promptTokens)
        && (!rule.promptBelow || question.promptTokens < *rule.promptBelow)
        && rule.tools.value_or(question.tools) == question.tools;
}

const TierTarget* nextCheaper(const TierPolicy& policy, const TierTarget& from)
{
    const TierTarget* next = nullptr;
    for (const TierTarget& target : policy.targets)
        if (target.dialect == from.dialect && target.tier > from.tier && (!next || target.tier < next->tier))
            next = &target;
    return next;
}

} // namespace

const char* toText(TierReason reason)
{
    switch (reason) {
    case TierReason::asked: return "asked";
    case TierReason::alias: return "alias";
    case TierReason::rule: return "rule";
    case TierReason::breaker: return "breaker";
    case TierReason::budget: return "budget";
    case TierReason::fallback: return "fallback";
    }
    return "asked";
}

bool TierTarget::failsWith(int status) const
{
    constexpr std::array<int, 4> failures {502, 503, 504, 529}; // 529: Anthropic is overloaded
    return std::ranges::contains(failures, status) || (status == 429 && fallbackOn429);
}

const TierTarget* TierPolicy::target(Tier tier, std::string_view dialect) const
{
    const auto found = std::ranges::find_if(
        targets, [&](const TierTarget& target) { return target.tier == tier && target.dialect == dialect; });
    return found == targets.end() ? nullptr : &*found;
}

std::optional<TierChoice> chooseTier(const TierPolicy& policy, const TierQuestion& question)
{
    auto choice = askedFor(policy, question);
    if (!choice)
        return {};
    for (const TierRule& rule : policy.rules) {
        const TierTarget* target = fits(rule, question) ? policy.target(rule.tier, question.dialect) : nullptr;
        if (!target)
            continue;
        if (target != choice->target)
            choice = TierChoice {target, TierReason::rule};
        break;
    }
    if (question.breakerDowngrades || question.budgetPressed)
        if (const TierTarget* cheaper = nextCheaper(policy, *choice->target))
            choice = TierChoice {cheaper, question.breakerDowngrades ? TierReason::breaker : TierReason::budget};
    return choice;
}

} // namespace fuseboard
