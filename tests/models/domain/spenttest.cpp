// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/allocation.h"
#include "domain/costsplit.h"
#include "domain/spent.h"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <numeric>
#include <random>

using namespace fuseboard;

namespace {

constexpr std::int64_t nobody = 0, teamA = 1, teamB = 2;

std::int64_t total(const Spent& spent)
{
    return std::accumulate(
        spent.parts.begin(), spent.parts.end(), spent.rest, [](auto sum, const SpentPart& part) { return sum + part.nano; });
}

std::int64_t of(const Spent& spent, const std::vector<LedgerLine>& lines, std::int64_t team, bool elsewhere = false)
{
    std::int64_t sum = team == nobody && elsewhere ? spent.rest : 0;
    for (const SpentPart& part : spent.parts)
        if (lines[part.line].team == team && part.billedElsewhere == elsewhere)
            sum += part.nano;
    return sum;
}

} // namespace

TEST(Spent, LedgersAreNeverAdded)
{
    const Spent spent = chooseSpent(
        {{Ledger::gateway, teamA, 100}, {Ledger::providerCost, teamA, 100}, {Ledger::providerUsage, teamA, 100}}, true);
    EXPECT_EQ(total(spent), 100);
    EXPECT_EQ(spent.ledger, Ledger::providerCost);
}

TEST(Spent, ACompleteDayTakesTheBestLedgerEvenIfAnotherSawMore)
{
    const std::vector<LedgerLine> lines {
        {Ledger::providerCost, teamA, 90}, {Ledger::gateway, teamA, 60}, {Ledger::gateway, teamB, 60}};
    const Spent spent = chooseSpent(lines, true);
    EXPECT_EQ(total(spent), 90);
    EXPECT_EQ(of(spent, lines, teamA), 45) << "the gateway's split, scaled to the bill";
    EXPECT_EQ(of(spent, lines, teamB), 45);
}

TEST(Spent, ARunningDayTakesTheLedgerThatHasSeenMost)
{
    const std::vector<LedgerLine> lines {{Ledger::providerCost, teamA, 10}, {Ledger::gateway, teamA, 60}};
    EXPECT_EQ(total(chooseSpent(lines, false)), 60);
    EXPECT_EQ(total(chooseSpent(lines, true)), 10);
    EXPECT_EQ(total(chooseSpent({{Ledger::invoice, teamA, 10}, {Ledger::gateway, teamA, 60}}, false)), 10)
        << "an invoice is final";
}

TEST(Spent, TelemetryAndLocalLogsCountOnlyWhereNothingBetterIsKnown)
{
    const LedgerLine log {Ledger::localLog, teamA, 90}, telemetry {Ledger::telemetry, teamA, 80};
    const LedgerLine usage {Ledger::providerUsage, teamA, 70}, gateway {Ledger::gateway, teamA, 60};
    EXPECT_EQ(total(chooseSpent({log}, true)), 90);
    EXPECT_EQ(total(chooseSpent({log, telemetry}, true)), 80);
    EXPECT_EQ(total(chooseSpent({log, telemetry, usage}, true)), 70);
    EXPECT_EQ(total(chooseSpent({log, telemetry, usage, gateway}, true)), 60);
    EXPECT_EQ(chooseSpent({log, telemetry}, false).ledger, Ledger::localLog) << "it has seen most of a running day";
}

TEST(Spent, WhatNoGatewaySawIsBilledElsewhereWithItsTeamOrUnallocated)
{
    const std::vector<LedgerLine> lines {
        {Ledger::providerCost, teamA, 100}, {Ledger::providerCost, nobody, 30}, {Ledger::gateway, teamA, 70}};
    const Spent spent = chooseSpent(lines, true);
    EXPECT_EQ(total(spent), 130);
    EXPECT_EQ(of(spent, lines, teamA), 70);
    EXPECT_EQ(of(spent, lines, teamA, true), 30);
    EXPECT_EQ(of(spent, lines, nobody, true), 30);
}

TEST(Spent, ATeamTheProviderDoesNotKnowKeepsWhatTheGatewaySaw)
{
    const std::vector<LedgerLine> lines {
        {Ledger::providerCost, nobody, 100}, {Ledger::gateway, teamA, 70}, {Ledger::gateway, nobody, 5}};
    const Spent spent = chooseSpent(lines, true);
    EXPECT_EQ(of(spent, lines, teamA), 70);
    EXPECT_EQ(of(spent, lines, nobody), 5);
    EXPECT_EQ(of(spent, lines, nobody, true), 25);
}

TEST(Spent, UnpricedLinesAreNoZero)
{
    const LedgerLine unpriced {Ledger::providerUsage, teamA, {}};
    EXPECT_FALSE(chooseSpent({unpriced}, true).ledger);
    EXPECT_EQ(total(chooseSpent({unpriced, {Ledger::gateway, teamA, 5}}, true)), 5);
    EXPECT_EQ(chooseSpent({{Ledger::gateway, teamA, 0}}, true).parts.size(), 1U) << "a stated zero stays zero";
}

TEST(Spent, CreditsStayNegative)
{
    const std::vector<LedgerLine> lines {{Ledger::providerCost, teamA, 100}, {Ledger::providerCost, nobody, -20}};
    const Spent spent = chooseSpent(lines, true);
    EXPECT_EQ(total(spent), 80);
    EXPECT_EQ(of(spent, lines, nobody), -20);
}

TEST(Spent, RandomDaysAddUpToTheChosenLedgerExactly)
{
    std::mt19937 random(5);
    for (int trial = 0; trial < 5000; ++trial) {
        const bool complete = random() % 2 == 0;
        std::vector<LedgerLine> lines;
        std::map<Ledger, std::int64_t> sums;
        for (std::uint_fast32_t i = 0, n = 1 + random() % 12; i < n; ++i) {
            const auto ledger = std::array {Ledger::providerCost, Ledger::gateway, Ledger::providerUsage, Ledger::telemetry,
                Ledger::localLog}[random() % 5];
            const auto nano =
                static_cast<std::int64_t>(random() % 1000) - (ledger == Ledger::providerCost && random() % 5 == 0 ? 900 : 0);
            sums[ledger] += nano;
            lines.push_back({ledger, static_cast<std::int64_t>(random() % 4), nano});
        }
        std::int64_t expected = sums.begin()->second;
        if (!complete)
            for (const auto& [ledger, sum] : sums)
                expected = std::max(expected, sum);
        ASSERT_EQ(total(chooseSpent(lines, complete)), expected) << "trial " << trial;
    }
}

TEST(CostSplit, ACostIsSplitOverThePricedUsageOfItsGroupExactly)
{
    const std::vector<CostLine> lines {{Ledger::providerCost, 7, 1000}, {Ledger::providerUsage, 7, 1},
        {Ledger::providerUsage, 7, 2}, {Ledger::providerUsage, 8, 5}, {Ledger::providerUsage, 7, {}}};
    const auto parts = splitCosts(lines);
    const std::vector<CostPart> expected {{0, 1, 333}, {0, 2, 667}, {1, 1, 1}, {2, 2, 2}, {3, 3, 5}, {4, 4, {}}};
    EXPECT_EQ(parts, expected);
}

TEST(CostSplit, ACreditOrACostWithoutUsageStaysWhole)
{
    const std::vector<CostLine> lines {
        {Ledger::providerCost, 7, -50}, {Ledger::providerCost, 9, 50}, {Ledger::providerUsage, 7, 3}};
    const std::vector<CostPart> expected {{0, 0, -50}, {1, 1, 50}, {2, 2, 3}};
    EXPECT_EQ(splitCosts(lines), expected);
}

TEST(Allocation, TheGatewaysTeamThenTheFirstRuleThenNobody)
{
    const std::vector<AllocationRule> rules {{.project = "proj_a", .model = "gpt-5.6", .team = "team-x"},
        {.project = "proj_a", .team = "team-a"}, {.key = "key_1", .team = "team-b"}};
    UsageRow usage {.project = "proj_a", .key = "key_1", .model = "gpt-5.6"};
    EXPECT_EQ(allocate(usage, rules).front().team, "team-x");
    usage.model = "other";
    EXPECT_EQ(allocate(usage, rules).front().team, "team-a");
    usage.project = "proj_b";
    EXPECT_EQ(allocate(usage, rules).front().team, "team-b");
    usage.key = "key_2";
    EXPECT_EQ(allocate(usage, rules).front().team, "");
    usage.team = "team-own";
    EXPECT_EQ(allocate(usage, rules).front().team, "team-own");
}

TEST(Allocation, AMatchIsSharedAmongSeveralTeams)
{
    const std::vector<AllocationRule> rules {
        {.person = "ada", .shares = {{"team-a", 250'000}, {"team-b", 750'000}}}, {.team = "team-c", .tag = "env:prod"}};
    EXPECT_EQ(allocate({.person = "ada"}, rules), rules[0].shares);
    EXPECT_EQ(allocate({.tag = "env:prod"}, rules), (std::vector<TeamShare> {{"team-c", wholeShare}}));
    EXPECT_TRUE(isWhole(rules[0].shares));
    EXPECT_FALSE(isWhole({{"team-a", 250'000}, {"team-b", 700'000}}));
    EXPECT_FALSE(isWhole({{"team-a", 500'000}, {"team-a", 500'000}}));
    EXPECT_FALSE(isWhole({{"team-a", 1'500'000}, {"team-b", -500'000}}));
}

TEST(Allocation, LargestRemainderLosesNothing)
{
    const std::vector<TeamShare> thirds {{"a", 333'334}, {"b", 333'333}, {"c", 333'333}};
    EXPECT_EQ(splitByShares(100, thirds), (std::vector<std::int64_t> {34, 33, 33}));
    EXPECT_EQ(splitByShares(-100, thirds), (std::vector<std::int64_t> {-34, -33, -33}));
    EXPECT_EQ(splitByShares(2, thirds), (std::vector<std::int64_t> {1, 1, 0}));
    std::mt19937_64 random(3);
    for (int trial = 0; trial < 10'000; ++trial) {
        std::vector<TeamShare> shares;
        std::int64_t left = wholeShare;
        while (left > 0) {
            const auto part = std::min<std::int64_t>(left, 1 + static_cast<std::int64_t>(random() % 400'000));
            shares.push_back({std::to_string(shares.size()), part});
            left -= part;
        }
        const auto whole = static_cast<std::int64_t>(random());
        const auto parts = splitByShares(whole, shares);
        Int128 sum = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            sum += parts[i];
            const Int128 off = static_cast<Int128>(parts[i]) * wholeShare - static_cast<Int128>(whole) * shares[i].millionths;
            ASSERT_LT(off < 0 ? -off : off, wholeShare) << "never more than one unit away";
        }
        ASSERT_EQ(static_cast<std::int64_t>(sum), whole);
    }
}
