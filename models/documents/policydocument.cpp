// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/policydocument.h"

#include "documents/pricelistdocument.h"
#include "domain/iso4217.h"

#include <algorithm>
#include <limits>
#include <set>

namespace fuseboard {
namespace {

/// Faults of a text that has a form of its own; the text itself where it has it.
std::string checked(const DocumentObject& object, std::string_view key, bool (*fits)(std::string_view), const char* reason)
{
    auto text = object.text(key);
    if (text && !fits(*text))
        object.faults().add(object.pathOf(key), reason);
    return text.value_or("");
}

void unique(const DocumentObject& object, std::string_view key, std::set<std::string>& seen, const std::string& value)
{
    if (!value.empty() && !seen.insert(value).second)
        object.faults().add(object.pathOf(key), "\"" + value.substr(0, 80) + "\" stands here twice");
}

constexpr const char* notADialect = "must be openai or anthropic";
bool isDialect(std::string_view text) { return text == "openai" || text == "anthropic"; }

/// As the body of a call may name it.
bool isModelName(std::string_view text)
{
    return !text.empty() && text.size() <= 200
        && std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

constexpr std::int64_t mostPrompt = 100'000'000; // tokens; far above what any model takes
constexpr std::size_t mostTags = 16; // of a token
constexpr std::size_t mostFallbacks = 8; // of a tier: the caller waits for all of them
constexpr std::int64_t mostSeconds = 86'400; // a day, as gateway.toml allows
constexpr std::int64_t mostFailures = 1'000;
constexpr std::int64_t mostOutput = 1'000'000; // tokens; no model writes more
constexpr std::int64_t mostThings = 1'000'000; // in one call
constexpr std::int64_t mostFactor = 1'000; // of a usual hour

class PolicyReader {
public:
    explicit PolicyReader(Faults& faults)
        : m_faults(faults)
    {
    }

    PolicyDocument read(simdjson::dom::element element)
    {
        const DocumentObject root(element, {}, m_faults,
            {"revision", "zone", "fiscalDay", "teams", "tokens", "budgets", "breakers", "tiers", "aliases", "tierRules",
                "downgradeAt", "shadow", "routes", "prices", "unpriced", "outputCap", "callLimits"});
        m_policy.revision = root.integer("revision", 0, std::numeric_limits<std::int64_t>::max()).value_or(0);
        m_policy.zone = root.textOr("zone", m_policy.zone);
        if (root.has("fiscalDay"))
            m_policy.fiscalDay = static_cast<unsigned>(root.integer("fiscalDay", 1, 28).value_or(1));
        if (!Calendar::make(m_policy.zone))
            m_faults.add("zone", "\"" + m_policy.zone.substr(0, 80) + "\" is not a time zone");
        for (const auto& [team, path] : root.array("teams"))
            readTeam(team, path);
        for (const auto& [token, path] : root.array("tokens"))
            readToken(token, path);
        for (const auto& [budget, path] : root.array("budgets"))
            readBudget(budget, path);
        for (const auto& [route, path] : root.array("routes"))
            readRoute(route, path);
        for (const auto& [breaker, path] : root.array("breakers"))
            readBreaker(breaker, path);
        readTiers(root);
        if (const auto prices = root.has("prices") ? root.required("prices") : std::nullopt)
            m_policy.prices = readPriceList(*prices, "prices", m_faults);
        if (const auto unpriced = root.has("unpriced") ? root.required("unpriced") : std::nullopt)
            readUnpriced(*unpriced);
        if (root.has("outputCap"))
            m_policy.outputCap = root.integer("outputCap", 1, mostOutput);
        if (const auto limits = root.has("callLimits") ? root.required("callLimits") : std::nullopt)
            readCallLimits(*limits);
        checkHardBudgets();
        checkSpendRates();
        return std::move(m_policy);
    }

private:
    void readTeam(simdjson::dom::element element, const std::string& path)
    {
        const DocumentObject object(element, path, m_faults, {"id", "name", "owner", "costCenterId", "costCenterName"});
        Team team {.id = checked(object, "id", isTeamId, "not a team id (team- and a lower-case slug)"),
            .name =
                checked(object, "name", isSafeName, "not a name: control characters, spaces at its ends, or a leading = + - @"),
            .owner = object.textOr("owner", {}),
            .costCenterId = object.textOr("costCenterId", {}),
            .costCenterName = object.textOr("costCenterName", {})};
        unique(object, "id", m_teamIds, team.id);
        m_policy.teams.push_back(std::move(team));
    }

    void knownTeam(const DocumentObject& object, std::string_view key, const std::string& team)
    {
        if (!team.empty() && !m_teamIds.contains(team))
            m_faults.add(object.pathOf(key), "there is no team \"" + team.substr(0, 80) + "\"");
    }

    void readToken(simdjson::dom::element element, const std::string& path)
    {
        const DocumentObject object(element, path, m_faults, {"sha256", "team", "label", "person", "agent", "probe", "tags"});
        CallerKey key {.sha256 = checked(object, "sha256", isSha256, "not a SHA-256: 64 lower-case hex digits"),
            .team = object.text("team").value_or(""),
            .label = object.text("label").value_or(""),
            .person = object.textOr("person", {}),
            .agent = object.textOr("agent", {}),
            .probe = object.booleanOr("probe", false),
            .tags = readTags(object)};
        unique(object, "sha256", m_tokens, key.sha256);
        knownTeam(object, "team", key.team);
        m_policy.keys.push_back(std::move(key));
    }

    std::vector<std::string> readTags(const DocumentObject& object)
    {
        std::vector<std::string> tags;
        const auto list = object.array("tags");
        if (list.size() > mostTags)
            m_faults.add(object.pathOf("tags"), "are more than " + std::to_string(mostTags));
        for (const auto& [element, path] : list) {
            std::string_view tag;
            if (element.get_string().get(tag) != simdjson::SUCCESS || !isTag(tag))
                m_faults.add(path, "not a tag: 1 to 64 lower-case letters, digits and inner hyphens");
            else if (std::ranges::contains(tags, tag))
                m_faults.add(path, "\"" + std::string(tag) + "\" stands here twice");
            tags.emplace_back(tag);
        }
        m_tags.insert(tags.begin(), tags.end());
        return tags;
    }

    void readBudget(simdjson::dom::element element, const std::string& path)
    {
        const DocumentObject object(element, path, m_faults, {"scope", "period", "amount", "currency", "hard"});
        SpendLimit budget;
        if (const auto scope = object.required("scope"))
            budget.scope = readScope(*scope, object.pathOf("scope"));
        if (const auto period = object.text("period")) {
            if (const auto kind = parsePeriodKind(*period))
                budget.period = *kind;
            else
                m_faults.add(object.pathOf("period"), kind.error().detail);
        }
        budget.amount = readAmount(object);
        budget.hard = object.booleanOr("hard", false);
        LimitScope counted = budget.scope;
        if (counted.kind == LimitKind::model)
            counted.id = modelFamily(counted.id); // whose names are counted together
        unique(object, "scope", m_budgets, counted.text() + " " + std::to_string(static_cast<int>(budget.period)));
        m_policy.budgets.push_back(std::move(budget));
    }

    LimitScope readScope(simdjson::dom::element element, const std::string& path)
    {
        const DocumentObject object(element, path, m_faults, {"kind", "id", "agent"});
        const auto kindText = object.text("kind");
        const auto id = object.text("id");
        const std::string agent = object.textOr("agent", {});
        if (!kindText || !id)
            return {};
        const auto kind = parseLimitKind(*kindText);
        if (!kind)
            m_faults.add(object.pathOf("kind"), kind.error().detail);
        else if (*kind == LimitKind::organisation && *id != "all")
            m_faults.add(object.pathOf("id"), "the organisation's id is \"all\"");
        else if (*kind == LimitKind::team && *id != "*")
            knownTeam(object, "id", *id);
        else if (*kind == LimitKind::token && *id != "*" && !isSha256(*id))
            m_faults.add(object.pathOf("id"), "not a SHA-256: 64 lower-case hex digits");
        if (!agent.empty() && kind && *kind != LimitKind::person)
            m_faults.add(object.pathOf("agent"), "only a person's budget is of a tool");
        return {kind.value_or(LimitKind::organisation), *id, agent};
    }

    void readUnpriced(simdjson::dom::element element)
    {
        const DocumentObject object(
            element, "unpriced", m_faults, {"input", "output", "cacheRead", "cacheWrite5m", "cacheWrite1h", "reasoning"});
        const TokenPrices prices = readTokenPrices(object);
        if (!m_policy.prices.currency().isSet())
            m_faults.add("unpriced", "needs a list of prices, whose currency it is in");
        else if (prices.input == 0 || prices.output == 0)
            m_faults.add("unpriced", "must not be free");
        m_policy.unpriced = prices;
    }

    void readCallLimits(simdjson::dom::element element)
    {
        const DocumentObject object(
            element, "callLimits", m_faults, {"promptTokens", "outputTokens", "choices", "tools", "pictures"});
        const auto limit = [&](std::string_view name, std::int64_t least, std::int64_t most) {
            return object.has(name) ? object.integer(name, least, most) : std::nullopt;
        };
        m_policy.callLimits = {.promptTokens = limit("promptTokens", 1, mostPrompt),
            .outputTokens = limit("outputTokens", 1, mostOutput),
            .choices = limit("choices", 1, mostThings),
            .tools = limit("tools", 0, mostThings),
            .pictures = limit("pictures", 0, mostThings)};
    }

    /// One in another currency could never refuse anything.
    void checkHardBudgets()
    {
        for (std::size_t i = 0; i < m_policy.budgets.size(); ++i)
            if (const SpendLimit& budget = m_policy.budgets[i];
                budget.hard && budget.amount.currency.isSet() && budget.amount.currency != m_policy.prices.currency())
                m_faults.add("budgets[" + std::to_string(i) + "].currency",
                    "a hard budget must be in the currency of the prices, because nothing is converted");
    }

    Money readAmount(const DocumentObject& object)
    {
        Money amount;
        if (const auto text = object.text("amount")) {
            const auto nano = parseScaledDecimal(*text, 0);
            if (!nano || text->find_first_not_of("0123456789") != std::string::npos)
                m_faults.add(object.pathOf("amount"), "must be nano-units, digits only");
            else
                amount.nano = *nano;
        }
        if (const auto text = object.text("currency")) {
            const auto currency = knownCurrency(*text);
            if (currency)
                amount.currency = *currency;
            else
                m_faults.add(object.pathOf("currency"), currency.error());
        }
        return amount;
    }

    void readBreaker(simdjson::dom::element element, const std::string& path)
    {
        std::string_view rule;
        if (element["rule"].get_string().get(rule) == simdjson::SUCCESS && rule == "spend-rate") {
            readSpendRate(element, path);
            return;
        }
        const DocumentObject object(
            element, path, m_faults, {"rule", "observe", "failuresToOpen", "firstWait", "lastWait", "probeTime"});
        PolicyBreaker breaker {.rule = checked(
                                   object, "rule", [](std::string_view name) { return name == "loops" || name == "failures"; },
                                   "must be loops, failures or spend-rate"),
            .observe = object.booleanOr("observe", false)};
        unique(object, "rule", m_breakers, breaker.rule);
        readFailures(object, breaker);
        m_policy.breakers.push_back(std::move(breaker));
    }

    void readFailures(const DocumentObject& object, PolicyBreaker& breaker)
    {
        if (breaker.rule == "loops")
            for (const char* key : {"failuresToOpen", "firstWait", "lastWait", "probeTime"})
                if (object.has(key))
                    m_faults.add(object.pathOf(key), "is only of the rule failures");
        if (object.has("failuresToOpen"))
            breaker.failuresToOpen = static_cast<int>(object.integer("failuresToOpen", 1, mostFailures).value_or(1));
        breaker.firstWait = secondsOr(object, "firstWait", breaker.firstWait);
        breaker.lastWait = secondsOr(object, "lastWait", std::max(breaker.firstWait, breaker.lastWait));
        breaker.probeTime = secondsOr(object, "probeTime", breaker.probeTime);
        if (breaker.lastWait < breaker.firstWait)
            m_faults.add(object.pathOf("lastWait"), "must not be less than firstWait");
    }

    static std::chrono::seconds secondsOr(const DocumentObject& object, std::string_view key, std::chrono::seconds fallback)
    {
        return object.has(key) ? std::chrono::seconds(object.integer(key, 1, mostSeconds).value_or(fallback.count()))
                               : fallback;
    }

    void readSpendRate(simdjson::dom::element element, const std::string& path)
    {
        const DocumentObject object(element, path, m_faults,
            {"rule", "scope", "warnPerHour", "throttlePerHour", "factor", "floor", "downgrade", "observe"});
        SpendRateRule rule {.warnNano = readNano(object, "warnPerHour"),
            .throttleNano = readNano(object, "throttlePerHour"),
            .downgrade = object.booleanOr("downgrade", false),
            .observe = object.booleanOr("observe", false)};
        if (const auto scope = object.required("scope"))
            rule.scope = readRateScope(*scope, object.pathOf("scope"));
        if (object.has("factor"))
            if (const auto factor = object.integer("factor", 2, mostFactor))
                rule.factor = static_cast<int>(*factor);
        rule.floorNano = readNano(object, "floor").value_or(0);
        if (object.has("factor") != object.has("floor"))
            m_faults.add(object.pathOf("floor"), "stands beside factor, and factor beside it");
        if (!object.has("warnPerHour") && !object.has("throttlePerHour") && !object.has("factor"))
            m_faults.add(path, "states neither warnPerHour nor throttlePerHour nor factor");
        if (rule.warnNano && rule.throttleNano && *rule.warnNano >= *rule.throttleNano)
            m_faults.add(object.pathOf("warnPerHour"), "must be less than throttlePerHour");
        unique(object, "scope", m_rateScopes, rule.scope.text());
        m_policy.spendRates.push_back(std::move(rule));
    }

    Scope readRateScope(simdjson::dom::element element, const std::string& path)
    {
        const LimitScope scope = readScope(element, path);
        switch (scope.kind) {
        case LimitKind::organisation: return Scope::everything();
        case LimitKind::team: return Scope::ofTeam(scope.id);
        case LimitKind::token: return {ScopeKind::token, scope.id};
        case LimitKind::session:
        case LimitKind::model:
        case LimitKind::person: break;
        }
        m_faults.add(path + ".kind", "must be organisation, team or token");
        return {};
    }

    /// Above 0, where it is there.
    std::optional<std::int64_t> readNano(const DocumentObject& object, std::string_view key)
    {
        const auto text = object.has(key) ? object.text(key) : std::nullopt;
        if (!text)
            return {};
        const auto nano = parseScaledDecimal(*text, 0);
        if (nano && *nano > 0 && text->find_first_not_of("0123456789") == std::string::npos)
            return *nano;
        m_faults.add(object.pathOf(key), "must be nano-units, digits only, and more than 0");
        return {};
    }

    void checkSpendRates()
    {
        if (!m_policy.spendRates.empty() && !m_policy.prices.currency().isSet())
            m_faults.add("breakers", "a rule spend-rate needs a list of prices, whose currency it is in");
    }

    void readRoute(simdjson::dom::element element, const std::string& path)
    {
        const DocumentObject object(element, path, m_faults, {"dialect", "model", "upstream"});
        PolicyRoute route {.dialect = checked(object, "dialect", isDialect, notADialect),
            .model = object.textOr("model", {}),
            .upstream = object.text("upstream").value_or("")};
        unique(object, "dialect", m_routes, route.dialect + " " + route.model);
        m_policy.routes.push_back(std::move(route));
    }

    void readTiers(const DocumentObject& root)
    {
        for (const auto& [target, path] : root.array("tiers"))
            readTierTarget(target, path);
        for (const auto& [alias, path] : root.array("aliases"))
            readAlias(alias, path);
        for (const auto& [rule, path] : root.array("tierRules"))
            readTierRule(rule, path);
        if (root.has("downgradeAt"))
            if (const auto percent = root.integer("downgradeAt", 1, 100))
                m_policy.tiers.downgradeAt = static_cast<int>(*percent);
        if (const auto shadow = root.has("shadow") ? root.required("shadow") : std::nullopt) {
            const DocumentObject object(*shadow, "shadow", m_faults, {"tier", "percent"});
            m_policy.tiers.shadow = {
                .tier = readServedTier(object), .percent = static_cast<int>(object.integer("percent", 1, 100).value_or(0))};
        }
    }

    void readTierTarget(simdjson::dom::element element, const std::string& path)
    {
        const DocumentObject object(
            element, path, m_faults, {"tier", "dialect", "model", "upstream", "fallbacks", "fallbackOn429", "answerWithin"});
        TierTarget target {.tier = readTier(object),
            .dialect = checked(object, "dialect", isDialect, notADialect),
            .model = readModelName(object),
            .upstream = object.text("upstream").value_or("")};
        unique(object, "tier", m_targets, target.dialect + " " + toText(target.tier));
        readFallbacks(object, target);
        m_policy.tiers.targets.push_back(std::move(target));
    }

    void readFallbacks(const DocumentObject& object, TierTarget& target)
    {
        std::set<std::string> places {target.upstream + " " + target.model};
        for (const auto& [fallback, path] : object.array("fallbacks")) {
            const DocumentObject next(fallback, path, m_faults, {"model", "upstream"});
            target.fallbacks.push_back({.model = readModelName(next), .upstream = next.text("upstream").value_or("")});
            if (!places.insert(target.fallbacks.back().upstream + " " + target.fallbacks.back().model).second)
                m_faults.add(next.pathOf("model"), "stands in this tier twice, at the same upstream");
        }
        if (target.fallbacks.size() > mostFallbacks)
            m_faults.add(object.pathOf("fallbacks"), "are more than " + std::to_string(mostFallbacks));
        target.fallbackOn429 = object.booleanOr("fallbackOn429", false);
        if (object.has("answerWithin"))
            target.answerWithin = secondsOr(object, "answerWithin", {});
        for (const char* key : {"fallbackOn429", "answerWithin"})
            if (object.has(key) && target.fallbacks.empty())
                m_faults.add(object.pathOf(key), "needs fallbacks");
    }

    void readAlias(simdjson::dom::element element, const std::string& path)
    {
        const DocumentObject object(element, path, m_faults, {"model", "tier"});
        TierAlias alias {.model = readModelName(object), .tier = readServedTier(object)};
        unique(object, "model", m_aliases, alias.model);
        if (!alias.model.empty() && std::ranges::contains(m_policy.tiers.targets, alias.model, &TierTarget::model))
            m_faults.add(object.pathOf("model"), "is a model of a tier already");
        m_policy.tiers.aliases.push_back(std::move(alias));
    }

    void readTierRule(simdjson::dom::element element, const std::string& path)
    {
        const DocumentObject object(
            element, path, m_faults, {"team", "token", "tag", "promptFrom", "promptBelow", "tools", "tier"});
        TierRule rule {.team = object.textOr("team", {}),
            .token = object.textOr("token", {}),
            .tag = object.textOr("tag", {}),
            .tier = readServedTier(object)};
        knownTeam(object, "team", rule.team);
        if (!rule.token.empty() && !m_tokens.contains(rule.token))
            m_faults.add(object.pathOf("token"), "there is no such token");
        if (!rule.tag.empty() && !m_tags.contains(rule.tag))
            m_faults.add(object.pathOf("tag"), "no token has it");
        if (object.has("promptFrom"))
            rule.promptFrom = object.integer("promptFrom", 1, mostPrompt);
        if (object.has("promptBelow"))
            rule.promptBelow = object.integer("promptBelow", 1, mostPrompt);
        if (rule.promptFrom && rule.promptBelow && *rule.promptBelow <= *rule.promptFrom)
            m_faults.add(object.pathOf("promptBelow"), "must be more than promptFrom");
        if (object.has("tools"))
            rule.tools = object.booleanOr("tools", false);
        m_policy.tiers.rules.push_back(std::move(rule));
    }

    static std::string readModelName(const DocumentObject& object)
    {
        return checked(object, "model", isModelName, "must be a text of 1 to 200 bytes without control characters");
    }

    static Tier readTier(const DocumentObject& object)
    {
        const auto text = object.text("tier");
        const auto tier = parseTier(text.value_or(""));
        if (text && !tier)
            object.faults().add(object.pathOf("tier"), "must be premium, standard, economy or local");
        return tier.value_or(Tier::premium);
    }

    /// One that calls can be sent to.
    Tier readServedTier(const DocumentObject& object)
    {
        const Tier tier = readTier(object);
        if (parseTier(object.textOr("tier", {})) && !std::ranges::contains(m_policy.tiers.targets, tier, &TierTarget::tier))
            m_faults.add(object.pathOf("tier"), std::string("no model serves the tier ") + toText(tier));
        return tier;
    }

    Faults& m_faults;
    PolicyDocument m_policy;
    std::set<std::string> m_teamIds, m_tokens, m_tags, m_budgets, m_breakers, m_rateScopes, m_routes, m_targets, m_aliases;
};

} // namespace

const PolicyBreaker* PolicyDocument::breaker(std::string_view rule) const
{
    const auto found = std::ranges::find(breakers, rule, &PolicyBreaker::rule);
    return found == breakers.end() ? nullptr : &*found;
}

std::expected<PolicyDocument, std::vector<Error>> parsePolicy(std::string_view json)
{
    Faults faults;
    simdjson::dom::parser parser;
    PolicyDocument policy;
    if (const auto root = parseDocument(parser, json, faults))
        policy = PolicyReader(faults).read(*root);
    if (!faults.empty())
        return std::unexpected(std::move(faults).take());
    return policy;
}

} // namespace fuseboard
