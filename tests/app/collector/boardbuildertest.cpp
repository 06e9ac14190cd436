// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/boardbuilder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

using namespace fuseboard;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Instant now = *parseInstant("2026-11-23T13:20:00Z");
const Instant today = dayOf(now);

Organisation company()
{
    Organisation out;
    for (const char* name : {"Payments", "Platform", "Mobile"}) {
        const TeamId id = teamIdFor(name);
        out.teams.push_back({.id = id, .name = name, .owner = "R. Osei", .costCenterId = "CC-1", .costCenterName = "Eng"});
        out.budgets.push_back(
            {.team = id, .amount = {20'000'000'000'000, Currency::usd()}, .since = today - days(90), .by = "me"});
        out.rules.push_back({.source = {},
            .account = {},
            .project = "proj_" + id,
            .key = {},
            .person = {},
            .agent = {},
            .model = {},
            .team = id});
    }
    out.keys.push_back(
        {.sha256 = std::string(64, 'a'), .team = "team-payments", .label = "checkout", .person = {}, .agent = {}});
    return out;
}

UsageRow row(Ledger ledger, Instant start, std::chrono::seconds width, std::int64_t nano)
{
    return {.start = start,
        .width = width,
        .source = "s",
        .account = "openai",
        .ledger = ledger,
        .recordId = {},
        .team = {},
        .project = {},
        .key = {},
        .person = {},
        .agent = {},
        .model = "gpt-5.6",
        .lineItem = {},
        .tokens = {.input = 100},
        .requests = 1,
        .cost = Money {nano, Currency::usd()},
        .basis = ledger == Ledger::providerCost ? CostBasis::reported : CostBasis::estimated,
        .priceVersion = {}};
}

UsageRow gatewayHour(const TeamId& team, Instant start, std::int64_t nano)
{
    UsageRow out = row(Ledger::gateway, start, hours(1), nano);
    out.team = team;
    out.agent = "agent-" + team;
    return out;
}

BoardTerms termsAt(Instant at)
{
    return {.now = at,
        .calendar = *Calendar::make("Europe/Berlin"),
        .kind = PeriodKind::month,
        .within = at,
        .currency = Currency::usd(),
        .sandbox = false,
        .watchedBy = {},
        .dataSince = today - days(80),
        .costsKnownUpTo = {},
        .sources = {}};
}

using Days = std::map<Instant, std::vector<AccountDayRows>>;

Days randomDays(unsigned seed)
{
    std::mt19937 random(seed);
    const auto pick = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
    Days out;
    for (Instant day = today - days(70); day <= today; day += days(1)) {
        for (const char* account : {"openai", "sandbox"}) {
            AccountDayRows each {day, account, {}};
            for (unsigned i = pick(40); i > 0; --i) {
                const Ledger ledger = std::array {Ledger::gateway, Ledger::providerUsage, Ledger::providerCost}[pick(3)];
                const bool wide = ledger == Ledger::providerCost;
                UsageRow r = row(ledger, wide ? day : day + hours(pick(24)), wide ? hours(24) : hours(1),
                    static_cast<std::int64_t>(pick(2'000'000'000)) - (wide ? 100'000'000 : 0));
                r.account = account;
                r.project = std::array {"proj_team-payments", "proj_team-mobile", "proj_other"}[pick(3)];
                r.model = std::array {"gpt-5.6", "gpt-5.6-luna"}[pick(2)];
                r.key = "key-" + std::to_string(pick(3));
                if (wide)
                    r.lineItem = r.model + (pick(2) ? ", input" : ", output");
                if (wide)
                    r.model.clear();
                if (ledger == Ledger::gateway)
                    r.team = std::array {"team-payments", "team-platform", "team-unknown", ""}[pick(4)];
                if (ledger != Ledger::providerCost)
                    r.person = "user-" + std::to_string(pick(4));
                if (pick(10) == 0)
                    r.cost.reset();
                each.rows.push_back(r);
            }
            if (!each.rows.empty())
                out[day].push_back(each);
        }
    }
    return out;
}

BoardBuilder builderOf(const Days& known)
{
    BoardBuilder builder;
    builder.setOrganisation(company());
    for (const auto& [day, accounts] : known)
        builder.setDay(day, accounts);
    return builder;
}

std::int64_t sum(const std::vector<BreakdownRow>& rows)
{
    return std::accumulate(
        rows.begin(), rows.end(), std::int64_t {0}, [](std::int64_t total, const BreakdownRow& r) { return total + r.nano; });
}

void expectAddsUp(const TeamBoard& team)
{
    EXPECT_EQ(team.input.spent.back().spentNano, team.burn.spentNano) << team.name;
    EXPECT_EQ(sum(team.byAgent), team.burn.spentNano) << team.name;
    EXPECT_EQ(sum(team.byModel), team.burn.spentNano) << team.name;
    EXPECT_EQ(sum(team.byPerson), team.burn.spentNano) << team.name;
    EXPECT_TRUE(std::ranges::is_sorted(team.input.spent, {}, &SpendPoint::at)) << team.name;
    EXPECT_TRUE(std::ranges::is_sorted(team.lastPeriod, {}, &SpendPoint::at)) << team.name;
    EXPECT_TRUE(std::ranges::is_sorted(team.byAgent, std::greater<> {}, &BreakdownRow::nano)) << team.name;
}

void expectRowsEqualTotal(const Board& board)
{
    TeamBoard total = board.unallocated;
    std::int64_t lastPeriod = board.unallocated.lastPeriod.back().spentNano;
    for (const TeamBoard& team : board.teams) {
        total.burn.spentNano += team.burn.spentNano;
        total.estimatedNano += team.estimatedNano;
        total.billedElsewhereNano += team.billedElsewhereNano;
        total.requests += team.requests;
        total.tokens += team.tokens;
        total.input.spentBefore7DaysNano += team.input.spentBefore7DaysNano;
        lastPeriod += team.lastPeriod.back().spentNano;
        expectAddsUp(team);
    }
    EXPECT_EQ(total.burn.spentNano, board.all.burn.spentNano);
    EXPECT_EQ(total.estimatedNano, board.all.estimatedNano);
    EXPECT_EQ(total.billedElsewhereNano, board.all.billedElsewhereNano);
    EXPECT_EQ(total.requests, board.all.requests);
    EXPECT_EQ(total.tokens, board.all.tokens);
    EXPECT_EQ(total.input.spentBefore7DaysNano, board.all.input.spentBefore7DaysNano);
    EXPECT_EQ(lastPeriod, board.all.lastPeriod.back().spentNano);
    expectAddsUp(board.unallocated);
    expectAddsUp(board.all);
}

} // namespace

TEST(BoardBuilderTest, rowsEqualTheTotalExactlyOverRandomData)
{
    for (unsigned seed = 1; seed <= 30; ++seed) {
        SCOPED_TRACE(seed);
        BoardBuilder builder = builderOf(randomDays(seed));
        BoardTerms terms = termsAt(now);
        if (seed % 2)
            terms.costsKnownUpTo = {{"openai", now}};
        const Board board = builder.build(terms);
        EXPECT_NE(board.all.burn.spentNano, 0);
        expectRowsEqualTotal(board);
    }
}

TEST(BoardBuilderTest, keptDigestsNeverChangeTheAnswer)
{
    Days known = randomDays(99);
    BoardBuilder kept = builderOf(known);
    for (int step = 0; step < 12; ++step) {
        BoardTerms terms = termsAt(now + minutes(47 * step));
        terms.costsKnownUpTo = {{"openai", terms.now}};
        if (step % 3 == 1) {
            known[today].push_back({today, "late", {row(Ledger::gateway, today + hours(step), hours(1), 77)}});
            kept.setDay(today, known[today]);
        }
        if (step == 7)
            terms.within = today - days(30);
        EXPECT_EQ(kept.build(terms), builderOf(known).build(terms)) << step;
    }
}

TEST(BoardBuilderTest, aDailyCostIsSpreadOverTheHoursSoFarAndSplitAtThePeriodsStart)
{
    // November begins at 23:00 UTC in Berlin: one of the 24 hours of 31 October belongs to it.
    const Instant lastOfOctober = *parseInstant("2026-10-31T00:00:00Z");
    BoardBuilder builder = builderOf({
        {lastOfOctober, {{lastOfOctober, "openai", {row(Ledger::providerCost, lastOfOctober, hours(24), 2'400)}}}},
        {today, {{today, "openai", {row(Ledger::providerCost, today, hours(24), 1'400)}}}},
    });
    const Board board = builder.build(termsAt(now));
    EXPECT_EQ(board.all.burn.spentNano, 100 + 1'400);
    // 13:20 is in the fourteenth hour: a hundred each, the last of them up to now.
    EXPECT_EQ(board.all.input.spent.back(), (SpendPoint {now, 1'500}));
    EXPECT_EQ(board.all.input.spent[board.all.input.spent.size() - 2], (SpendPoint {today + hours(13), 1'400}));
    EXPECT_EQ(board.all.lastPeriod.back().spentNano, 2'300);
}

TEST(BoardBuilderTest, aProvidersDailyCostGetsHoursAndPeopleFromItsUsage)
{
    UsageRow cost = row(Ledger::providerCost, today, hours(24), 1'000);
    cost.model.clear();
    cost.lineItem = "gpt-5.6, input";
    cost.tokens = {};
    cost.requests = 0;
    UsageRow early = row(Ledger::providerUsage, today + hours(2), hours(1), 30);
    early.person = "ada";
    UsageRow late = row(Ledger::providerUsage, today + hours(9), hours(1), 10);
    late.person = "bob";
    BoardBuilder builder = builderOf({{today, {{today, "openai", {cost, early, late}}}}});
    const Board board = builder.build(termsAt(now));
    ASSERT_EQ(board.all.byPerson.size(), 2U);
    EXPECT_EQ(board.all.byPerson[0].name, "ada");
    EXPECT_EQ(board.all.byPerson[0].nano, 750);
    EXPECT_EQ(board.all.byPerson[1].nano, 250);
    EXPECT_EQ(board.all.estimatedNano, 0); // the provider's word
    EXPECT_EQ(board.all.input.spent[1], (SpendPoint {today + hours(3), 750}));
    EXPECT_EQ(board.all.requests, 2);
}

TEST(BoardBuilderTest, twoLedgersOfOneAccountAreComparedNotAdded)
{
    UsageRow billed = row(Ledger::providerCost, today - days(10), hours(24), 1'000);
    BoardBuilder builder = builderOf({{today - days(10),
        {{today - days(10), "openai", {billed, gatewayHour("team-payments", today - days(10) + hours(3), 600)}}}}});
    BoardTerms terms = termsAt(now);
    terms.costsKnownUpTo = {{"openai", now}};
    const Board board = builder.build(terms);
    EXPECT_EQ(board.all.burn.spentNano, 1'000);
    EXPECT_EQ(board.teams[0].burn.spentNano, 600);
    EXPECT_EQ(board.unallocated.burn.spentNano, 400);
    EXPECT_EQ(board.all.billedElsewhereNano, 400);
    EXPECT_EQ(board.all.byAgent[0].team, "Payments");
}

TEST(BoardBuilderTest, anUnsettledDayTakesTheLedgerThatHasSeenMost)
{
    UsageRow billed = row(Ledger::providerCost, today - days(1), hours(24), 500);
    const Days known {{today - days(1),
        {{today - days(1), "openai", {billed, gatewayHour("team-payments", today - days(1) + hours(3), 600)}}}}};
    BoardTerms terms = termsAt(now);
    terms.costsKnownUpTo = {{"openai", now}};
    EXPECT_EQ(builderOf(known).build(terms).all.burn.spentNano, 600);
    // Once the provider has answered two days later its word counts.
    terms.now = now + days(2);
    terms.costsKnownUpTo = {{"openai", terms.now}};
    EXPECT_EQ(builderOf(known).build(terms).all.burn.spentNano, 500);
    // It went silent on the day itself: what it had said by then is not the bill.
    terms.costsKnownUpTo = {{"openai", today - hours(5)}};
    EXPECT_EQ(builderOf(known).build(terms).all.burn.spentNano, 600);
}

TEST(BoardBuilderTest, theUnpricedAreCountedAndInNoSum)
{
    UsageRow unpriced = gatewayHour("team-payments", today + hours(1), 0);
    unpriced.cost.reset();
    unpriced.requests = 7;
    unpriced.failedRequests = 2; // a refused call has no price and needs none
    UsageRow euros = gatewayHour("team-payments", today + hours(1), 5);
    euros.cost = Money {5, *Currency::parse("EUR")};
    BoardBuilder builder =
        builderOf({{today, {{today, "openai", {unpriced, euros, gatewayHour("team-payments", today + hours(2), 40)}}}}});
    const Board board = builder.build(termsAt(now));
    EXPECT_EQ(board.all.burn.spentNano, 40);
    EXPECT_EQ(board.unpricedRequests, 6);
}

TEST(BoardBuilderTest, aBudgetRaisedInThePeriodIsAStepAndAllTeamsHaveTheirSum)
{
    Organisation organisation = company();
    const Instant raised = *parseInstant("2026-11-10T09:00:00Z");
    organisation.budgets.push_back(
        {.team = "team-mobile", .amount = {25'000'000'000'000, Currency::usd()}, .since = raised, .by = "me"});
    BoardBuilder builder;
    builder.setOrganisation(organisation);
    const Board board = builder.build(termsAt(now));
    ASSERT_EQ(board.teams[2].input.budget.size(), 2U);
    EXPECT_EQ(board.teams[2].input.budget[1], (BudgetStep {raised, 25'000'000'000'000}));
    EXPECT_EQ(board.all.burn.budgetNano, 65'000'000'000'000);
    EXPECT_EQ(board.all.input.budget.front().amountNano, 60'000'000'000'000);
    EXPECT_FALSE(board.unallocated.burn.budgetNano);
}

TEST(BoardBuilderTest, aRowSaysHowLastWeekComparesWithTheOneBefore)
{
    BoardBuilder builder = builderOf({
        {today - days(9), {{today - days(9), "openai", {gatewayHour("team-payments", today - days(9), 100)}}}},
        {today - days(2), {{today - days(2), "openai", {gatewayHour("team-payments", today - days(2), 150)}}}},
    });
    const Board board = builder.build(termsAt(now));
    ASSERT_EQ(board.teams[0].byAgent.size(), 1U);
    EXPECT_EQ(board.teams[0].byAgent[0].againstLastWeekPercent, 50);
    EXPECT_EQ(board.all.byAgent[0].againstLastWeekPercent, 50);
    EXPECT_EQ(board.teams[0].perHourNano, 150 / (7 * 24));
}
