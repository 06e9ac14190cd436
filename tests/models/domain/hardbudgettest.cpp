// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/hardbudget.h"

#include <gtest/gtest.h>

using namespace fuseboard;

namespace {

const Instant november = *parseInstant("2026-11-01T00:00:00Z");
const Instant december = *parseInstant("2026-12-01T00:00:00Z");
const Instant nextYear = *parseInstant("2027-01-01T00:00:00Z");
const Instant today = *parseInstant("2026-11-20T12:00:00Z");

const std::vector<Team> teams {
    {.id = "team-payments", .name = "Payments", .owner = {}, .costCenterId = {}, .costCenterName = {}},
    {.id = "team-search", .name = "Search", .owner = {}, .costCenterId = {}, .costCenterName = {}}};

BudgetState state(BudgetScope scope, std::int64_t amount, std::optional<std::int64_t> spent, BudgetKind kind = BudgetKind::hard)
{
    BudgetState out {.budget = {.scope = std::move(scope), .kind = kind, .since = november, .by = {}, .why = {}},
        .raises = {},
        .amount = {amount, Currency::usd()},
        .input = {.period = {november, december}},
        .burn = {},
        .percent = {},
        .crossed = {},
        .withoutRate = {}};
    if (spent) {
        out.burn.emplace();
        out.burn->spentNano = *spent;
    }
    return out;
}

HardBudgetWishes wishes(const BudgetState& one, const Overrulings& overruled = {})
{
    return hardBudgetWishes({one}, teams, {}, overruled, december);
}

const BudgetScope payments = BudgetScope::ofTeam("team-payments");
const Scope frozen = Scope::ofTeam("team-payments");

} // namespace

TEST(HardBudgetTest, oneThatIsSpentFreezesItsTeamUntilItsPeriodEnds)
{
    EXPECT_EQ(wishes(state(payments, 100, 100)).freezes,
        (std::map<Scope, HardBudgetFreeze> {{frozen, {december, payments, {payments}}}}));
    EXPECT_EQ(wishes(state(payments, 100, 101)).freezes.size(), 1U);
    EXPECT_EQ(wishes(state(payments, 100, 99)), HardBudgetWishes {}) << "a nano-unit is left";
    EXPECT_EQ(wishes(state(payments, 100, 500, BudgetKind::soft)), HardBudgetWishes {});
    EXPECT_EQ(wishes(state(payments, 0, 0)).freezes.size(), 1U) << "a budget of nothing lets nothing pass";
}

TEST(HardBudgetTest, oneOfWhichNothingIsKnownChangesNothing)
{
    const HardBudgetWishes seen = wishes(state(payments, 100, std::nullopt));
    EXPECT_TRUE(seen.freezes.empty());
    EXPECT_EQ(seen.unknown, std::set<Scope> {frozen});
    EXPECT_EQ(seen.left.at(payments), HardBudgetLeft::notKnown);
    BudgetState partly = state(payments, 100, 99);
    partly.withoutRate.push_back({5, Currency::usd()});
    EXPECT_EQ(wishes(partly).unknown, std::set<Scope> {frozen}) << "more may have been spent";
}

TEST(HardBudgetTest, theOrganisationsFreezesEachTeamThatIsNotProtected)
{
    auto company = teams;
    company[1].isProtected = true;
    const BudgetState all = state(BudgetScope::everything(), 100, 100);
    EXPECT_EQ(hardBudgetWishes({all}, teams, {}, {}, december).freezes.size(), 2U);
    const HardBudgetWishes seen = hardBudgetWishes({all}, company, {}, {}, december);
    EXPECT_EQ(seen.freezes,
        (std::map<Scope, HardBudgetFreeze> {{frozen, {december, BudgetScope::everything(), {BudgetScope::everything()}}}}));
    EXPECT_EQ(seen.left, (std::map<BudgetScope, HardBudgetLeft> {{BudgetScope::everything(), HardBudgetLeft::protectedTeam}}));
    EXPECT_EQ(
        hardBudgetWishes({all}, {}, {}, {}, december).left.at(BudgetScope::everything()), HardBudgetLeft::nothingToFreeze);
}

TEST(HardBudgetTest, aPersonsFreezesTheKeysOfThatPerson)
{
    const std::string one(64, '1'), two(64, '2'), test(64, '3'), other(64, '4');
    const std::vector<CallerKey> keys {{one, "team-payments", "a", "ada", "claude-code", false},
        {two, "team-search", "b", "ada", "codex", false}, {test, "team-payments", "t", "ada", "claude-code", true},
        {other, "team-payments", "c", "bob", "claude-code", false}};
    const auto scopesOf = [&](BudgetScope scope, std::vector<Team> company) {
        std::vector<std::string> out;
        for (const auto& [each, freeze] :
            hardBudgetWishes({state(std::move(scope), 1, 2)}, company, keys, {}, december).freezes)
            out.push_back(each.text());
        return out;
    };
    EXPECT_EQ(scopesOf(BudgetScope::ofPerson("ada"), teams), (std::vector {"token/" + one, "token/" + two}));
    EXPECT_EQ(scopesOf(BudgetScope::ofPerson("ada", "codex"), teams), std::vector {"token/" + two});
    auto company = teams;
    company[0].isProtected = true;
    EXPECT_EQ(scopesOf(BudgetScope::ofPerson("ada"), company), std::vector {"token/" + two});
    EXPECT_EQ(scopesOf(BudgetScope::ofPerson("eve"), teams), std::vector<std::string> {});
    EXPECT_EQ(wishes(state(BudgetScope::ofPerson("eve"), 1, 2)).left.at(BudgetScope::ofPerson("eve")),
        HardBudgetLeft::nothingToFreeze);
}

TEST(HardBudgetTest, aModelIsFrozenOnlyWhereNoTeamIsProtected)
{
    const BudgetState model = state(BudgetScope::ofModel("gpt-5.6"), 1, 2);
    EXPECT_TRUE(wishes(model).freezes.contains({ScopeKind::model, "gpt-5.6"}));
    auto company = teams;
    company[1].isProtected = true;
    EXPECT_TRUE(hardBudgetWishes({model}, company, {}, {}, december).freezes.empty());
}

TEST(HardBudgetTest, whatAPersonHasResumedIsLeftForItsPeriodAndAsTheBudgetIs)
{
    const Overrulings resumed {{frozen, {{today, {}}}}};
    BudgetState spent = state(payments, 100, 120);
    EXPECT_TRUE(wishes(spent, resumed).freezes.empty());
    EXPECT_FALSE(wishes(spent, {{Scope::ofTeam("team-search"), {{today, {}}}}}).freezes.empty()) << "of another team";

    spent.budget.since = today + std::chrono::seconds(1);
    EXPECT_FALSE(wishes(spent, resumed).freezes.empty()) << "set anew since";
    spent.budget.since = november;
    spent.raises.push_back({payments, {10, Currency::usd()}, today + std::chrono::seconds(1), december, "a", "b"});
    EXPECT_FALSE(wishes(spent, resumed).freezes.empty()) << "raised since, and spent again";
    spent.raises.front().from = today - std::chrono::hours(1);
    EXPECT_TRUE(wishes(spent, resumed).freezes.empty());

    EXPECT_TRUE(wishes(spent, {{frozen, {{today, {payments}}}}}).freezes.empty());
    EXPECT_FALSE(wishes(spent, {{frozen, {{today, {BudgetScope::everything()}}}}}).freezes.empty()) << "of another budget";
    EXPECT_FALSE(wishes(spent, {{frozen, {{nextYear, {}}}}}).freezes.empty()) << "by a clock that was ahead";

    spent.input.period = {december, nextYear};
    EXPECT_FALSE(wishes(spent, resumed).freezes.empty()) << "in the next period";
}

TEST(HardBudgetTest, ofSeveralTheOneThatLastsLongestCounts)
{
    BudgetState month = state(payments, 100, 100);
    BudgetState all = state(BudgetScope::everything(), 100, 100);
    all.input.period.end = nextYear;
    for (const auto& order : {std::vector {month, all}, std::vector {all, month}})
        EXPECT_EQ(hardBudgetWishes(order, teams, {}, {}, december).freezes.at(frozen),
            (HardBudgetFreeze {nextYear, BudgetScope::everything(), {payments, BudgetScope::everything()}}));
}
