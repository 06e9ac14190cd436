// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/falsealarm.h"
#include "domain/raiseask.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const Instant now = *parseInstant("2026-11-23T14:20:00Z");
const BudgetScope payments = BudgetScope::ofTeam("team-payments");

RaiseAsk ask(const char* id, RaiseAsk::State state = RaiseAsk::State::open, hours answeredAgo = {})
{
    RaiseAsk out;
    out.id = id;
    out.state = state;
    out.scope = LimitScope::ofTeam("team-payments");
    out.amount = {20, Currency::usd()};
    if (state != RaiseAsk::State::open)
        out.answeredAt = now - answeredAgo;
    return out;
}

Budget budgetOf(std::int64_t amount)
{
    return {.scope = payments,
        .amount = Money {amount, Currency::usd()},
        .kind = BudgetKind::hard,
        .since = now - days(20),
        .by = {},
        .why = {}};
}

BudgetState stateOf(std::int64_t amount, std::int64_t spent)
{
    BudgetState out {.budget = budgetOf(amount),
        .raises = {},
        .amount = {amount, Currency::usd()},
        .input = {},
        .burn = BurnDown(),
        .percent = {},
        .crossed = {},
        .withoutRate = {}};
    out.burn->spentNano = spent;
    out.input.period = {*parseInstant("2026-11-01T00:00:00Z"), *parseInstant("2026-12-01T00:00:00Z")};
    return out;
}

AskDecision allow(std::int64_t nano) { return {"g", ask("a"), Money {nano, Currency::usd()}, now + hours(4)}; }

BudgetRaise raise(std::int64_t nano, hours lasting)
{
    return {payments, {nano, Currency::usd()}, now - hours(1), now + lasting, "A. Smith", "why"};
}

/// What has to be added to a budget of 500; 0: nothing.
std::int64_t needed(std::int64_t spent, std::int64_t allowed, const std::vector<BudgetRaise>& raises = {},
    std::optional<std::int64_t> promised = 0)
{
    const auto out = raiseNeeded(allow(allowed), stateOf(500, spent), {budgetOf(500)}, raises, promised, now);
    EXPECT_TRUE(!out || (out->scope == payments && out->from == now && out->until == now + hours(4)));
    return out ? out->amount.nano : 0;
}

} // namespace

TEST(RaiseAskTest, aScopeIsReadAsItIsWritten)
{
    for (const LimitScope& scope : {LimitScope(), LimitScope::ofTeam("team-a"),
             LimitScope {LimitKind::person, "ada", "claude-code"}, LimitScope {LimitKind::person, "ada", {}},
             LimitScope {LimitKind::model, "openai/gpt-5.6", {}}, LimitScope {LimitKind::token, "ab12", {}}})
        EXPECT_EQ(parseLimitScope(scope.text()), scope) << scope.text();
    for (const char* text : {"", "team", "team/", "moon/a"})
        EXPECT_FALSE(parseLimitScope(text)) << text;
}

TEST(RaiseAskTest, whatWaitsIsAllKeptAndOfTheAnsweredTheNewest)
{
    using enum RaiseAsk::State;
    std::vector<RaiseAsk> all {ask("old", kept, hours(24 * 8)), ask("yesterday", allowed, hours(24)), ask("w1"),
        ask("today", kept, hours(1)), ask("w2")};
    const auto shown = recentAsks(all, now);
    std::string ids;
    for (const RaiseAsk& each : shown)
        ids += each.id + " ";
    EXPECT_EQ(ids, "w1 w2 today yesterday ");
    for (int i = 0; i < 100; ++i)
        all.push_back(ask("more", kept, hours(2)));
    EXPECT_EQ(recentAsks(all, now).size(), 52U);
}

TEST(RaiseAskTest, whatLetsSomethingPassStillIsNeverForgotten)
{
    using enum RaiseAsk::State;
    RaiseAsk holds = ask("holds", allowed, hours(24 * 20));
    holds.until = now + hours(1);
    RaiseAsk ended = ask("ended", allowed, hours(24 * 20));
    ended.until = now - hours(1);
    std::vector<RaiseAsk> all {holds, ended};
    EXPECT_EQ(recentAsks(all, now).size(), 2U);
    for (int i = 0; i < 100; ++i)
        all.push_back(ask("more", kept, hours(2)));
    const auto shown = recentAsks(all, now);
    EXPECT_EQ(shown.size(), 51U); // fifty that are over, and it
    EXPECT_EQ(shown.back().id, "holds");
}

TEST(RaiseAskTest, aPlaceThatFallsSilentKeepsWhatItTold)
{
    const Asks before {{.place = "g", .name = "G", .asks = {ask("a")}, .at = now, .error = {}},
        {.place = "h", .name = "H", .asks = {ask("b")}, .at = now, .error = {}}};
    const Error gone {ErrorCode::unreachable, "G", {}};
    const Asks told = withEarlier({{.place = "g", .name = "G", .asks = {}, .at = {}, .error = gone},
                                      {.place = "h", .name = "H", .asks = {}, .at = now + minutes(1), .error = {}}},
        before);
    EXPECT_EQ(told[0].asks, before[0].asks);
    EXPECT_EQ(told[0].at, now);
    EXPECT_EQ(told[0].error, gone);
    EXPECT_TRUE(told[1].asks.empty());
}

TEST(RaiseAskTest, aBudgetOfOurOwnIsRaisedByWhatIsMissing)
{
    EXPECT_EQ(needed(400, 20), 0); // enough is left
    EXPECT_EQ(needed(480, 20), 0); // just enough
    EXPECT_EQ(needed(490, 20), 10);
    EXPECT_EQ(needed(500, 20), 20);
    EXPECT_EQ(needed(540, 20), 60); // what is spent beyond it, too
    EXPECT_EQ(needed(540, 20, {raise(60, hours(4))}), 0); // again, after the gateway did not take the answer
    EXPECT_EQ(needed(540, 20, {raise(50, hours(5))}), 10);
    EXPECT_EQ(needed(INT64_MAX, INT64_MAX), 0); // no such sum
}

TEST(RaiseAskTest, whatOthersWereAllowedStaysTheirs)
{
    EXPECT_EQ(needed(500, 20, {raise(20, hours(4))}, 20), 20); // two callers, each 20 until the same time
    EXPECT_EQ(needed(510, 20, {raise(20, hours(4))}, 20), 20); // the first has spent half: no more than what is allowed
    EXPECT_EQ(needed(440, 60, {}, 60), 60); // the first needed no raise
    EXPECT_EQ(needed(440, 60, {}, 20), 20);
    EXPECT_EQ(needed(540, 20, {raise(40, hours(3))}, 40), 20); // one that ends before counts while it lasts
    EXPECT_EQ(needed(540, 20, {raise(60, hours(3))}), 0);
    EXPECT_EQ(needed(400, 20, {}, std::nullopt), 20); // a place does not tell what it has allowed
}

TEST(RaiseAskTest, aRaiseEndsWithThePeriodOfTheBudgetThatIsRaised)
{
    BudgetState own = stateOf(500, 500);
    own.input.period.end = now + hours(2); // allowed for four
    const auto out = raiseNeeded(allow(20), own, {budgetOf(500)}, {}, 0, now);
    ASSERT_TRUE(out);
    EXPECT_EQ(out->until, now + hours(2));
}

TEST(RaiseAskTest, whatIsPromisedIsOfThatBudgetAndInForce)
{
    const auto granted = [](const char* id, hours lasting) {
        RaiseAsk out = ask(id, RaiseAsk::State::allowed, hours(1));
        out.granted = {20, Currency::usd()};
        out.until = now + lasting;
        return out;
    };
    RaiseAsk other = granted("other", hours(1));
    other.scope = LimitScope::ofTeam("team-search");
    Asks asks {{.place = "g",
        .name = {},
        .asks = {granted("a", hours(1)), granted("b", hours(1)), granted("over", hours(0)), ask("c"), other},
        .at = now,
        .error = {}}};
    EXPECT_EQ(promisedToOthers(asks, allow(20), now), 20); // "a" is the one that is answered
    asks[0].unread = 1;
    EXPECT_EQ(promisedToOthers(asks, allow(20), now), std::nullopt);
    asks[0] = {.place = "g", .name = {}, .asks = {}, .at = {}, .error = Error {ErrorCode::timedOut, "G", {}}};
    EXPECT_EQ(promisedToOthers(asks, allow(20), now), std::nullopt);
}

TEST(RaiseAskTest, whatIsAllowedEndsAheadAndWithinThePeriod)
{
    AskDecision decision = allow(20);
    decision.ask.resetsAt = now + hours(6);
    const auto fault = [&](Instant at) { return faultOf(decision, Calendar::utc(), at).has_value(); };
    EXPECT_FALSE(fault(now));
    EXPECT_TRUE(fault(now + hours(4))); // it is over
    decision.until = decision.ask.resetsAt;
    EXPECT_FALSE(fault(now));
    decision.until = decision.ask.resetsAt + seconds(1);
    EXPECT_TRUE(fault(now));
    decision.ask.isHeldSession = true;
    decision.until = now + hours(25);
    EXPECT_TRUE(fault(now));
    decision.until.reset();
    EXPECT_TRUE(fault(now));
    decision.allowed.reset();
    EXPECT_FALSE(fault(now));
}

TEST(RaiseAskTest, onlyTheScopesOwnHardBudgetCounts)
{
    std::vector<BudgetState> budgets {stateOf(500, 500)};
    EXPECT_EQ(ownBudgetOf(ask("a"), budgets), budgets.data());
    RaiseAsk other = ask("a");
    other.scope = LimitScope::ofTeam("team-search");
    EXPECT_EQ(ownBudgetOf(other, budgets), nullptr);
    other = ask("a");
    other.amount.currency = Currency::parse("EUR").value();
    EXPECT_EQ(ownBudgetOf(other, budgets), nullptr);
    other = ask("a");
    other.scope = {LimitKind::token, "ab12", {}};
    EXPECT_EQ(ownBudgetOf(other, budgets), nullptr);
    budgets[0].budget.kind = BudgetKind::soft;
    EXPECT_EQ(ownBudgetOf(ask("a"), budgets), nullptr);
    budgets[0] = stateOf(500, 500);
    budgets[0].burn.reset();
    EXPECT_EQ(ownBudgetOf(ask("a"), budgets), nullptr);
}

TEST(RaiseAskTest, anOldWishIsForThePeriodThatRuns)
{
    RaiseAsk wish = ask("a");
    wish.resetsAt = now + days(2);
    EXPECT_EQ(periodEndOf(wish, Calendar::utc(), now), now + days(2));
    wish.resetsAt = now - days(2);
    EXPECT_EQ(periodEndOf(wish, Calendar::utc(), now), *parseInstant("2026-12-01T00:00:00Z"));
}

TEST(FalseAlarmTest, isOfItsTurnAlone)
{
    AuditEntry first = falseAlarmEntry({"costlyHour/team-a", "14:00"}, "Spends far more than usual", "a load test");
    first.actor = "A. Smith";
    first.at = now;
    AuditEntry acknowledged = acknowledgementEntry({"costlyHour/team-a", "15:00"}, "Spends far more than usual");
    const auto alarms = falseAlarmsOf({{acknowledged, {}}, {first, {}}});
    EXPECT_EQ(alarms.size(), 1U);
    EXPECT_EQ(alarms.at({"costlyHour/team-a", "14:00"}), (FalseAlarm {"A. Smith", now, "a load test"}));
    EXPECT_TRUE(acknowledgementsOf({{first, {}}}).empty());
}
