// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/allocation.h"
#include "domain/spent.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

using namespace fuseboard;

namespace {

UsageRow row(Ledger ledger, const char* team, std::int64_t nano, CostBasis basis = CostBasis::estimated)
{
    return {.ledger = ledger, .team = team, .requests = 1, .cost = Money {nano, Currency::usd()}, .basis = basis};
}

std::int64_t total(const std::vector<SpentShare>& shares)
{
    return std::accumulate(
        shares.begin(), shares.end(), std::int64_t {0}, [](auto sum, const SpentShare& s) { return sum + s.nano; });
}

std::int64_t of(const std::vector<SpentShare>& shares, const char* team, bool elsewhere = false)
{
    std::int64_t sum = 0;
    for (const SpentShare& share : shares)
        if (share.team == team && share.billedElsewhere == elsewhere)
            sum += share.nano;
    return sum;
}

} // namespace

TEST(Spent, LedgersAreNeverAdded)
{
    const auto shares =
        spentOn({{row(Ledger::gateway, "team-a", 100), row(Ledger::providerCost, "team-a", 100, CostBasis::reported),
                     row(Ledger::providerUsage, "team-a", 100)},
            true});
    EXPECT_EQ(total(shares), 100);
    EXPECT_EQ(shares.front().basis, CostBasis::reported);
}

TEST(Spent, ACompleteDayTakesTheBestLedgerEvenIfAnotherSawMore)
{
    const auto shares = spentOn({{row(Ledger::providerCost, "team-a", 90, CostBasis::reported),
                                     row(Ledger::gateway, "team-a", 60), row(Ledger::gateway, "team-b", 60)},
        true});
    EXPECT_EQ(total(shares), 90);
    EXPECT_EQ(of(shares, "team-a"), 45) << "the gateway's split, scaled to the bill";
    EXPECT_EQ(of(shares, "team-b"), 45);
}

TEST(Spent, ARunningDayTakesTheLedgerThatHasSeenMost)
{
    const std::vector<UsageRow> rows {
        row(Ledger::providerCost, "team-a", 10, CostBasis::reported), row(Ledger::gateway, "team-a", 60)};
    EXPECT_EQ(total(spentOn({rows, false})), 60);
    EXPECT_EQ(total(spentOn({rows, true})), 10);
    EXPECT_EQ(
        total(spentOn({{row(Ledger::invoice, "team-a", 10, CostBasis::invoiced), row(Ledger::gateway, "team-a", 60)}, false})),
        10)
        << "an invoice is final";
}

TEST(Spent, WhatNoGatewaySawIsBilledElsewhereWithItsTeamOrUnallocated)
{
    const auto shares =
        spentOn({{row(Ledger::providerCost, "team-a", 100, CostBasis::reported),
                     row(Ledger::providerCost, "", 30, CostBasis::reported), row(Ledger::gateway, "team-a", 70)},
            true});
    EXPECT_EQ(total(shares), 130);
    EXPECT_EQ(of(shares, "team-a"), 70);
    EXPECT_EQ(of(shares, "team-a", true), 30);
    EXPECT_EQ(of(shares, "", true), 30);
}

TEST(Spent, ATeamTheProviderDoesNotKnowKeepsWhatTheGatewaySaw)
{
    const auto shares = spentOn({{row(Ledger::providerCost, "", 100, CostBasis::reported), row(Ledger::gateway, "team-a", 70),
                                     row(Ledger::gateway, "", 5)},
        true});
    EXPECT_EQ(of(shares, "team-a"), 70);
    EXPECT_EQ(of(shares, ""), 5);
    EXPECT_EQ(of(shares, "", true), 25);
}

TEST(Spent, UnpricedRowsAreNoZero)
{
    UsageRow unpriced = row(Ledger::providerUsage, "team-a", 0);
    unpriced.cost.reset();
    EXPECT_TRUE(spentOn({{unpriced}, true}).empty());
    EXPECT_EQ(total(spentOn({{unpriced, row(Ledger::gateway, "team-a", 5)}, true})), 5);
}

TEST(Spent, CreditsStayNegative)
{
    const auto shares = spentOn({{row(Ledger::providerCost, "team-a", 100, CostBasis::reported),
                                     row(Ledger::providerCost, "", -20, CostBasis::reported)},
        true});
    EXPECT_EQ(total(shares), 80);
    EXPECT_EQ(of(shares, ""), -20);
}

TEST(Spent, RandomDaysAddUpToTheChosenLedgerExactly)
{
    std::mt19937 random(5);
    const std::array teams {"", "team-a", "team-b", "team-c"};
    for (int trial = 0; trial < 5000; ++trial) {
        AccountDay day {.complete = random() % 2 == 0};
        std::map<Ledger, std::int64_t> sums;
        for (std::uint_fast32_t i = 0, n = 1 + random() % 12; i < n; ++i) {
            const auto ledger = std::array {Ledger::providerCost, Ledger::gateway, Ledger::providerUsage}[random() % 3];
            const auto nano =
                static_cast<std::int64_t>(random() % 1000) - (ledger == Ledger::providerCost && random() % 5 == 0 ? 900 : 0);
            sums[ledger] += nano;
            day.rows.push_back(row(ledger, teams[random() % teams.size()], nano));
        }
        std::int64_t expected = sums.begin()->second;
        if (!day.complete)
            for (const auto& [ledger, sum] : sums)
                expected = std::max(expected, sum);
        ASSERT_EQ(total(spentOn(day)), expected) << "trial " << trial;
    }
}

TEST(Allocation, TheGatewaysTeamThenTheFirstRuleThenNobody)
{
    const std::vector<AllocationRule> rules {{.project = "proj_a", .model = "gpt-5.6", .team = "team-x"},
        {.project = "proj_a", .team = "team-a"}, {.key = "key_1", .team = "team-b"}};
    UsageRow usage {.project = "proj_a", .key = "key_1", .model = "gpt-5.6"};
    EXPECT_EQ(allocate(usage, rules), "team-x");
    usage.model = "other";
    EXPECT_EQ(allocate(usage, rules), "team-a");
    usage.project = "proj_b";
    EXPECT_EQ(allocate(usage, rules), "team-b");
    usage.key = "key_2";
    EXPECT_EQ(allocate(usage, rules), "");
    usage.team = "team-own";
    EXPECT_EQ(allocate(usage, rules), "team-own");
}
