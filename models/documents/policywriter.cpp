// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/policydocument.h"

#include "documents/pricelistdocument.h"

namespace fuseboard {
namespace {

void writeSpendRate(JsonWriter& out, const SpendRateRule& rule)
{
    out.beginObject().member("rule", "spend-rate").key("scope").beginObject();
    out.member("kind", toText(rule.scope.kind)).member("id", rule.scope.id).endObject();
    if (rule.warnNano)
        out.nano("warnPerHour", *rule.warnNano);
    if (rule.throttleNano)
        out.nano("throttlePerHour", *rule.throttleNano);
    if (rule.factor)
        out.member("factor", *rule.factor).nano("floor", rule.floorNano);
    if (rule.downgrade)
        out.member("downgrade", true);
    if (rule.observe)
        out.member("observe", true);
    out.endObject();
}

void writeTierRule(JsonWriter& out, const TierRule& rule)
{
    out.beginObject().memberIfSet("team", rule.team).memberIfSet("token", rule.token).memberIfSet("tag", rule.tag);
    if (rule.promptFrom)
        out.member("promptFrom", *rule.promptFrom);
    if (rule.promptBelow)
        out.member("promptBelow", *rule.promptBelow);
    if (rule.tools)
        out.member("tools", *rule.tools);
    out.member("tier", toText(rule.tier)).endObject();
}

void writeTarget(JsonWriter& out, const TierTarget& target)
{
    out.beginObject().member("tier", toText(target.tier)).member("dialect", target.dialect);
    out.member("model", target.model).member("upstream", target.upstream);
    if (!target.fallbacks.empty()) {
        out.key("fallbacks").beginArray();
        for (const TierFallback& next : target.fallbacks)
            out.beginObject().member("model", next.model).member("upstream", next.upstream).endObject();
        out.endArray();
    }
    if (target.fallbackOn429)
        out.member("fallbackOn429", true);
    if (target.answerWithin)
        out.member("answerWithin", target.answerWithin->count());
    out.endObject();
}

void writeBreaker(JsonWriter& out, const PolicyBreaker& breaker)
{
    out.beginObject().member("rule", breaker.rule);
    if (breaker.observe)
        out.member("observe", true);
    if (breaker.rule == "failures")
        out.member("failuresToOpen", std::int64_t {breaker.failuresToOpen})
            .member("firstWait", breaker.firstWait.count())
            .member("lastWait", breaker.lastWait.count())
            .member("probeTime", breaker.probeTime.count());
    out.endObject();
}

void writeTiers(JsonWriter& out, const TierPolicy& tiers)
{
    out.key("tiers").beginArray();
    for (const TierTarget& target : tiers.targets)
        writeTarget(out, target);
    out.endArray();
    if (!tiers.aliases.empty()) {
        out.key("aliases").beginArray();
        for (const TierAlias& alias : tiers.aliases)
            out.beginObject().member("model", alias.model).member("tier", toText(alias.tier)).endObject();
        out.endArray();
    }
    if (!tiers.rules.empty()) {
        out.key("tierRules").beginArray();
        for (const TierRule& rule : tiers.rules)
            writeTierRule(out, rule);
        out.endArray();
    }
    if (tiers.downgradeAt)
        out.member("downgradeAt", std::int64_t {*tiers.downgradeAt});
    if (tiers.shadow) {
        out.key("shadow").beginObject().member("tier", toText(tiers.shadow->tier));
        out.member("percent", std::int64_t {tiers.shadow->percent}).endObject();
    }
}

void writeCallLimits(JsonWriter& out, const CallLimits& limits)
{
    if (limits == CallLimits {})
        return;
    out.key("callLimits").beginObject();
    for (const auto& [name, limit] : {std::pair("promptTokens", limits.promptTokens), {"outputTokens", limits.outputTokens},
             {"choices", limits.choices}, {"tools", limits.tools}, {"pictures", limits.pictures}})
        if (limit)
            out.member(name, *limit);
    out.endObject();
}

} // namespace

std::string writePolicy(const PolicyDocument& policy)
{
    JsonWriter out;
    out.beginObject().member("revision", policy.revision).member("zone", policy.zone).member("fiscalDay", policy.fiscalDay);
    out.key("teams").beginArray();
    for (const Team& team : policy.teams)
        out.beginObject()
            .member("id", team.id)
            .member("name", team.name)
            .memberIfSet("owner", team.owner)
            .memberIfSet("costCenterId", team.costCenterId)
            .memberIfSet("costCenterName", team.costCenterName)
            .endObject();
    out.endArray().key("tokens").beginArray();
    for (const CallerKey& key : policy.keys) {
        out.beginObject().member("sha256", key.sha256).member("team", key.team).member("label", key.label);
        out.memberIfSet("person", key.person).memberIfSet("agent", key.agent);
        if (key.probe)
            out.member("probe", true);
        if (!key.tags.empty()) {
            out.key("tags").beginArray();
            for (const std::string& tag : key.tags)
                out.text(tag);
            out.endArray();
        }
        out.endObject();
    }
    out.endArray().key("budgets").beginArray();
    for (const SpendLimit& budget : policy.budgets) {
        out.beginObject().key("scope").beginObject();
        out.member("kind", toText(budget.scope.kind)).member("id", budget.scope.id);
        out.memberIfSet("agent", budget.scope.agent).endObject();
        out.member("period", toText(budget.period)).nano("amount", budget.amount.nano);
        out.member("currency", budget.amount.currency.text()).member("hard", budget.hard).endObject();
    }
    out.endArray().key("breakers").beginArray();
    for (const PolicyBreaker& breaker : policy.breakers)
        writeBreaker(out, breaker);
    for (const SpendRateRule& rule : policy.spendRates)
        writeSpendRate(out, rule);
    out.endArray();
    writeTiers(out, policy.tiers);
    out.key("routes").beginArray();
    for (const PolicyRoute& route : policy.routes)
        out.beginObject()
            .member("dialect", route.dialect)
            .memberIfSet("model", route.model)
            .member("upstream", route.upstream)
            .endObject();
    out.endArray();
    if (!policy.prices.version().empty()) {
        out.key("prices");
        writePriceList(out, policy.prices);
    }
    if (policy.unpriced) {
        out.key("unpriced").beginObject();
        writeTokenPrices(out, *policy.unpriced);
        out.endObject();
    }
    if (policy.outputCap)
        out.member("outputCap", *policy.outputCap);
    writeCallLimits(out, policy.callLimits);
    return std::move(out.endObject()).str();
}

} // namespace fuseboard
