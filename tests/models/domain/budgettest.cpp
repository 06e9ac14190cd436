// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgetcheck.h"
#include "domain/budgetstate.h"
#include "domain/spent.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>

using namespace fuseboard;
using std::chrono::days;
using std::chrono::hours;

namespace {

const Currency usd = Currency::usd();
const Currency eur = *Currency::parse("EUR");
const BudgetScope payments = BudgetScope::ofTeam("team-payments");
constexpr std::int64_t dollar = 1'000'000'000;

Instant at(const char* text) { return parseInstant(text).value(); }
const Instant november = at("2026-11-01T00:00:00Z"), december = at("2026-12-01T00:00:00Z");

Budget budget(std::int64_t nano, Instant since, const BudgetScope& scope = payments)
{
    return {.scope = scope, .amount = Money {nano, usd}, .since = since, .by = "ada", .why = {}};
}

Budget end(Instant since)
{
    Budget out = budget(0, since);
    out.amount.reset();
    return out;
}

BudgetRaise raise(std::int64_t nano, Instant from, Instant until, const BudgetScope& scope = payments)
{
    return {.scope = scope, .amount = {nano, usd}, .from = from, .until = until, .by = "ada", .why = "launch"};
}

std::vector<BudgetStep> line(const std::vector<Budget>& budgets, const std::vector<BudgetRaise>& raises)
{
    return budgetLine(budgets, raises, payments, {november, december}, PeriodKind::month, usd);
}

} // namespace

TEST(BudgetScope, ReadsBackWhatItWrites)
{
    for (const BudgetScope& scope : {BudgetScope::everything(), payments, BudgetScope::ofPerson("ada@acme.example"),
             BudgetScope::ofPerson("Ada L.", "claude-code/1.0"), BudgetScope::ofModel("openai/gpt-5.6:free")}) {
        EXPECT_TRUE(scope.isWhole()) << scope.text();
        EXPECT_EQ(parseBudgetScope(scope.text()), scope);
    }
}

TEST(BudgetScope, WhatNamesNothingIsRefused)
{
    for (const char* text : {"", "all", "organisation:", "organisation:x", "team", "team:", "team: ", "person:", "person:/x",
             "person:ada/", "person: /x", "model:", "model:  ", "model:a\nb", "Team:a", "key:x"})
        EXPECT_FALSE(parseBudgetScope(text)) << text;
}

TEST(BudgetScope, CoversWhatIsSpentByItsOwn)
{
    SpentShare share;
    share.team = "team-payments";
    share.person = "ada";
    share.agent = "editor";
    share.model = "m";
    for (const BudgetScope& scope : {BudgetScope::everything(), payments, BudgetScope::ofPerson("ada"),
             BudgetScope::ofPerson("ada", "editor"), BudgetScope::ofModel("m")})
        EXPECT_TRUE(scope.covers(share)) << scope.text();
    for (const BudgetScope& scope : {BudgetScope::ofTeam("team-b"), BudgetScope::ofPerson("bob"),
             BudgetScope::ofPerson("ada", "chat"), BudgetScope::ofPerson("editor"), BudgetScope::ofModel("m2")})
        EXPECT_FALSE(scope.covers(share)) << scope.text();
}

TEST(Budget, ARaiseIsAStepUpAndAStepBack)
{
    const Instant from = november + days(9), until = november + days(19);
    EXPECT_EQ(line({budget(100, november - days(60))}, {raise(50, from, until)}),
        (std::vector<BudgetStep> {{november, 100}, {from, 150}, {until, 100}}));
}

TEST(Budget, RaisesAddUpAndReachIntoEveryPeriodTheyLieIn)
{
    const std::vector<Budget> budgets {budget(100, november - days(60))};
    const std::vector<BudgetRaise> raises {
        raise(50, november - days(3), november + days(5)), raise(7, november + days(2), december + days(9))};
    EXPECT_EQ(line(budgets, raises),
        (std::vector<BudgetStep> {{november, 150}, {november + days(2), 157}, {november + days(5), 107}}));
    EXPECT_EQ(effectiveBudget(budgets, raises, payments, december)->nano, 107);
}

TEST(Budget, AnEndTakesItsRaisesAlongAndANewBudgetDoesNotBringThemBack)
{
    const Instant ended = november + days(5), again = november + days(8);
    EXPECT_EQ(line({budget(100, november), end(ended), budget(70, again)}, {raise(50, november + days(1), december)}),
        (std::vector<BudgetStep> {{november, 100}, {november + days(1), 150}, {ended, std::nullopt}, {again, 70}}));
}

TEST(Budget, OtherPeriodsAndCurrenciesAreNoneOfThisLine)
{
    Budget quarter = budget(300, november + days(3));
    quarter.period = PeriodKind::quarter;
    EXPECT_EQ(line({budget(100, november), quarter}, {}),
        (std::vector<BudgetStep> {{november, 100}, {november + days(3), std::nullopt}}));
    Budget euros = budget(300, november);
    euros.amount->currency = eur;
    EXPECT_EQ(line({euros}, {}), std::vector<BudgetStep>());
}

TEST(Budget, TheNextChangeIsTheNearestOfAll)
{
    const std::vector<Budget> budgets {budget(1, november), budget(2, december)};
    const std::vector<BudgetRaise> raises {raise(1, november + days(2), november + days(4))};
    EXPECT_EQ(nextBudgetChange(budgets, raises, november - days(1)), november);
    EXPECT_EQ(nextBudgetChange(budgets, raises, november), november + days(2));
    EXPECT_EQ(nextBudgetChange(budgets, raises, november + days(2)), november + days(4));
    EXPECT_EQ(nextBudgetChange(budgets, raises, november + days(4)), december);
    EXPECT_EQ(nextBudgetChange(budgets, raises, december), std::nullopt);
}

TEST(Budget, TheLineSaysOfEachHourWhatIsInForceThen)
{
    std::mt19937 random(3);
    const auto pick = [&](int from, int to) { return std::uniform_int_distribution(from, to)(random); };
    const std::vector<BudgetScope> scopes {payments, BudgetScope::everything(), BudgetScope::ofPerson("ada", "x")};
    for (int round = 0; round < 300; ++round) {
        std::vector<Budget> budgets;
        std::vector<BudgetRaise> raises;
        const auto hour = [&] { return november + hours(pick(-400, 1000)); };
        for (int i = pick(0, 6); i > 0; --i) {
            budgets.push_back(budget(pick(0, 1000), hour(), scopes[static_cast<std::size_t>(pick(0, 2))]));
            if (pick(0, 3) == 0)
                budgets.back().amount.reset();
            else if (pick(0, 5) == 0)
                budgets.back().amount->currency = eur;
            else if (pick(0, 5) == 0)
                budgets.back().period = PeriodKind::year;
        }
        for (int i = pick(0, 6); i > 0; --i) {
            const Instant from = hour();
            raises.push_back(
                raise(pick(1, 100), from, from + hours(pick(1, 500)), scopes[static_cast<std::size_t>(pick(0, 2))]));
        }
        const auto steps = line(budgets, raises);
        Int128 integral = 0, expected = 0;
        for (Instant each = november; each < december; each += hours(1)) {
            // The last row of the scope by its instant, the later written of two; then what was added since and not ended.
            const Budget* base = nullptr;
            for (const Budget& one : budgets)
                if (one.scope == payments && one.since <= each && (!base || one.since >= base->since))
                    base = &one;
            std::optional<std::int64_t> nano;
            if (base && base->amount && base->amount->currency == usd && base->period == PeriodKind::month) {
                nano = base->amount->nano;
                for (const BudgetRaise& one : raises) {
                    bool holds = one.scope == payments && one.from <= each && each < one.until;
                    for (const Budget& other : budgets)
                        holds = holds
                            && !(other.scope == payments && !other.amount && one.from < other.since && other.since <= each);
                    *nano += holds ? one.amount.nano : 0;
                }
            }
            std::optional<std::int64_t> shown;
            for (const BudgetStep& step : steps)
                if (step.from <= each)
                    shown = step.amountNano;
            ASSERT_EQ(shown, nano) << "round " << round << " at " << toText(each);
            expected += nano.value_or(0);
        }
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const Instant to = i + 1 < steps.size() ? steps[i + 1].from : december;
            integral += static_cast<Int128>(steps[i].amountNano.value_or(0)) * ((to - steps[i].from) / hours(1));
            ASSERT_LT(steps[i].from, to);
        }
        ASSERT_TRUE(integral == expected) << "round " << round;
    }
}

TEST(BudgetThresholds, AreCrossedFromTheirPercentageOn)
{
    const std::vector<int> percents {50, 80, 100, 120};
    EXPECT_EQ(thresholdsCrossed(percents, 49'999, 100'000), std::vector<int>());
    EXPECT_EQ(thresholdsCrossed(percents, 50'000, 100'000), std::vector<int> {50});
    EXPECT_EQ(thresholdsCrossed(percents, 119'999, 100'000), (std::vector<int> {50, 80, 100}));
    EXPECT_EQ(thresholdsCrossed(percents, INT64_MAX, INT64_MAX), (std::vector<int> {50, 80, 100}));
    EXPECT_EQ(thresholdsCrossed(percents, 0, 0), std::vector<int>()) << "nothing was spent";
    EXPECT_EQ(thresholdsCrossed(percents, 1, 0), percents) << "of nothing, anything is too much";
    EXPECT_EQ(thresholdsCrossed(percents, -5, 100), std::vector<int>()) << "a credit";
    EXPECT_EQ(percentSpent(799'999, 1'000'000), 79);
    EXPECT_EQ(percentSpent(INT64_MAX, 1), INT64_MAX);
    EXPECT_EQ(percentSpent(-1, 1'000), -1) << "rounded down";
    EXPECT_EQ(percentSpent(5, 0), std::nullopt);
}

TEST(BudgetCheck, NamesTheBudgetThatDoesNotFit)
{
    struct Case {
        const char* name;
        std::function<void(std::vector<Budget>&, std::vector<BudgetRaise>&)> spoil;
        ErrorCode code;
        const char* named;
    };
    const auto scope = [](BudgetScope to) {
        return [to](std::vector<Budget>& b, std::vector<BudgetRaise>&) { b[0].scope = to; };
    };
    const auto thresholds = [](std::vector<int> to) {
        return [to](std::vector<Budget>& b, std::vector<BudgetRaise>&) { b[0].thresholdPercents = to; };
    };
    const std::vector<Case> cases {{"another team", scope(BudgetScope::ofTeam("team-b")), ErrorCode::unknownTeam, "team-b"},
        {"no person", scope(BudgetScope::ofPerson("")), ErrorCode::badDocument, "person:"},
        {"a blank person", scope(BudgetScope::ofPerson("  ")), ErrorCode::badDocument, "person:  "},
        {"a blank tool", scope(BudgetScope::ofPerson("ada", " ")), ErrorCode::badDocument, "person:ada/ "},
        {"a person with a slash", scope(BudgetScope::ofPerson("a/b")), ErrorCode::badDocument, "person:a/b"},
        {"no model", scope(BudgetScope::ofModel("")), ErrorCode::badDocument, "model:"},
        {"a named organisation", scope({BudgetScopeKind::organisation, "x", {}}), ErrorCode::badDocument, "organisation"},
        {"below zero", [](auto& b, auto&) { b[0].amount->nano = -1; }, ErrorCode::badDocument, "team:team-payments since"},
        {"no currency", [](auto& b, auto&) { b[0].amount->currency = {}; }, ErrorCode::badDocument, "team:team-payments since"},
        {"thresholds down", thresholds({80, 50}), ErrorCode::badDocument, "team:team-payments since"},
        {"thresholds twice", thresholds({80, 80}), ErrorCode::badDocument, "team:team-payments since"},
        {"a threshold of zero", thresholds({0, 80}), ErrorCode::badDocument, "team:team-payments since"},
        {"a threshold too high", thresholds({80, 1001}), ErrorCode::badDocument, "team:team-payments since"},
        {"two of one instant", [](auto& b, auto&) { b.push_back(b[0]); }, ErrorCode::duplicateName, "2026-11-01T00:00:00Z"},
        {"a raise that never was", [](auto&, auto& r) { r[0].until = r[0].from; }, ErrorCode::badDocument, "The raise of"},
        {"a raise backwards", [](auto&, auto& r) { r[0].until = november; }, ErrorCode::badDocument, "The raise of"},
        {"a raise by nothing", [](auto&, auto& r) { r[0].amount.nano = 0; }, ErrorCode::badDocument, "The raise of"},
        {"a raise without a reason", [](auto&, auto& r) { r[0].why = " \n"; }, ErrorCode::reasonMissing, "The raise of"},
        {"a raise in euros", [](auto&, auto& r) { r[0].amount.currency = eur; }, ErrorCode::currencyMismatch, "The raise of"},
        {"euros under a raise",
            [](auto& b, auto& r) {
                b.push_back(b[0]);
                b[1].since = r[0].from + hours(1);
                b[1].amount->currency = eur;
            },
            ErrorCode::currencyMismatch, "The raise of"},
        {"a raise of no budget", [](auto& b, auto&) { b.clear(); }, ErrorCode::badDocument, "The raise of"},
        {"a raise before the budget", [](auto& b, auto& r) { b[0].since = r[0].from + hours(1); }, ErrorCode::badDocument,
            "The raise of"},
        {"a raise of an ended budget", [](auto& b, auto& r) { b.push_back(end(r[0].from)); }, ErrorCode::badDocument,
            "The raise of"},
        {"a raise of another scope", [](auto&, auto& r) { r[0].scope = BudgetScope::ofModel("m"); }, ErrorCode::badDocument,
            "model:m"},
        {"two raises of one instant", [](auto&, auto& r) { r.push_back(r[0]); }, ErrorCode::duplicateName, "The raise of"},
        {"more than 64 bits", [](auto& b, auto&) { b[0].amount->nano = INT64_MAX; }, ErrorCode::overflow, "The raise of"}};
    const std::set<TeamId> teams {"team-payments"};
    for (const Case& each : cases) {
        std::vector<Budget> budgets {budget(100, november)};
        std::vector<BudgetRaise> raises {raise(50, november + days(2), november + days(9))};
        ASSERT_TRUE(checkBudgets(budgets, raises, teams));
        each.spoil(budgets, raises);
        const auto refused = checkBudgets(budgets, raises, teams);
        ASSERT_FALSE(refused) << each.name;
        EXPECT_EQ(refused.error().code, each.code) << each.name;
        EXPECT_TRUE(refused.error().subject.contains(each.named)) << each.name << ": " << refused.error().subject;
    }
    // Once its budget is ended, a raise is over too, and another currency may follow.
    std::vector<Budget> budgets {budget(100, november), end(november + days(3)), budget(5, november + days(4))};
    budgets[2].amount->currency = eur;
    EXPECT_TRUE(checkBudgets(budgets, {raise(50, november + days(2), november + days(9))}, teams));
}
