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
    return out;
}

AskDecision allow(std::int64_t nano) { return {"g", ask("a"), Money {nano, Currency::usd()}, now + hours(4)}; }

BudgetRaise raise(std::int64_t nano, hours lasting)
{
    return {payments, {nano, Currency::usd()}, now - hours(1), now + lasting, "A. Smith", "why"};
}

/// What has to be added to a budget of 500; 0: nothing.
std::int64_t needed(std::int64_t spent, std::int64_t allowed, const std::vector<BudgetRaise>& raises = {})
{
    const auto out = raiseNeeded(allow(allowed), stateOf(500, spent), {budgetOf(500)}, raises, now);
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
    EXPECT_EQ(needed(540, 20, {raise(60, hours(3))}), 60); // which ends before
    EXPECT_EQ(needed(540, 20, {raise(50, hours(5))}), 10);
    EXPECT_EQ(needed(INT64_MAX, 20), 0); // no such sum
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
