// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/boardbuilder.h"
#include "collector/hourlyspend.h"
#include "domain/callers.h"
#include "models/store/temporarydirectory.h"
#include "store/history.h"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>
#include <random>

using namespace fuseboard;
using namespace std::chrono;

namespace {

Instant at(const char* text) { return parseInstant(text).value(); }

UsageRow call(const char* when, const char* team, std::int64_t nano)
{
    return {.start = at(when),
        .source = "gateway",
        .account = "acme",
        .team = team,
        .key = "k",
        .agent = "a",
        .model = "m",
        .tokens = {.input = 10, .output = 2},
        .requests = 1,
        .cost = Money {nano, Currency::usd()}};
}

BoardInput inputAt(const char* now, const char* zone = "Etc/UTC")
{
    BoardInput input {.calendar = Calendar::make(zone).value(), .currency = Currency::usd(), .within = at(now), .now = at(now)};
    input.organisation.teams = {{.id = "team-a", .name = "A"}, {.id = "team-b", .name = "B"}};
    input.dataSince = at("2026-09-01T00:00:00Z");
    return input;
}

/// The rows as a history hands them back, once the account's provider has answered up to an instant.
std::vector<SpentDay> spentDays(std::vector<UsageRow> rows, Instant answered, const Organisation& organisation = {})
{
    const test::TemporaryDirectory directory;
    auto history = History::create(directory.path() / "history.db").value();
    EXPECT_TRUE(history->setOrganisation(organisation, "test", answered));
    std::map<std::string, Poll> polls;
    for (UsageRow& row : rows) {
        Poll& poll = polls[row.source];
        if (row.width.count() == 0)
            row.recordId = std::to_string(row.seq = poll.rows.size() + 1);
        poll.rows.push_back(std::move(row));
    }
    for (auto& [source, poll] : polls) {
        poll.source = source;
        poll.account = "acme";
        poll.at = answered;
        poll.completeUpTo = answered;
        const auto applied = history->apply(poll);
        EXPECT_TRUE(applied) << applied.error().detail;
    }
    return history->spent({at("2026-08-01T00:00:00Z"), at("2027-01-01T00:00:00Z")}, Grain::hour, Currency::usd()).value();
}

void add(BoardInput& input, std::vector<UsageRow> rows)
{
    for (SpentDay& day : spentDays(std::move(rows), input.now))
        input.days.push_back(std::move(day));
}

std::int64_t sumOf(const std::vector<BreakdownRow>& rows)
{
    return std::accumulate(
        rows.begin(), rows.end(), std::int64_t {0}, [](auto sum, const auto& row) { return sum + row.nano; });
}

} // namespace

TEST(HourlySpend, HoursTakeWhatKeepsTheRunningTotalExact)
{
    const Period september {at("2026-09-01T00:00:00Z"), at("2026-10-01T00:00:00Z")};
    const Period august {at("2026-08-01T00:00:00Z"), september.start};
    std::mt19937_64 random(7);
    for (int round = 0; round < 2'000; ++round) {
        const int width = 1 + static_cast<int>(random() % 30);
        const auto nano = static_cast<std::int64_t>(random() >> (random() % 60 + 2)) * (random() % 2 == 0 ? 1 : -1);
        const Instant start = september.start + hours(random() % 400);
        HourlySpend spend(september, august, september.end);
        spend.add(start, hours(width), nano);
        for (int i = 1; i <= width; ++i) // truncated, as every running total of money is
            ASSERT_EQ(spend.between(start, start + hours(i)), static_cast<std::int64_t>(Int128 {nano} * i / width))
                << nano << " over " << width << " hours, after " << i;
    }
}

TEST(BoardBuilder, RowsAddUpToAllTeamsOverRandomRowsAndZones)
{
    std::mt19937 random(23);
    for (const char* zone : {"Etc/UTC", "Europe/Berlin", "Asia/Kathmandu", "America/Los_Angeles", "Pacific/Auckland"}) {
        BoardInput input = inputAt("2026-11-23T14:20:00Z", zone);
        std::vector<UsageRow> rows;
        for (int i = 0; i < 3000; ++i) {
            const Instant start = input.now - seconds(random() % (40 * 86'400));
            UsageRow row = call("2026-11-01T00:00:00Z", std::array {"", "team-a", "team-b", "team-gone"}[random() % 4],
                static_cast<std::int64_t>(random() % 1'000'000'007));
            row.start = start;
            if (random() % 10 == 0) {
                row.ledger = Ledger::providerCost;
                row.start = dayOf(start);
                row.width = hours(24);
                row.basis = CostBasis::reported;
            }
            row.agent = "agent-" + std::to_string(random() % 7);
            row.person = random() % 2 ? "" : "p" + std::to_string(random() % 3);
            row.source = row.width.count() == 0 ? "gateway" : "openai";
            rows.push_back(row);
        }
        add(input, std::move(rows));
        const Board board = buildBoard(input);
        std::int64_t spent = board.unallocated.burn.spentNano, requests = board.unallocated.requests;
        for (const TeamBoard& team : board.teams) {
            spent += team.burn.spentNano;
            requests += team.requests;
            EXPECT_EQ(sumOf(team.byAgent), team.burn.spentNano) << zone;
            EXPECT_EQ(sumOf(team.byModel), team.burn.spentNano) << zone;
            EXPECT_EQ(sumOf(team.byPerson), team.burn.spentNano) << zone;
        }
        EXPECT_EQ(spent, board.all.burn.spentNano) << zone;
        std::int64_t parts = 0;
        for (const UnallocatedPart& part : board.unallocatedParts)
            parts += part.nano;
        EXPECT_EQ(parts, board.unallocated.burn.spentNano) << zone;
        EXPECT_EQ(requests, board.all.requests) << zone;
        EXPECT_EQ(sumOf(board.all.byAgent), board.all.burn.spentNano) << zone;
        EXPECT_EQ(board.teams.size(), 3u) << "a team that is gone is listed while it has spent something";
    }
}

TEST(BoardBuilder, ACallBelongsToTheLocalMonthItHappenedIn)
{
    for (const auto& [when, counts] : {std::pair("2026-10-31T22:50:00Z", false), std::pair("2026-10-31T23:10:00Z", true)}) {
        BoardInput input = inputAt("2026-11-23T14:20:00Z", "Europe/Berlin");
        add(input, {call(when, "team-a", 5)});
        EXPECT_EQ(buildBoard(input).all.burn.spentNano, counts ? 5 : 0) << when;
    }
}

TEST(BoardBuilder, ADailyCostCountsInTheMonthOfItsNoonAndIsSpreadOverItsHours)
{
    BoardInput input = inputAt("2026-11-23T14:20:00Z", "Europe/Berlin");
    UsageRow cost = call("2026-11-01T00:00:00Z", "team-a", 2'400);
    cost.width = hours(24);
    cost.ledger = Ledger::providerCost;
    add(input, {cost});
    const Board board = buildBoard(input);
    EXPECT_EQ(board.all.burn.spentNano, 2'400);
    const auto& points = board.all.input.spent;
    ASSERT_GT(points.size(), 26u);
    EXPECT_EQ(points[1].spentNano, 0) << "the local day begins an hour before the bucket";
    EXPECT_EQ(points[13].spentNano, 1'200);
    EXPECT_EQ(points[25].spentNano, 2'400);
    EXPECT_EQ(points.back().at, input.now);
}

TEST(BoardBuilder, AnHourFarAboveTheUsualIsToldOfItsTeamAndOfNoOther)
{
    constexpr std::int64_t unit = 1'000'000'000;
    for (const char* zone : {"Etc/UTC", "Asia/Kathmandu"}) {
        BoardInput input = inputAt("2026-12-01T00:20:00Z", zone); // the usual lies in the month before
        std::vector<UsageRow> rows;
        for (Instant hour = at("2026-11-20T00:00:00Z"); hour < at("2026-11-30T23:00:00Z"); hour += hours(1))
            for (const char* team : {"team-a", "team-b"}) {
                rows.push_back(call("2026-11-01T00:00:00Z", team, 2 * unit));
                rows.back().start = hour + minutes(7);
            }
        rows.push_back(call("2026-12-01T00:01:00Z", "team-a", 30 * unit));
        rows.push_back(call("2026-12-01T00:19:00Z", "team-a", 7 * unit));
        add(input, std::move(rows));
        const Board board = buildBoard(input);
        EXPECT_EQ(board.teams[0].costlyHour, (CostlyHour {at("2026-12-01T00:00:00Z"), 37 * unit, 2 * unit})) << zone;
        EXPECT_EQ(board.teams[1].costlyHour, std::nullopt) << zone;
        input.within = at("2026-11-10T00:00:00Z");
        EXPECT_EQ(buildBoard(input).teams[0].costlyHour, std::nullopt) << "of a month that is over";
    }
}

TEST(BoardBuilder, CountsThoseWhomAFreezeStops)
{
    BoardInput input = inputAt("2026-11-23T14:20:00Z");
    std::vector<UsageRow> rows;
    const auto spend = [&](const char* team, const char* person, const char* agent, const char* key) {
        rows.push_back(call("2026-11-20T10:00:00Z", team, 5));
        rows.back().person = person;
        rows.back().agent = agent;
        rows.back().key = key;
    };
    spend("team-a", "ada", "editor", "k1");
    spend("team-a", "ben", "", "k2");
    spend("team-b", "ada", "editor", "k3");
    spend("team-b", "", "crawler", "k4");
    add(input, rows);
    input.organisation.keys = {{.sha256 = "1", .team = "team-a", .label = "k1", .person = "", .agent = ""},
        {.sha256 = "2", .team = "team-a", .label = "probe", .person = "", .agent = "", .probe = true},
        {.sha256 = "3", .team = "", .label = "of no team", .person = "", .agent = ""}};
    const Board board = buildBoard(input);
    EXPECT_EQ(agentsOf(board.teams[0]), std::vector<std::string_view> {"editor"}) << "a key is no agent";
    EXPECT_EQ(board.teams[0].agents, 1);
    EXPECT_EQ(board.teams[0].people, 2);
    EXPECT_EQ(board.teams[0].keys, 1);
    EXPECT_EQ(board.all.agents, 2) << "who works for two teams is one";
    EXPECT_EQ(board.all.people, 2);
    EXPECT_EQ(board.all.keys, 2);
}

TEST(BoardBuilder, MergedRequestsAddUpAndAreUnknownWithoutARepository)
{
    BoardInput input = inputAt("2026-11-23T14:20:00Z", "Europe/Berlin");
    EXPECT_EQ(buildBoard(input).all.mergedRequests, std::nullopt);
    AllocationRule rule;
    rule.person = "ada";
    rule.team = "team-a";
    input.organisation.rules = {rule};
    const Instant day = *parseInstant("2026-11-02T00:00:00Z");
    input.merged = std::vector<MergedRequests> {{day, "git", "acme", "ada", 3}, {day, "git", "acme", "ben", 2}};
    const Board board = buildBoard(input);
    EXPECT_EQ(board.all.mergedRequests, 5);
    EXPECT_EQ(board.unallocated.mergedRequests, 2);
    for (const TeamBoard& team : board.teams)
        EXPECT_EQ(team.mergedRequests, team.id == "team-a" ? 3 : 0) << team.id;
}

TEST(BoardBuilder, WithoutABudgetOfItsOwnTheOrganisationHasItsTeams)
{
    BoardInput input = inputAt("2026-11-23T14:20:00Z");
    const Instant start = at("2026-11-01T00:00:00Z"), raise = at("2026-11-10T00:00:00Z");
    input.organisation.budgets = {
        {.scope = BudgetScope::ofTeam("team-a"), .amount = Money {100, Currency::usd()}, .since = start},
        {.scope = BudgetScope::ofTeam("team-b"), .amount = Money {50, Currency::usd()}, .since = start},
        {.scope = BudgetScope::ofTeam("team-a"), .amount = Money {120, Currency::usd()}, .since = raise}};
    const Board board = buildBoard(input);
    EXPECT_EQ(board.all.input.budget, (std::vector<BudgetStep> {{start, 150}, {raise, 170}}));
    EXPECT_EQ(board.teams[0].burn.budgetNano, 120);
}

TEST(BoardBuilder, ARaiseIsInTheBudgetsOfItsTeamAndOfAll)
{
    BoardInput input = inputAt("2026-11-23T14:20:00Z");
    const Instant start = at("2026-11-01T00:00:00Z"), from = at("2026-11-20T00:00:00Z"), until = at("2026-11-25T00:00:00Z");
    const BudgetScope a = BudgetScope::ofTeam("team-a");
    input.organisation.budgets = {{.scope = a, .amount = Money {100, Currency::usd()}, .since = start, .by = "", .why = ""},
        {.scope = BudgetScope::ofTeam("team-b"), .amount = Money {50, Currency::usd()}, .since = start, .by = "", .why = ""}};
    input.organisation.raises = {
        {.scope = a, .amount = {30, Currency::usd()}, .from = from, .until = until, .by = "ada", .why = "launch"}};
    Board board = buildBoard(input);
    EXPECT_EQ(board.teams[0].input.budget, (std::vector<BudgetStep> {{start, 100}, {from, 130}, {until, 100}}));
    EXPECT_EQ(board.teams[0].burn.budgetNano, 130);
    EXPECT_EQ(board.all.input.budget, (std::vector<BudgetStep> {{start, 150}, {from, 180}, {until, 150}}));

    // Ended, and begun anew: the burn-down is that of the new one.
    input.organisation.budgets.push_back({.scope = a, .amount = {}, .since = at("2026-11-21T00:00:00Z"), .by = "", .why = ""});
    board = buildBoard(input);
    EXPECT_TRUE(board.teams[0].input.budget.empty());
    EXPECT_EQ(board.teams[0].burn.pace, Pace::noData);
    EXPECT_EQ(board.all.burn.budgetNano, 50);
    input.organisation.budgets.push_back(
        {.scope = a, .amount = Money {70, Currency::usd()}, .since = at("2026-11-22T00:00:00Z"), .by = "", .why = ""});
    EXPECT_EQ(buildBoard(input).teams[0].input.budget, (std::vector<BudgetStep> {{at("2026-11-22T00:00:00Z"), 70}}));
}

TEST(BoardBuilder, EachBudgetIsWatchedInItsOwnPeriod)
{
    BoardInput input = inputAt("2026-11-25T12:00:00Z"); // a Wednesday
    const auto spend = [](const char* when, const char* team, const char* person, const char* agent, const char* model,
                           std::int64_t nano) {
        UsageRow row = call(when, team, nano);
        row.person = person;
        row.agent = agent;
        row.model = model;
        return row;
    };
    add(input,
        {spend("2026-10-05T10:00:00Z", "team-a", "ada", "editor", "m", 7),
            spend("2026-11-20T10:00:00Z", "team-b", "ada", "chat", "m", 20),
            spend("2026-11-24T10:00:00Z", "team-a", "ada", "editor", "m", 300),
            spend("2026-11-24T11:00:00Z", "team-a", "ada", "editor", "n", 4000)});
    const auto budget = [&](const BudgetScope& scope, PeriodKind period, std::int64_t nano) {
        input.organisation.budgets.push_back({.scope = scope,
            .period = period,
            .amount = Money {nano, Currency::usd()},
            .since = at("2026-01-01T00:00:00Z"),
            .by = "",
            .why = ""});
    };
    budget(BudgetScope::ofModel("m"), PeriodKind::quarter, 400);
    budget(BudgetScope::ofPerson("ada"), PeriodKind::week, 5000);
    budget(BudgetScope::ofPerson("ada", "editor"), PeriodKind::month, 4301);
    budget(BudgetScope::everything(), PeriodKind::year, 10);
    budget(BudgetScope::ofTeam("team-b"), PeriodKind::month, 0);
    budget(BudgetScope::ofPerson("eve"), PeriodKind::month, 5);
    input.organisation.budgets.back().amount->currency = *Currency::parse("EUR");

    const Board board = buildBoard(input);
    std::map<std::string, const BudgetState*> states;
    for (const BudgetState& state : board.budgets)
        states[state.budget.scope.text()] = &state;
    ASSERT_EQ(board.budgets.size(), 6U);
    EXPECT_EQ(board.budgets[0].budget.scope, BudgetScope::everything());
    EXPECT_EQ(states["organisation"]->burn->spentNano, 4327);
    EXPECT_EQ(states["organisation"]->crossed, (std::vector<int> {80, 100}));
    EXPECT_EQ(states["model:m"]->burn->spentNano, 327) << "since October";
    EXPECT_EQ(states["model:m"]->percent, 81);
    EXPECT_EQ(states["model:m"]->crossed, std::vector<int> {80});
    EXPECT_EQ(states["person:ada"]->burn->spentNano, 4300) << "since Monday";
    EXPECT_EQ(states["person:ada/editor"]->burn->spentNano, 4300) << "since 1 November";
    EXPECT_EQ(states["person:ada/editor"]->percent, 99);
    EXPECT_EQ(states["team:team-b"]->burn->spentNano, 20);
    EXPECT_EQ(states["team:team-b"]->percent, std::nullopt) << "of nothing";
    EXPECT_FALSE(states["person:eve"]->burn) << "nothing is converted";
    EXPECT_TRUE(board.all.input.budget.size() == 1 && board.all.burn.budgetNano == 0)
        << "a year's budget is none of a month: its teams' stand for it";
    EXPECT_LE(firstDayNeeded(input.calendar, input.kind, input.within, input.now, input.organisation.budgets),
        at("2026-01-01T00:00:00Z"));
}

TEST(BoardBuilder, UnpricedCallsAreCountedAndACurrencyWithoutARateIsAGapOfItsOwn)
{
    BoardInput input = inputAt("2026-11-23T14:20:00Z");
    UsageRow unpriced = call("2026-11-20T10:00:00Z", "team-a", 0);
    unpriced.cost.reset();
    UsageRow euros = call("2026-11-20T10:00:00Z", "team-a", 7);
    euros.cost->currency = *Currency::parse("EUR");
    add(input, {unpriced, euros, call("2026-11-20T10:00:00Z", "team-a", 5)});
    const Board board = buildBoard(input);
    EXPECT_EQ(board.all.burn.spentNano, 5);
    EXPECT_EQ(board.unpricedRequests, 1);
    const OtherCurrency gap {.currency = *Currency::parse("EUR"), .gapNano = 7, .hasGap = true};
    EXPECT_EQ(board.all.otherCurrencies, std::vector {gap});
    EXPECT_EQ(board.teams[0].otherCurrencies, std::vector {gap});
    EXPECT_TRUE(board.teams[1].otherCurrencies.empty());
}

namespace {

ExchangeRate rateOf(const char* from, const char* to, const char* decimal, const char* day)
{
    return withRate({.from = *Currency::parse(from),
                        .to = *Currency::parse(to),
                        .day = at(day),
                        .holdsDays = dailyRateHolds,
                        .source = "ECB"},
        decimal)
        .value();
}

} // namespace

TEST(BoardBuilder, AnotherCurrencyCountsAtItsOwnDaysRate)
{
    BoardInput input = inputAt("2026-11-23T14:20:00Z");
    std::vector<UsageRow> rows;
    for (const auto& [when, nano] :
        {std::pair("2026-11-02T10:00:00Z", 100), {"2026-11-10T10:00:00Z", 1'000}, {"2026-11-20T10:00:00Z", 7}}) {
        rows.push_back(call(when, "team-a", nano));
        rows.back().cost->currency = *Currency::parse("EUR");
    }
    rows.push_back(call("2026-11-10T10:00:00Z", "team-a", 5));
    add(input, rows);
    input.rates = ExchangeRates(
        {rateOf("EUR", "USD", "1.5", "2026-11-01T00:00:00Z"), rateOf("EUR", "USD", "1.1", "2026-11-10T00:00:00Z")});
    const Board board = buildBoard(input);
    EXPECT_EQ(board.all.burn.spentNano, 150 + 1'100 + 5);
    EXPECT_EQ(sumOf(board.teams[0].byModel), 1'255);
    EXPECT_EQ(board.all.otherCurrencies,
        (std::vector<OtherCurrency> {
            {.currency = *Currency::parse("EUR"), .convertedNano = 1'100, .countedNano = 1'250, .gapNano = 7, .hasGap = true}}))
        << "on the 20th the rate of the 10th is ten days old";
    ASSERT_EQ(board.costs.size(), 4u);
    EXPECT_EQ(board.costs[0].rate->text(), "1.5");
    EXPECT_EQ(board.costs[0].rate->day, at("2026-11-01T00:00:00Z"));
    EXPECT_FALSE(board.costs[2].rate && board.costs[1].rate) << "its own currency needs none";
    EXPECT_EQ(board.costs[3].countedNano, std::nullopt);
    EXPECT_EQ(board.costs[3].cost, (Money {7, *Currency::parse("EUR")}));
}

/// Converted once a day, team and currency, however many rows, hours and shares it comes in, and whatever grain it is read in.
TEST(BoardBuilder, ConvertedAmountsAddUpToTheNanoUnitOverRandomRows)
{
    std::mt19937 random(31);
    const auto rates = [] {
        std::vector<ExchangeRate> out;
        for (int day = 1; day < 60; day += 3) {
            out.push_back(rateOf("EUR", "USD", "1.08561234", "2026-10-01T00:00:00Z"));
            out.back().day += days(day);
            out.back().digits += day * 1'337;
            out.push_back(rateOf("EUR", "JPY", "169.23", "2026-10-01T00:00:00Z"));
            out.back().day += days(day);
        }
        return ExchangeRates(out);
    }();
    for (const char* zone : {"Etc/UTC", "Asia/Kathmandu", "America/Los_Angeles"}) {
        BoardInput input = inputAt("2026-11-23T14:20:00Z", zone);
        std::vector<UsageRow> rows;
        for (int i = 0; i < 2'000; ++i) {
            UsageRow row = call("2026-11-01T00:00:00Z", std::array {"", "team-a", "team-b"}[random() % 3],
                static_cast<std::int64_t>(random() % 1'000'000'007) - 10'000);
            row.start = input.now - seconds(random() % (40 * 86'400));
            row.agent = "agent-" + std::to_string(random() % 5);
            row.cost->currency = *Currency::parse(std::array {"USD", "EUR", "JPY", "CHF"}[random() % 4]);
            rows.push_back(row);
        }
        add(input, std::move(rows));
        input.rates = rates;
        const Board board = buildBoard(input);
        std::int64_t spent = board.unallocated.burn.spentNano, counted = 0;
        for (const TeamBoard& team : board.teams) {
            spent += team.burn.spentNano;
            EXPECT_EQ(sumOf(team.byAgent), team.burn.spentNano);
        }
        EXPECT_EQ(spent, board.all.burn.spentNano);
        std::map<TeamId, std::int64_t> byTeam;
        for (const DayCost& cost : board.costs) {
            counted += cost.countedNano.value_or(0);
            byTeam[cost.team] += cost.countedNano.value_or(0);
            EXPECT_EQ(cost.countedNano.has_value(), cost.cost.currency != *Currency::parse("CHF")) << "no rate, no amount";
            if (cost.rate) {
                EXPECT_EQ(*cost.countedNano, convert(cost.cost, *cost.rate, board.currency)->nano);
            }
        }
        EXPECT_EQ(counted, board.all.burn.spentNano) << zone;
        for (const TeamBoard& team : board.teams)
            EXPECT_EQ(byTeam[team.id], team.burn.spentNano) << zone;
        EXPECT_EQ(board.all.otherCurrencies.size(), 3u);
    }
}

TEST(BoardBuilder, ALateBucketAndACreditAfterTheCloseRestateTheClosedMonth)
{
    const test::TemporaryDirectory directory;
    auto history = History::create(directory.path() / "history.db").value();
    const Instant october = at("2026-10-01T00:00:00Z");
    const auto tell = [&](const char* when, std::int64_t nano, const char* answered) {
        UsageRow row = call(when, "team-a", nano);
        row.source = "openai";
        row.ledger = Ledger::providerCost;
        row.width = hours(24);
        row.start = dayOf(row.start);
        Poll poll {.source = "openai",
            .account = "acme",
            .rows = {row},
            .cursor = "c",
            .at = at(answered),
            .completeUpTo = at(answered)};
        ASSERT_TRUE(history->apply(poll));
    };
    const auto boardOf = [&](const char* now) {
        BoardInput input = inputAt(now);
        input.within = at("2026-10-15T00:00:00Z");
        input.days =
            history->spent({at("2026-08-01T00:00:00Z"), at("2027-01-01T00:00:00Z")}, Grain::day, Currency::usd()).value();
        input.restatements = history->restated({october, at("2026-11-01T00:00:00Z")}).value();
        return buildBoard(input);
    };
    tell("2026-10-03T00:00:00Z", 1'000, "2026-10-05T12:00:00Z");
    tell("2026-10-03T00:00:00Z", 1'100, "2026-10-20T12:00:00Z"); // restated while the month ran
    tell("2026-10-31T00:00:00Z", 500, "2026-11-01T12:00:00Z"); // the last day, told for the first time
    Board board = boardOf("2026-11-10T00:00:00Z");
    EXPECT_EQ(board.all.burn.spentNano, 1'600);
    EXPECT_EQ(board.all.spentAtCloseNano, std::nullopt) << "the month closed with it";
    const RestatedDay third {at("2026-10-03T00:00:00Z"), 1'000, 1'100, at("2026-10-20T12:00:00Z")};
    EXPECT_EQ(board.all.restated, std::vector {third});

    tell("2026-10-30T00:00:00Z", 70, "2026-11-12T00:00:00Z"); // a late bucket
    tell("2026-10-31T00:00:00Z", -20, "2026-11-13T00:00:00Z"); // more than all of it is given back
    board = boardOf("2026-11-20T00:00:00Z");
    EXPECT_EQ(board.all.burn.spentNano, 1'100 + 70 - 20);
    EXPECT_EQ(board.all.spentAtCloseNano, 1'600);
    EXPECT_EQ(board.all.restated,
        (std::vector {third, RestatedDay {at("2026-10-30T00:00:00Z"), 0, 70, at("2026-11-12T00:00:00Z")},
            RestatedDay {at("2026-10-31T00:00:00Z"), 500, -20, at("2026-11-13T00:00:00Z")}}));
    EXPECT_EQ(board.teams[0].restated, board.all.restated);
    EXPECT_TRUE(board.teams[1].restated.empty());
    EXPECT_EQ(board.teams[1].spentAtCloseNano, std::nullopt);
}

TEST(BoardBuilder, ARestatedDayHasTheDateThatTheBusinessZoneGivesItsNoon)
{
    for (const auto& [zone, date] :
        {std::pair("Etc/UTC", "2026-10-03T00:00:00Z"), std::pair("America/Los_Angeles", "2026-10-03T00:00:00Z"),
            std::pair("Pacific/Pago_Pago", "2026-10-03T00:00:00Z"), std::pair("Asia/Kathmandu", "2026-10-03T00:00:00Z"),
            std::pair("Pacific/Auckland", "2026-10-04T00:00:00Z"), std::pair("Pacific/Apia", "2026-10-04T00:00:00Z")}) {
        BoardInput input = inputAt("2026-10-20T00:00:00Z", zone);
        UsageRow row = call("2026-10-03T00:00:00Z", "team-a", 1'100);
        row.width = hours(24);
        add(input, {row});
        input.restatements = {{at("2026-10-03T00:00:00Z"), "team-a", at("2026-10-05T12:00:00Z"), Money {100, Currency::usd()}}};
        const Board board = buildBoard(input);
        ASSERT_EQ(board.all.restated.size(), 1U) << zone;
        EXPECT_EQ(board.all.restated[0], (RestatedDay {at(date), 1'000, 1'100, at("2026-10-05T12:00:00Z")})) << zone;
    }
}

TEST(BoardBuilder, AgainstLastWeekComparesSevenDaysWithTheSevenBefore)
{
    BoardInput input = inputAt("2026-11-23T14:20:00Z");
    add(input, {call("2026-11-12T10:00:00Z", "team-a", 100)});
    add(input, {call("2026-11-20T10:00:00Z", "team-a", 312)});
    EXPECT_EQ(buildBoard(input).all.byAgent.at(0).againstLastWeekPercent, 212);
}

TEST(BoardBuilder, LastPeriodIsMovedOntoThisOne)
{
    BoardInput input = inputAt("2026-11-23T14:20:00Z");
    add(input, {call("2026-10-02T00:30:00Z", "team-a", 9)});
    const auto last = buildBoard(input).all.lastPeriod;
    EXPECT_EQ(last.front(), (SpendPoint {at("2026-11-01T00:00:00Z"), 0}));
    EXPECT_EQ(last[24].spentNano, 0);
    EXPECT_EQ(last[25], (SpendPoint {at("2026-11-02T01:00:00Z"), 9}));
    EXPECT_LE(last.back().at, at("2026-12-01T00:00:00Z"));
}

namespace {

UsageRow provided(Ledger ledger, const char* when, std::chrono::seconds width, std::int64_t nano)
{
    UsageRow row = call(when, "", nano);
    row.source = "openai";
    row.ledger = ledger;
    row.width = width;
    row.agent.clear();
    row.basis = ledger == Ledger::providerCost ? CostBasis::reported : CostBasis::estimated;
    return row;
}

} // namespace

TEST(BoardBuilder, AProvidersDailyCostGetsHoursPeopleAndModelsFromItsUsage)
{
    BoardInput input = inputAt("2026-11-23T14:20:00Z");
    UsageRow cost = provided(Ledger::providerCost, "2026-11-20T00:00:00Z", hours(24), 1'000);
    cost.model.clear();
    cost.lineItem = "m, input";
    UsageRow ada = provided(Ledger::providerUsage, "2026-11-20T02:00:00Z", hours(1), 30);
    ada.person = "ada";
    UsageRow bob = provided(Ledger::providerUsage, "2026-11-20T09:00:00Z", hours(1), 10);
    bob.person = "bob";
    add(input, {cost, ada, bob});
    const Board board = buildBoard(input);
    ASSERT_EQ(board.all.byPerson.size(), 2u);
    EXPECT_EQ(board.all.byPerson[0].name, "ada");
    EXPECT_EQ(board.all.byPerson[0].nano, 750);
    EXPECT_EQ(board.all.byPerson[1].nano, 250);
    ASSERT_EQ(board.all.byModel.size(), 1u);
    EXPECT_EQ(board.all.byModel[0].name, "m");
    EXPECT_EQ(board.all.estimatedNano, 0) << "it is the provider's word";
    EXPECT_EQ(board.all.input.spent.at(19 * 24 + 3).spentNano, 750);
    EXPECT_EQ(board.all.requests, 2);
}

TEST(BoardBuilder, ADayIsSettledOnlyOnceItsProviderHasAnsweredAfterIt)
{
    const std::vector<UsageRow> rows {
        provided(Ledger::providerCost, "2026-11-20T00:00:00Z", hours(24), 500), call("2026-11-20T03:00:00Z", "team-a", 600)};
    for (const auto& [answered, expected] : {std::pair("2026-11-20T12:00:00Z", 600), std::pair("2026-11-21T05:59:00Z", 600),
             std::pair("2026-11-21T06:00:00Z", 500)}) {
        BoardInput input = inputAt("2026-11-23T14:20:00Z");
        input.days = spentDays(rows, at(answered));
        EXPECT_EQ(buildBoard(input).all.burn.spentNano, expected) << answered;
    }
}

TEST(BoardBuilder, CallsAGatewaySawAreItsTeamsAndTheProvidersSurplusNobodys)
{
    BoardInput input = inputAt("2026-11-23T14:20:00Z");
    UsageRow reported = provided(Ledger::providerUsage, "2026-11-20T03:00:00Z", hours(1), 30);
    reported.requests = 5;
    reported.tokens = {.input = 70, .output = 1};
    add(input, {call("2026-11-20T03:10:00Z", "team-a", 10), call("2026-11-20T03:20:00Z", "team-b", 10), reported});
    const Board board = buildBoard(input);
    EXPECT_EQ(board.teams[0].requests, 1);
    EXPECT_EQ(board.teams[1].requests, 1);
    EXPECT_EQ(board.unallocated.requests, 3);
    EXPECT_EQ(board.all.requests, 5);
    EXPECT_EQ(board.all.tokens.input, 70);
}

TEST(BoardBuilder, ARefusedCallIsNotUnpricedAndAKeyAppearsByItsLabel)
{
    BoardInput input = inputAt("2026-11-23T14:20:00Z");
    input.organisation.keys = {{.sha256 = "k", .team = "team-a", .label = "checkout"}};
    UsageRow refused = call("2026-11-20T10:00:00Z", "team-a", 0);
    refused.cost.reset();
    refused.failedRequests = 1;
    UsageRow bare = call("2026-11-20T10:00:00Z", "team-a", 5);
    bare.agent.clear();
    add(input, {refused, bare});
    nameKeys(input.days.at(0), input.organisation.keys);
    const Board board = buildBoard(input);
    EXPECT_EQ(board.unpricedRequests, 0);
    EXPECT_EQ(board.all.byAgent.at(0).name, "checkout");
}

TEST(BoardBuilder, WhatNoSumHasRoomForIsLeftOutAndTold)
{
    constexpr std::int64_t most = 8'999'999'999'000'000'000;
    for (const std::int64_t nano : {most, -most}) {
        BoardInput input = inputAt("2026-11-23T14:20:00Z");
        input.kind = PeriodKind::month;
        for (const char* team : {"team-a", "team-b"})
            input.organisation.budgets.push_back({.scope = BudgetScope::ofTeam(team),
                .amount = Money {most, Currency::usd()},
                .since = at("2026-11-01T00:00:00Z"),
                .by = "test"});
        add(input, {call("2026-11-20T10:00:00Z", "team-a", nano), call("2026-11-21T10:00:00Z", "team-b", nano)});
        for (SpentDay& day : input.days)
            day.usage["team-a"].tokens.output = most;
        const Board board = buildBoard(input);
        EXPECT_EQ(board.all.burn.spentNano, nano);
        EXPECT_EQ(board.all.tokens.output, most);
        EXPECT_EQ(board.teams[0].burn.spentNano, nano);
        EXPECT_EQ(board.teams[1].burn.spentNano, 0);
        for (const TeamBoard* row : {&board.all, &board.teams[1]}) {
            ASSERT_EQ(row->otherCurrencies.size(), 1u);
            EXPECT_TRUE(row->otherCurrencies.front().hasGap);
            EXPECT_EQ(row->otherCurrencies.front().gapNano, nano);
        }
        EXPECT_TRUE(board.teams[0].otherCurrencies.empty());
        ASSERT_FALSE(board.all.input.budget.empty());
        EXPECT_EQ(board.all.input.budget.back().amountNano, std::numeric_limits<std::int64_t>::max());
    }
}
