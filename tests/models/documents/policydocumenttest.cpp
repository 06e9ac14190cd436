// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/policydocument.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace fuseboard;

namespace {

const std::string sha(64, 'a');

/// A good policy with a place for something bad in each of its parts.
struct Parts {
    std::string revision = "7";
    std::string zone = R"("Europe/Berlin")";
    std::string fiscalDay = "1";
    std::string teams = R"([{"id":"team-a","name":"A","owner":"o@x"},{"id":"team-b","name":"B & C"}])";
    std::string tokens = R"([{"sha256":")" + sha + R"(","team":"team-a","label":"agent"}])";
    std::string budgets =
        R"([{"scope":{"kind":"team","id":"team-a"},"period":"month","amount":"20000000000000","currency":"USD","hard":false}])";
    std::string breakers = "[]";
    std::string tiers = "[]";
    std::string routes = R"([{"dialect":"openai","upstream":"sandbox"}])";
    std::string prices = R"({"version":"1","currency":"USD","models":{"m":{"input":"5","output":"30","cacheRead":"0.5",
        "tiers":[{"above":272000,"input":"10","output":"45"}]}}})";
    std::string more;

    [[nodiscard]] std::string text() const
    {
        return R"({"revision":)" + revision + R"(,"zone":)" + zone + R"(,"fiscalDay":)" + fiscalDay + R"(,"teams":)" + teams
            + R"(,"tokens":)" + tokens + R"(,"budgets":)" + budgets + R"(,"breakers":)" + breakers + R"(,"tiers":)" + tiers
            + R"(,"routes":)" + routes + R"(,"prices":)" + prices + more + "}";
    }
};

TEST(Policy, aGoodOneIsReadAndComesBackTheSame)
{
    const auto policy = parsePolicy(Parts().text());
    ASSERT_TRUE(policy);
    EXPECT_EQ(policy->revision, 7);
    EXPECT_EQ(policy->teams.at(1).name, "B & C");
    EXPECT_EQ(policy->keys.at(0).label, "agent");
    EXPECT_EQ(policy->budgets.at(0).amount, (Money {20'000'000'000'000, Currency::usd()}));
    EXPECT_EQ(policy->prices.find("m")->tiers.at(0).prices.input, 10'000'000'000);
    const auto again = parsePolicy(writePolicy(*policy));
    ASSERT_TRUE(again);
    EXPECT_EQ(writePolicy(*again), writePolicy(*policy));
    EXPECT_EQ(again->teams, policy->teams);
    EXPECT_EQ(again->keys, policy->keys);
    EXPECT_EQ(again->budgets, policy->budgets);
    EXPECT_EQ(again->routes, policy->routes);
    EXPECT_EQ(again->prices.models(), policy->prices.models());
}

std::string token(const std::string& s, const std::string& more)
{
    return R"([{"sha256":")" + s + R"(","team":"team-a","label":"l")" + more + "}]";
}

constexpr const char* twoTiers = R"([{"tier":"premium","dialect":"openai","model":"big","upstream":"u"},
    {"tier":"local","dialect":"anthropic","model":"small","upstream":"v",
        "fallbacks":[{"model":"small","upstream":"w"},{"model":"other","upstream":"v"}],"fallbackOn429":true,"answerWithin":60}])";

TEST(Policy, tiersComeBackTheSame)
{
    Parts parts;
    parts.tiers = twoTiers;
    parts.tokens = token(sha, R"(,"tags":["batch","night-2"])");
    parts.more =
        R"(,"aliases":[{"model":"smart","tier":"premium"}],"downgradeAt":80,"shadow":{"tier":"local","percent":10},"tierRules":[{"team":"team-a","token":")"
        + sha + R"(","tag":"batch","promptFrom":5,"promptBelow":6,"tools":false,"tier":"local"},{"tier":"premium"}])";
    const auto policy = parsePolicy(parts.text());
    ASSERT_TRUE(policy) << policy.error()[0].subject;
    EXPECT_EQ(policy->tiers.targets.at(1),
        (TierTarget {.tier = Tier::local,
            .dialect = "anthropic",
            .model = "small",
            .upstream = "v",
            .fallbacks = {{"small", "w"}, {"other", "v"}},
            .fallbackOn429 = true,
            .answerWithin = std::chrono::seconds(60)}));
    EXPECT_EQ(policy->tiers.rules.at(0), (TierRule {"team-a", sha, "batch", 5, 6, false, Tier::local}));
    EXPECT_EQ(policy->keys.at(0).tags, (std::vector<std::string> {"batch", "night-2"}));
    EXPECT_EQ(policy->tiers.shadow, (TierShadow {Tier::local, 10}));
    EXPECT_EQ(policy->tiers.downgradeAt, 80);
    const auto again = parsePolicy(writePolicy(*policy));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->tiers, policy->tiers);
    EXPECT_EQ(again->keys, policy->keys);
}

TEST(Policy, limitsOfEveryKindAndWhatHasNoPriceComeBackTheSame)
{
    Parts parts;
    const std::string rest = R"(,"period":"week","amount":"5","currency":"USD","hard":true},)";
    parts.budgets = "[";
    for (const char* scope : {R"("kind":"organisation","id":"all")", R"("kind":"team","id":"*")", R"("kind":"token","id":"*")",
             R"("kind":"session","id":"*")", R"("kind":"model","id":"m")", R"("kind":"person","id":"ada")",
             R"("kind":"person","id":"*","agent":"codex")"})
        parts.budgets += R"({"scope":{)" + std::string(scope) + "}" + rest;
    parts.budgets.back() = ']';
    parts.more = R"(,"unpriced":{"input":"15","output":"75"},"outputCap":4096,"callLimits":{"outputTokens":64000,"tools":0})";
    const auto policy = parsePolicy(parts.text());
    ASSERT_TRUE(policy) << policy.error().front().subject << policy.error().front().detail;
    ASSERT_EQ(policy->budgets.size(), 7U);
    EXPECT_EQ(policy->budgets.back().scope, (LimitScope {LimitKind::person, "*", "codex"}));
    EXPECT_EQ(policy->unpriced->output, 75'000'000'000);
    EXPECT_EQ(policy->outputCap, 4096);
    const CallLimits limits {.promptTokens = {}, .outputTokens = 64'000, .choices = {}, .tools = 0, .pictures = {}};
    EXPECT_EQ(policy->callLimits, limits);
    const auto again = parsePolicy(writePolicy(*policy));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->budgets, policy->budgets);
    EXPECT_EQ(again->unpriced, policy->unpriced);
    EXPECT_EQ(again->outputCap, policy->outputCap);
    EXPECT_EQ(again->callLimits, policy->callLimits);
}

TEST(Policy, rulesOfBreakersComeBackTheSame)
{
    Parts parts;
    EXPECT_FALSE(parsePolicy(parts.text())->breaker("loops"));
    parts.breakers =
        R"([{"rule":"loops","observe":true},{"rule":"failures","failuresToOpen":3,"firstWait":5,"lastWait":7,"probeTime":9}])";
    const auto policy = parsePolicy(parts.text());
    ASSERT_TRUE(policy);
    ASSERT_TRUE(policy->breaker("loops"));
    EXPECT_TRUE(policy->breaker("loops")->observe);
    using std::chrono::seconds;
    EXPECT_EQ(*policy->breaker("failures"), (PolicyBreaker {"failures", false, 3, seconds(5), seconds(7), seconds(9)}));
    const auto again = parsePolicy(writePolicy(*policy));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->breakers, policy->breakers);
}

std::string spendRate(const std::string& members, const std::string& scope = R"({"kind":"team","id":"*"})")
{
    return R"([{"rule":"spend-rate","scope":)" + scope + (members.empty() ? "" : ",") + members + "}]";
}

TEST(Policy, rulesOfHowFastScopesSpendComeBackTheSame)
{
    Parts parts;
    parts.breakers =
        R"([{"rule":"spend-rate","scope":{"kind":"organisation","id":"all"},"throttlePerHour":"5"},{"rule":"loops"},)"
        R"({"rule":"spend-rate","scope":{"kind":"team","id":"team-a"},"warnPerHour":"4","throttlePerHour":"5","factor":10,"floor":"3",)"
        R"("downgrade":true,"observe":true},{"rule":"spend-rate","scope":{"kind":"token","id":"*"},"factor":2,"floor":"1"}])";
    const auto policy = parsePolicy(parts.text());
    ASSERT_TRUE(policy) << policy.error()[0].subject << policy.error()[0].detail;
    ASSERT_EQ(policy->spendRates.size(), 3U);
    EXPECT_EQ(policy->spendRates[1], (SpendRateRule {Scope::ofTeam("team-a"), 4, 5, 10, 3, true, true}));
    EXPECT_EQ(policy->spendRates[2].scope, (Scope {ScopeKind::token, "*"}));
    EXPECT_TRUE(policy->breaker("loops"));
    const auto again = parsePolicy(writePolicy(*policy));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->spendRates, policy->spendRates);
    EXPECT_EQ(again->breakers, policy->breakers);
}

struct FaultRow {
    const char* name;
    std::string Parts::* part;
    std::string value;
    const char* path; ///< of the fault that must be named
};

class PolicyFaults : public testing::TestWithParam<FaultRow> { };

TEST_P(PolicyFaults, areNamedAndNothingIsApplied)
{
    Parts parts;
    parts.*GetParam().part = GetParam().value;
    const auto policy = parsePolicy(parts.text());
    ASSERT_FALSE(policy) << GetParam().name;
    EXPECT_TRUE(
        std::ranges::any_of(policy.error(), [](const Error& e) { return e.subject == GetParam().path && !e.detail.empty(); }))
        << GetParam().name << ": first fault is " << policy.error().front().subject << ": " << policy.error().front().detail;
}

std::string team(const std::string& members) { return "[{" + members + "}]"; }
std::string budget(const std::string& scope, const std::string& rest) { return R"([{"scope":)" + scope + "," + rest + "}]"; }
const std::string teamScope = R"({"kind":"team","id":"team-a"})";
const std::string okBudget = R"("period":"month","amount":"5","currency":"USD")";
std::string model(const std::string& members) { return R"({"version":"1","currency":"USD","models":{"m":{)" + members + "}}}"; }

std::string nineFallbacks()
{
    std::string out = R"([{"tier":"local","dialect":"openai","model":"m","upstream":"u","fallbacks":[)";
    for (int i = 0; i < 9; ++i)
        out += (i == 0 ? "" : ",") + (R"({"model":"m)" + std::to_string(i) + R"(","upstream":"u"})");
    return out + "]}]";
}

const FaultRow rows[] {
    {"the revision is a fraction", &Parts::revision, "1.5", "revision"},
    {"the revision is negative", &Parts::revision, "-1", "revision"},
    {"the revision is a text", &Parts::revision, R"("7")", "revision"},
    {"the revision does not fit", &Parts::revision, "9223372036854775808", "revision"},
    {"the revision is null", &Parts::revision, "null", "revision"},
    {"the zone is unknown", &Parts::zone, R"("Mars/Olympus")", "zone"},
    {"the zone is blank", &Parts::zone, R"("  ")", "zone"},
    {"the fiscal day is 0", &Parts::fiscalDay, "0", "fiscalDay"},
    {"the fiscal day is 29", &Parts::fiscalDay, "29", "fiscalDay"},
    {"an unknown member", &Parts::more, R"(,"surprise":1)", "surprise"},
    {"a member twice", &Parts::more, R"(,"revision":8)", "revision"},
    {"breaker rules that would not be enforced", &Parts::more, R"(,"breakers":[])", "breakers"},
    {"a breaker's rule that nobody knows", &Parts::breakers, R"([{"rule":"moon"}])", "breakers[0].rule"},
    {"a loop that is counted in failures", &Parts::breakers, R"([{"rule":"loops","failuresToOpen":3}])",
        "breakers[0].failuresToOpen"},
    {"a breaker that opens by nothing", &Parts::breakers, R"([{"rule":"failures","failuresToOpen":0}])",
        "breakers[0].failuresToOpen"},
    {"a breaker that does not wait", &Parts::breakers, R"([{"rule":"failures","firstWait":0}])", "breakers[0].firstWait"},
    {"a breaker whose waits get shorter", &Parts::breakers, R"([{"rule":"failures","firstWait":9,"lastWait":8}])",
        "breakers[0].lastWait"},
    {"a probe that is waited for beyond a day", &Parts::breakers, R"([{"rule":"failures","probeTime":86401}])",
        "breakers[0].probeTime"},
    {"a breaker's rule twice", &Parts::breakers, R"([{"rule":"loops"},{"rule":"loops","observe":true}])", "breakers[1].rule"},
    {"a breaker that observes perhaps", &Parts::breakers, R"([{"rule":"loops","observe":"yes"}])", "breakers[0].observe"},
    {"a rate without a scope", &Parts::breakers, R"([{"rule":"spend-rate","throttlePerHour":"5"}])", "breakers[0].scope"},
    {"a rate of a session", &Parts::breakers, spendRate(R"("throttlePerHour":"5")", R"({"kind":"session","id":"*"})"),
        "breakers[0].scope.kind"},
    {"a rate of an unknown team", &Parts::breakers, spendRate(R"("throttlePerHour":"5")", R"({"kind":"team","id":"team-x"})"),
        "breakers[0].scope.id"},
    {"a rate of a key that is no hash", &Parts::breakers,
        spendRate(R"("throttlePerHour":"5")", R"({"kind":"token","id":"abc"})"), "breakers[0].scope.id"},
    {"a rate without a limit", &Parts::breakers, spendRate(""), "breakers[0]"},
    {"a rate of nothing", &Parts::breakers, spendRate(R"("throttlePerHour":"0")"), "breakers[0].throttlePerHour"},
    {"a rate as a number", &Parts::breakers, spendRate(R"("throttlePerHour":5)"), "breakers[0].throttlePerHour"},
    {"a rate with a fraction", &Parts::breakers, spendRate(R"("warnPerHour":"0.5")"), "breakers[0].warnPerHour"},
    {"a warning that comes too late", &Parts::breakers, spendRate(R"("warnPerHour":"5","throttlePerHour":"5")"),
        "breakers[0].warnPerHour"},
    {"a factor without a floor", &Parts::breakers, spendRate(R"("factor":10)"), "breakers[0].floor"},
    {"a floor without a factor", &Parts::breakers, spendRate(R"("throttlePerHour":"5","floor":"1")"), "breakers[0].floor"},
    {"a factor of one", &Parts::breakers, spendRate(R"("factor":1,"floor":"1")"), "breakers[0].factor"},
    {"a rate that downgrades perhaps", &Parts::breakers, spendRate(R"("throttlePerHour":"5","downgrade":1)"),
        "breakers[0].downgrade"},
    {"an unknown member of a rate", &Parts::breakers, spendRate(R"("throttlePerHour":"5","open":true)"), "breakers[0].open"},
    {"a rate of one scope twice", &Parts::breakers,
        R"([{"rule":"spend-rate","scope":{"kind":"team","id":"*"},"throttlePerHour":"5"},{"rule":"spend-rate","scope":{"kind":"team","id":"*"},"throttlePerHour":"6"}])",
        "breakers[1].scope"},
    {"teams are no list", &Parts::teams, "{}", "teams"},
    {"a team is no object", &Parts::teams, "[1]", "teams[0]"},
    {"a team without an id", &Parts::teams, team(R"("name":"A")"), "teams[0].id"},
    {"a team id without its prefix", &Parts::teams, team(R"("id":"a","name":"A")"), "teams[0].id"},
    {"a team id in upper case", &Parts::teams, team(R"("id":"team-A","name":"A")"), "teams[0].id"},
    {"a team without a name", &Parts::teams, team(R"("id":"team-a")"), "teams[0].name"},
    {"a name that is a formula", &Parts::teams, team(R"("id":"team-a","name":"=1+1")"), "teams[0].name"},
    {"a name with a line break", &Parts::teams, team(R"("id":"team-a","name":"a\nb")"), "teams[0].name"},
    {"a blank owner", &Parts::teams, team(R"("id":"team-a","name":"A","owner":"")"), "teams[0].owner"},
    {"an unknown member of a team", &Parts::teams, team(R"("id":"team-a","name":"A","colour":"red")"), "teams[0].colour"},
    {"two teams of one id", &Parts::teams, R"([{"id":"team-a","name":"A"},{"id":"team-a","name":"B"}])", "teams[1].id"},
    {"a token hash too short", &Parts::tokens, token("abc", ""), "tokens[0].sha256"},
    {"a token hash in upper case", &Parts::tokens, token(std::string(64, 'A'), ""), "tokens[0].sha256"},
    {"a token of an unknown team", &Parts::tokens, R"([{"sha256":")" + sha + R"(","team":"team-x","label":"l"}])",
        "tokens[0].team"},
    {"a token without a label", &Parts::tokens, R"([{"sha256":")" + sha + R"(","team":"team-a"}])", "tokens[0].label"},
    {"a token's probe mark is a text", &Parts::tokens, token(sha, R"(,"probe":"yes")"), "tokens[0].probe"},
    {"a token's person is null", &Parts::tokens, token(sha, R"(,"person":null)"), "tokens[0].person"},
    {"a token's agent is a number", &Parts::tokens, token(sha, R"(,"agent":1)"), "tokens[0].agent"},
    {"one token twice", &Parts::tokens,
        R"([{"sha256":")" + sha + R"(","team":"team-a","label":"l"},{"sha256":")" + sha + R"(","team":"team-b","label":"m"}])",
        "tokens[1].sha256"},
    {"a plain token", &Parts::tokens, token(sha, R"(,"token":"sk-1")"), "tokens[0].token"},
    {"a budget without a scope", &Parts::budgets, "[{" + okBudget + "}]", "budgets[0].scope"},
    {"a budget of an unknown kind", &Parts::budgets, budget(R"({"kind":"planet","id":"x"})", okBudget),
        "budgets[0].scope.kind"},
    {"a budget of an unknown team", &Parts::budgets, budget(R"({"kind":"team","id":"team-x"})", okBudget),
        "budgets[0].scope.id"},
    {"an organisation by another id", &Parts::budgets, budget(R"({"kind":"organisation","id":"us"})", okBudget),
        "budgets[0].scope.id"},
    {"a budget per fortnight", &Parts::budgets, budget(teamScope, R"("period":"fortnight","amount":"5","currency":"USD")"),
        "budgets[0].period"},
    {"an amount as a number", &Parts::budgets, budget(teamScope, R"("period":"month","amount":5,"currency":"USD")"),
        "budgets[0].amount"},
    {"an amount with a fraction", &Parts::budgets, budget(teamScope, R"("period":"month","amount":"5.0","currency":"USD")"),
        "budgets[0].amount"},
    {"a negative amount", &Parts::budgets, budget(teamScope, R"("period":"month","amount":"-5","currency":"USD")"),
        "budgets[0].amount"},
    {"an amount that does not fit", &Parts::budgets,
        budget(teamScope, R"("period":"month","amount":"9223372036854775808","currency":"USD")"), "budgets[0].amount"},
    {"a currency of two letters", &Parts::budgets, budget(teamScope, R"("period":"month","amount":"5","currency":"US")"),
        "budgets[0].currency"},
    {"a hard mark that is a number", &Parts::budgets, budget(teamScope, okBudget + R"(,"hard":1)"), "budgets[0].hard"},
    {"two budgets of one scope and period", &Parts::budgets,
        R"([{"scope":)" + teamScope + "," + okBudget + R"(},{"scope":)" + teamScope + "," + okBudget + "}]",
        "budgets[1].scope"},
    {"a hard budget in a currency without prices", &Parts::budgets,
        budget(teamScope, R"("period":"month","amount":"5","currency":"EUR","hard":true)"), "budgets[0].currency"},
    {"a budget of a token that is no hash", &Parts::budgets, budget(R"({"kind":"token","id":"sk-1"})", okBudget),
        "budgets[0].scope.id"},
    {"a team's budget of one tool", &Parts::budgets, budget(R"({"kind":"team","id":"team-a","agent":"codex"})", okBudget),
        "budgets[0].scope.agent"},
    {"a free price for what has none", &Parts::more, R"(,"unpriced":{"input":"0","output":"0"})", "unpriced"},
    {"an unpriced price without output", &Parts::more, R"(,"unpriced":{"input":"1"})", "unpriced.output"},
    {"a cap of no tokens", &Parts::more, R"(,"outputCap":0)", "outputCap"},
    {"a limit of a call that is none", &Parts::more, R"(,"callLimits":{"choices":0})", "callLimits.choices"},
    {"a limit of a call by another name", &Parts::more, R"(,"callLimits":{"tool":3})", "callLimits.tool"},
    {"a cap as a text", &Parts::more, R"(,"outputCap":"4096")", "outputCap"},
    {"a tier nobody knows", &Parts::tiers, R"([{"tier":"gold","dialect":"openai","model":"m","upstream":"u"}])",
        "tiers[0].tier"},
    {"a tier without a model", &Parts::tiers, R"([{"tier":"local","dialect":"openai","upstream":"u"}])", "tiers[0].model"},
    {"a tier of an unknown dialect", &Parts::tiers, R"([{"tier":"local","dialect":"latin","model":"m","upstream":"u"}])",
        "tiers[0].dialect"},
    {"a tier twice in a dialect", &Parts::tiers,
        R"([{"tier":"local","dialect":"openai","model":"m","upstream":"u"},{"tier":"local","dialect":"openai","model":"n","upstream":"u"}])",
        "tiers[1].tier"},
    {"a fallback without a model", &Parts::tiers,
        R"([{"tier":"local","dialect":"openai","model":"m","upstream":"u","fallbacks":[{"upstream":"v"}]}])",
        "tiers[0].fallbacks[0].model"},
    {"a fallback without an upstream", &Parts::tiers,
        R"([{"tier":"local","dialect":"openai","model":"m","upstream":"u","fallbacks":[{"model":"n"}]}])",
        "tiers[0].fallbacks[0].upstream"},
    {"a fallback to where it failed", &Parts::tiers,
        R"([{"tier":"local","dialect":"openai","model":"m","upstream":"u","fallbacks":[{"model":"m","upstream":"u"}]}])",
        "tiers[0].fallbacks[0].model"},
    {"a fallback of another dialect", &Parts::tiers,
        R"([{"tier":"local","dialect":"openai","model":"m","upstream":"u","fallbacks":[{"model":"n","upstream":"v","dialect":"anthropic"}]}])",
        "tiers[0].fallbacks[0].dialect"},
    {"fallbacks that are one", &Parts::tiers,
        R"([{"tier":"local","dialect":"openai","model":"m","upstream":"u","fallbacks":{"model":"n","upstream":"v"}}])",
        "tiers[0].fallbacks"},
    {"nine fallbacks", &Parts::tiers, nineFallbacks(), "tiers[0].fallbacks"},
    {"a fallback after 429 to nowhere", &Parts::tiers,
        R"([{"tier":"local","dialect":"openai","model":"m","upstream":"u","fallbackOn429":true}])", "tiers[0].fallbackOn429"},
    {"a fallback after 429 perhaps", &Parts::tiers,
        R"([{"tier":"local","dialect":"openai","model":"m","upstream":"u","fallbacks":[{"model":"n","upstream":"u"}],"fallbackOn429":1}])",
        "tiers[0].fallbackOn429"},
    {"an answer within no time", &Parts::tiers,
        R"([{"tier":"local","dialect":"openai","model":"m","upstream":"u","fallbacks":[{"model":"n","upstream":"u"}],"answerWithin":0}])",
        "tiers[0].answerWithin"},
    {"tags that are one", &Parts::tokens, token(sha, R"(,"tags":"batch")"), "tokens[0].tags"},
    {"a tag in upper case", &Parts::tokens, token(sha, R"(,"tags":["batch","Night"])"), "tokens[0].tags[1]"},
    {"a tag that is a number", &Parts::tokens, token(sha, R"(,"tags":[1])"), "tokens[0].tags[0]"},
    {"a blank tag", &Parts::tokens, token(sha, R"(,"tags":[""])"), "tokens[0].tags[0]"},
    {"a tag twice", &Parts::tokens, token(sha, R"(,"tags":["a","a"])"), "tokens[0].tags[1]"},
    {"a rule of a tag that no token has", &Parts::more, R"(,"tierRules":[{"tag":"batch","tier":"local"}])", "tierRules[0].tag"},
    {"a shadow of a tier that nothing serves", &Parts::more, R"(,"shadow":{"tier":"local","percent":10})", "shadow.tier"},
    {"a shadow of no calls", &Parts::more, R"(,"shadow":{"tier":"local","percent":0})", "shadow.percent"},
    {"a shadow of a share as a fraction", &Parts::more, R"(,"shadow":{"tier":"local","percent":0.5})", "shadow.percent"},
    {"a shadow without a share", &Parts::more, R"(,"shadow":{"tier":"local"})", "shadow.percent"},
    {"a shadow that is null", &Parts::more, R"(,"shadow":null)", "shadow"},
    {"an alias of a tier that nothing serves", &Parts::more, R"(,"aliases":[{"model":"s","tier":"local"}])", "aliases[0].tier"},
    {"a rule of an unknown team", &Parts::more, R"(,"tierRules":[{"team":"team-z","tier":"local"}])", "tierRules[0].team"},
    {"a rule of an unknown token", &Parts::more, R"(,"tierRules":[{"token":"sk-1","tier":"local"}])", "tierRules[0].token"},
    {"a rule of no prompt at all", &Parts::more, R"(,"tierRules":[{"promptFrom":9,"promptBelow":9,"tier":"local"}])",
        "tierRules[0].promptBelow"},
    {"a threshold above all", &Parts::more, R"(,"downgradeAt":101)", "downgradeAt"},
    {"a route of an unknown dialect", &Parts::routes, R"([{"dialect":"latin","upstream":"u"}])", "routes[0].dialect"},
    {"a route without an upstream", &Parts::routes, R"([{"dialect":"openai"}])", "routes[0].upstream"},
    {"two routes of one dialect", &Parts::routes,
        R"([{"dialect":"openai","upstream":"u"},{"dialect":"openai","upstream":"v"}])", "routes[1].dialect"},
    {"a price as a number", &Parts::prices, model(R"("input":5,"output":"30")"), R"(prices.models["m"].input)"},
    {"a negative price", &Parts::prices, model(R"("input":"-5","output":"30")"), R"(prices.models["m"].input)"},
    {"a price with a comma", &Parts::prices, model(R"("input":"0,5","output":"30")"), R"(prices.models["m"].input)"},
    {"a price finer than a nano-unit", &Parts::prices, model(R"("input":"0.0000000001","output":"30")"),
        R"(prices.models["m"].input)"},
    {"a model without an output price", &Parts::prices, model(R"("input":"5")"), R"(prices.models["m"].output)"},
    {"a price class nobody knows", &Parts::prices, model(R"("input":"5","output":"30","air":"1")"),
        R"(prices.models["m"].air)"},
    {"tiers that descend", &Parts::prices,
        model(
            R"("input":"5","output":"30","tiers":[{"above":9,"input":"1","output":"1"},{"above":9,"input":"1","output":"1"}])"),
        R"(prices.models["m"].tiers[1].above)"},
    {"a model twice", &Parts::prices,
        R"({"version":"1","currency":"USD","models":{"m":{"input":"1","output":"1"},"m":{"input":"2","output":"2"}}})",
        R"(prices.models["m"])"},
    {"a blank price version", &Parts::prices, R"({"version":"","currency":"USD","models":{}})", "prices.version"},
    {"prices without models", &Parts::prices, R"({"version":"1","currency":"USD"})", "prices.models"},
};

INSTANTIATE_TEST_SUITE_P(Table, PolicyFaults, testing::ValuesIn(rows), [](const auto& row) {
    std::string name = row.param.name;
    std::ranges::replace_if(name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
});

TEST(Policy, noPrefixOfAGoodOneIsAccepted)
{
    const std::string good = Parts().text();
    for (std::size_t size = 0; size < good.size(); ++size)
        ASSERT_FALSE(parsePolicy(good.substr(0, size))) << size;
}

TEST(Policy, theLargestIsEightMegabytes)
{
    Parts parts;
    parts.more = std::string(8 * 1024 * 1024, ' ');
    const auto policy = parsePolicy(parts.text());
    ASSERT_FALSE(policy);
    EXPECT_EQ(policy.error().front().subject, "document");
}

TEST(Policy, allFaultsAreNamedAtOnce)
{
    Parts parts;
    parts.revision = "-1";
    parts.routes = R"([{"dialect":"latin","upstream":"u"}])";
    parts.prices = model(R"("input":5,"output":"30")");
    const auto policy = parsePolicy(parts.text());
    ASSERT_FALSE(policy);
    EXPECT_EQ(policy.error().size(), 3U);
}

TEST(PriceList, theShippedOneIsReadWholeAndComesBackTheSame)
{
    std::ifstream in(FUSEBOARD_RESOURCES "/prices/prices-2026-08-01.json");
    std::ostringstream text;
    text << in.rdbuf();
    const auto prices = parsePriceList(text.str());
    ASSERT_TRUE(prices) << prices.error().front().subject << ": " << prices.error().front().detail;
    EXPECT_NE(prices->find("claude-opus-5"), nullptr);
    const auto again = parsePriceList(writePriceList(*prices));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->models(), prices->models());
    EXPECT_EQ(again->version(), prices->version());
}

} // namespace
