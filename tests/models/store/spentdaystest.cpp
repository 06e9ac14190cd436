// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "store/history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <format>
#include <limits>
#include <numeric>
#include <random>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const Instant first = *parseInstant("2026-10-01T00:00:00Z");
const Period all {first, first + days(60)};
const Currency usd = Currency::usd();

Organisation organisation()
{
    Organisation out;
    out.teams = {{.id = "team-a", .name = "A"}, {.id = "team-b", .name = "B"}, {.id = "team-c", .name = "C"}};
    out.rules = {{.id = 1, .project = "proj_a", .team = "team-a"},
        {.id = 2, .person = "p1", .shares = {{"team-b", 333'333}, {"team-c", 666'667}}}};
    return out;
}

UsageRow bucket(Instant start, const std::string& project, const std::string& person, std::int64_t nano)
{
    return {.start = start,
        .width = hours(1),
        .source = "openai",
        .account = "acme",
        .ledger = Ledger::providerUsage,
        .recordId = {},
        .team = {},
        .project = project,
        .key = {},
        .person = person,
        .agent = {},
        .model = "gpt-5.6",
        .lineItem = {},
        .tag = {},
        .tokens = {.input = 10},
        .requests = 1,
        .cost = Money {nano, usd},
        .priceVersion = "p1"};
}

Poll pollOf(std::vector<UsageRow> rows, Instant at = first + days(50))
{
    return {.source = "openai",
        .account = "acme",
        .rows = std::move(rows),
        .rereads = {},
        .cursor = "c",
        .at = at,
        .completeUpTo = at};
}

std::int64_t sumOf(const std::vector<NamedSum>& sums)
{
    return std::accumulate(
        sums.begin(), sums.end(), std::int64_t {0}, [](std::int64_t sum, const NamedSum& each) { return sum + each.nano; });
}

/// Everything that is shown of money.
struct Shown {
    std::vector<SpentDay> days;
    std::vector<NamedSum> byTeam, byModel;
    bool operator==(const Shown&) const = default;
};

/// In an order that does not depend on which series came first.
Shown shown(const History& history)
{
    Shown out {history.spent(all, Grain::day, usd).value(), history.teamTotals(all, usd).value(),
        history.modelTotals(all, usd).value()};
    const auto order = [](const SpentShare& share) {
        return std::tie(share.team, share.project, share.person, share.model, share.key, share.agent, share.basis,
            share.billedElsewhere, share.nano);
    };
    for (SpentDay& day : out.days)
        std::ranges::sort(day.shares, {}, order);
    for (auto* sums : {&out.byTeam, &out.byModel})
        std::ranges::sort(*sums, {}, &NamedSum::name);
    return out;
}

class SpentDaysTest : public testing::Test {
protected:
    std::unique_ptr<History> make(const std::string& name = "history.db", const Organisation& with = organisation())
    {
        auto history = History::create(m_directory.path() / name).value();
        EXPECT_TRUE(history->setOrganisation(with, "test", first));
        return history;
    }
    static void allocateAll(History& history)
    {
        while (history.waitingForAllocation()->days)
            ASSERT_TRUE(history.allocateSome(7));
    }
    test::TemporaryDirectory m_directory;
};

/// A row of any ledger, on one of a few days, of one of a few series.
UsageRow anyRow(std::mt19937& random)
{
    const Instant day = first + days(random() % 4);
    UsageRow row = bucket(day + hours(random() % 24), std::array {"", "proj_a", "proj_b"}[random() % 3],
        std::array {"", "p1", "p2"}[random() % 3], static_cast<std::int64_t>(random() % 100'000) - 1'000);
    switch (random() % 3) {
    case 0:
        row.ledger = Ledger::providerCost;
        row.start = day;
        row.width = hours(24);
        row.basis = CostBasis::reported;
        row.lineItem = random() % 2 ? "gpt-5.6, input" : "";
        row.model = {};
        break;
    case 1:
        row.ledger = Ledger::gateway;
        row.source = "gateway";
        row.team = std::array {"team-a", "team-b"}[random() % 2];
        row.width = seconds(0);
        row.recordId = std::format("0193f4a0-1111-7222-8333-{:012x}", random() % 40);
        row.start = first + days(std::stoi(row.recordId.substr(34), nullptr, 16) % 4);
        break;
    default: break;
    }
    if (random() % 9 == 0)
        row.cost.reset();
    return row;
}

} // namespace

TEST_F(SpentDaysTest, whatIsKeptBySteppingEqualsWhatIsMadeFromTheRowsAtOnce)
{
    std::mt19937 random(41);
    auto stepped = make();
    std::uint64_t seq = 0;
    Instant told = first; // what is settled stays so, whatever comes later
    for (int round = 0; round < 150; ++round) {
        Poll provider = pollOf({}, first + days(3) + hours(random() % 60)), gateway = provider;
        told = std::max(told, *provider.completeUpTo);
        gateway.source = "gateway";
        gateway.account.clear();
        for (int i = 0; i < 12; ++i) {
            UsageRow row = anyRow(random);
            row.seq = row.width.count() == 0 ? ++seq : 0;
            (row.source == "gateway" ? gateway : provider).rows.push_back(row);
        }
        if (random() % 4 == 0)
            provider.rereads = {{Ledger::providerUsage, {first + days(1), first + days(2)}}};
        ASSERT_TRUE(stepped->apply(provider));
        ASSERT_TRUE(stepped->apply(gateway));
        if (round % 10 != 9)
            continue;
        const Shown kept = shown(*stepped);
        std::int64_t shares = 0;
        for (const SpentDay& day : kept.days)
            for (const SpentShare& share : day.shares)
                shares += share.nano;
        ASSERT_EQ(sumOf(kept.byTeam), shares);
        ASSERT_EQ(sumOf(kept.byModel), shares);

        auto anew = make(std::format("anew-{}.db", round));
        provider.rows = stepped->rows("openai", all).value();
        provider.rereads = {};
        provider.completeUpTo = told;
        gateway.rows = stepped->rows("gateway", all).value();
        ASSERT_TRUE(anew->apply(gateway));
        ASSERT_TRUE(anew->apply(provider));
        ASSERT_EQ(shown(*anew), kept) << "round " << round;
    }
}

TEST_F(SpentDaysTest, fiveHundredRestatementsShowTheLastStatement)
{
    std::mt19937 random(500);
    auto history = make();
    std::map<std::pair<int, int>, std::int64_t> stated; // of hour and project
    using DayTotals = std::map<std::pair<Instant, TeamId>, std::int64_t>;
    const auto totals = [&] { // no rule matches these projects
        DayTotals out;
        for (const auto& [key, nano] : stated)
            out[{first + days(key.first / 24), TeamId()}] += nano;
        return out;
    };
    std::vector<Restatement> expected;
    for (int step = 0; step < 500; ++step) {
        DayTotals before = totals();
        const int from = static_cast<int>(random() % (40 * 24)), to = from + 1 + static_cast<int>(random() % 72);
        for (int hour = from; hour < to; ++hour)
            for (int project = 0; project < 3; ++project) {
                const auto key = std::pair(hour, project);
                switch (random() % 5) { // raised, lowered, split off, withdrawn, left
                case 0: stated[key] += static_cast<std::int64_t>(random() % 1'000); break;
                case 1: stated[key] = static_cast<std::int64_t>(random() % 500) - 100; break;
                case 2: stated[std::pair(hour, (project + 1) % 3)] = stated[key] / 2; break;
                case 3: stated.erase(key); break;
                default: break;
                }
            }
        const DayTotals now = totals();
        for (auto [when, nano] : now)
            before.try_emplace(when);
        for (const auto& [when, nano] : before) { // the first poll tells all of it; every later change is a restatement
            const auto at = now.find(when);
            const std::int64_t change = (at == now.end() ? 0 : at->second) - nano;
            if (change != 0 && step > 0)
                expected.push_back({when.first, when.second, first + days(45) + seconds(step), {change, usd}});
        }
        std::vector<UsageRow> rows;
        for (const auto& [key, nano] : stated)
            if (key.first >= from && key.first < to)
                rows.push_back(bucket(first + hours(key.first), std::format("proj_{}", key.second), {}, nano));
        std::ranges::shuffle(rows, random);
        Poll poll = pollOf(std::move(rows), first + days(45) + seconds(step));
        poll.rereads = {{Ledger::providerUsage, {first + hours(from), first + hours(to)}}};
        ASSERT_TRUE(history->apply(poll));
    }
    std::int64_t said = 0, withdrawn = 0;
    for (const auto& [key, nano] : stated)
        said += nano;
    const auto rows = history->rows("openai", all).value();
    for (const UsageRow& row : rows)
        withdrawn += !stated.contains({static_cast<int>((row.start - first) / hours(1)), row.project.back() - '0'});
    EXPECT_EQ(sumOf(history->teamTotals(all, usd).value()), said);
    EXPECT_EQ(withdrawn, 0);
    EXPECT_GT(history->restatements().value(), 1'000);
    auto marks = history->restated(all).value();
    const auto order = [](const Restatement& each) { return std::tuple(each.at, each.day, each.team); };
    std::ranges::sort(marks, {}, order);
    std::ranges::sort(expected, {}, order);
    EXPECT_TRUE(marks == expected) << "the days of the script, no others, and by as much: " << marks.size() << " of "
                                   << expected.size();
    EXPECT_GT(marks.size(), 500U);
}

TEST_F(SpentDaysTest, onlyWhatChangesADayThatWasToldIsARestatement)
{
    auto history = make();
    const auto told = [&](std::vector<UsageRow> rows, Instant at) { ASSERT_TRUE(history->apply(pollOf(std::move(rows), at))); };
    told({bucket(first, "proj_a", {}, 100)}, first + hours(12)); // the day runs
    told({bucket(first, "proj_a", {}, 110), bucket(first + hours(20), "proj_a", {}, 1)}, first + hours(29)); // first told whole
    told({bucket(first, "proj_a", {}, 120)}, first + hours(30)); // not settled before
    EXPECT_TRUE(history->restated(all)->empty());
    told({bucket(first, "proj_a", {}, 120)}, first + hours(31)); // nothing new
    EXPECT_TRUE(history->restated(all)->empty());
    told({bucket(first + hours(3), "proj_a", {}, -20)}, first + days(40)); // a late credit
    EXPECT_EQ(history->restated(all).value(), (std::vector<Restatement> {{first, "team-a", first + days(40), {-20, usd}}}));
    EXPECT_TRUE(history->restated({first + days(1), first + days(60)})->empty());

    Organisation changed = organisation();
    changed.rules[0].team = "team-b";
    ASSERT_TRUE(history->setOrganisation(changed, "test", first + days(41)));
    allocateAll(*history);
    EXPECT_EQ(history->restated(all)->size(), 1U) << "new rules are no word of a source";
}

TEST_F(SpentDaysTest, newRulesGiveHistoryToOthersAndChangeNoTotal)
{
    std::mt19937 random(8);
    std::vector<UsageRow> rows;
    for (int hour = 0; hour < 30 * 24; ++hour)
        for (const char* project : {"proj_a", "proj_b"})
            rows.push_back(bucket(first + hours(hour), project, "p1", static_cast<std::int64_t>(random() % 10'000)));
    auto history = make();
    ASSERT_TRUE(history->apply(pollOf(rows)));
    const std::int64_t before = sumOf(history->teamTotals(all, usd).value());

    Organisation changed = organisation();
    std::ranges::reverse(changed.rules);
    ASSERT_TRUE(history->setOrganisation(changed, "test", first));
    ASSERT_EQ(history->waitingForAllocation()->days, (Period {first, first + days(30)}));
    const auto step = history->allocateSome(10).value();
    EXPECT_EQ(step.days.size(), 10U);
    EXPECT_EQ(*step.days.rbegin(), first + days(29)) << "the newest first";
    EXPECT_EQ(sumOf(history->teamTotals(all, usd).value()), before) << "half done";
    history.reset();
    history = History::open(m_directory.path() / "history.db", HistoryMode::owner).value();
    ASSERT_EQ(history->waitingForAllocation()->days, (Period {first, first + days(20)})) << "goes on after a restart";
    allocateAll(*history);

    auto anew = make("anew.db", changed);
    ASSERT_TRUE(anew->apply(pollOf(rows)));
    EXPECT_EQ(shown(*history), shown(*anew));
    EXPECT_EQ(sumOf(history->teamTotals(all, usd).value()), before);
    EXPECT_EQ(history->teamDays("team-a", all, usd)->size(), 0U) << "the rule with shares comes first now";
    EXPECT_EQ(history->teamDays("team-c", all, usd)->size(), 30U);
}

TEST_F(SpentDaysTest, aCancelledAllocationLeavesEverythingAsItWasBeforeTheChange)
{
    std::vector<UsageRow> rows;
    std::mt19937 random(9);
    for (int day = 0; day < 20; ++day)
        for (const char* project : {"proj_a", "proj_b"})
            rows.push_back(bucket(first + days(day), project, "p1", static_cast<std::int64_t>(random() % 10'000)));
    for (const int done : {0, 7, 19}) {
        auto history = make(std::format("cancel-{}.db", done), organisation());
        ASSERT_TRUE(history->apply(pollOf(rows)));
        const auto before = shown(*history);
        ASSERT_EQ(history->cancelAllocation("test", first).error().code, ErrorCode::nothingToCancel);

        Organisation changed = organisation(), changedAgain = organisation();
        std::ranges::reverse(changed.rules);
        changedAgain.rules.clear();
        ASSERT_TRUE(history->setOrganisation(changed, "test", first));
        ASSERT_TRUE(history->allocateSome(done));
        ASSERT_TRUE(history->waitingForAllocation()->canCancel);
        ASSERT_TRUE(history->setOrganisation(changedAgain, "test", first)) << "a second change before the first has arrived";
        ASSERT_TRUE(history->allocateSome(3));
        const auto acts = history->auditEntries(0, 1000)->size();
        history.reset();
        history = History::open(m_directory.path() / std::format("cancel-{}.db", done), HistoryMode::owner).value();

        ASSERT_TRUE(history->cancelAllocation("test", first));
        EXPECT_EQ(history->organisation()->rules, organisation().rules);
        EXPECT_GT(history->auditEntries(0, 1000)->size(), acts) << "on record";
        EXPECT_FALSE(history->waitingForAllocation()->canCancel) << "going back is not gone back from";
        allocateAll(*history);
        EXPECT_EQ(shown(*history), before);
        EXPECT_EQ(history->cancelAllocation("test", first).error().code, ErrorCode::nothingToCancel);
    }
}

TEST_F(SpentDaysTest, aCancelIsRefusedWhereATeamOfTheOldRulesIsGone)
{
    auto history = make();
    ASSERT_TRUE(history->apply(pollOf({bucket(first, "proj_a", "p1", 5)})));
    Organisation changed = organisation();
    changed.rules.clear();
    changed.teams.clear();
    ASSERT_TRUE(history->setOrganisation(changed, "test", first));
    EXPECT_EQ(history->cancelAllocation("test", first).error().code, ErrorCode::unknownTeam);
    EXPECT_EQ(history->organisation().value(), changed) << "nothing was changed";
}

TEST_F(SpentDaysTest, aLateBucketGoesToItsOwnDayAndACreditCounts)
{
    auto history = make();
    ASSERT_TRUE(history->apply(pollOf({bucket(first, "proj_a", {}, 100)})));
    ASSERT_TRUE(history->apply(pollOf({bucket(first + hours(5), "proj_a", {}, -30)}, first + days(45))));
    EXPECT_EQ(history->teamDays("team-a", all, usd).value(), (std::vector<DaySum> {{first, 70, 70, 0}}));
}

TEST_F(SpentDaysTest, currenciesAreNeverAdded)
{
    auto history = make();
    UsageRow euros = bucket(first, "proj_a", {}, 40);
    euros.cost->currency = *Currency::parse("EUR");
    euros.model = "mistral";
    ASSERT_TRUE(history->apply(pollOf({bucket(first, "proj_a", {}, 100), euros})));
    EXPECT_EQ(sumOf(history->teamTotals(all, usd).value()), 100);
    EXPECT_EQ(sumOf(history->teamTotals(all, *Currency::parse("EUR")).value()), 40);
    EXPECT_EQ(sumOf(history->teamTotals(all, *Currency::parse("JPY")).value()), 0);
    for (const Grain grain : {Grain::day, Grain::hour}) {
        const SpentDay day = history->spent(all, grain, usd)->front();
        EXPECT_EQ(day.unpricedRequests, 0) << "it has a price, in its own currency";
        ASSERT_EQ(day.shares.size(), 1U);
        EXPECT_EQ(day.shares.front().nano, 100);
        ASSERT_EQ(day.inOtherCurrencies.size(), 1U);
        EXPECT_EQ(day.inOtherCurrencies.begin()->first, *Currency::parse("EUR"));
        ASSERT_EQ(day.inOtherCurrencies.begin()->second.size(), 1U);
        EXPECT_EQ(day.inOtherCurrencies.begin()->second.front().nano, 40);
        EXPECT_EQ(day.inOtherCurrencies.begin()->second.front().width, grain == Grain::day ? hours(24) : hours(1));
    }
}

TEST_F(SpentDaysTest, aBadRowRefusesItsPollAndIsNamed)
{
    auto history = make();
    const auto refused = [&](const std::function<void(UsageRow&)>& spoil, ErrorCode code = ErrorCode::badDocument) {
        UsageRow bad = bucket(first + hours(1), "proj_a", {}, 5);
        spoil(bad);
        const auto applied = history->apply(pollOf({bucket(first, "proj_a", {}, 5), bad}));
        ASSERT_FALSE(applied);
        EXPECT_EQ(applied.error().code, code);
        EXPECT_EQ(applied.error().detail.starts_with("row 2 of 2026-10-01T01:00:00Z"), code == ErrorCode::badDocument)
            << applied.error().detail;
    };
    refused([](UsageRow& row) { row.tokens.output = -1; });
    refused([](UsageRow& row) { row.requests = -1; });
    refused([](UsageRow& row) { row.width = seconds(-3600); });
    refused([](UsageRow& row) { row.cost->currency = {}; });
    refused([](UsageRow& row) { row.recordId = "a bucket has none"; });
    UsageRow most = bucket(first, "proj_b", {}, std::numeric_limits<std::int64_t>::max());
    EXPECT_TRUE(history->apply(pollOf({most})));
    refused([](UsageRow& row) { row.cost->nano = std::numeric_limits<std::int64_t>::max(); }, ErrorCode::overflow);
    EXPECT_EQ(history->rows("openai", all)->size(), 1U) << "nothing of the refused polls is kept";
    EXPECT_EQ(sumOf(history->teamTotals(all, usd).value()), most.cost->nano);
}

TEST_F(SpentDaysTest, rowsMadeCoarserKeepEveryTotalAndAreNotTakenTwice)
{
    std::mt19937 random(35);
    auto history = make();
    Poll provider = pollOf({}), gateway = provider;
    gateway.source = "gateway";
    gateway.account.clear();
    for (int i = 0; i < 3'000; ++i) {
        UsageRow row = anyRow(random);
        row.seq = row.width.count() == 0 ? static_cast<std::uint64_t>(i + 1) : 0;
        (row.source == "gateway" ? gateway : provider).rows.push_back(row);
    }
    ASSERT_TRUE(history->apply(provider));
    ASSERT_TRUE(history->apply(gateway));
    const Shown before = shown(*history);
    const auto calls = history->rows("gateway", all)->size();
    int days = 0;
    while (const int done = history->compact({first + std::chrono::days(3), first + std::chrono::days(2)}, 1).value())
        days += done;
    EXPECT_EQ(days, 5) << "three of calls, two of hours";
    EXPECT_EQ(shown(*history), before);
    EXPECT_EQ(history->check(all).value(), std::vector<Damage>());
    const auto left = history->rows("gateway", all).value();
    EXPECT_LT(left.size(), calls);
    for (const UsageRow& row : left) {
        EXPECT_EQ(row.width,
            row.start < first + std::chrono::days(2)       ? hours(24)
                : row.start < first + std::chrono::days(3) ? hours(1)
                                                           : seconds(0));
    }
    const auto again = history->apply(gateway).value();
    EXPECT_GT(again.late, 0);
    EXPECT_EQ(again.added + again.replaced, 0);
    EXPECT_GT(history->apply(provider)->late, 0);
    EXPECT_EQ(shown(*history), before);
}

TEST_F(SpentDaysTest, aBillThatIsFirstToldSettlesEveryDayHoweverOld)
{
    auto history = make();
    for (const int day : {0, 1, 2}) {
        UsageRow seen = bucket(first + days(day), "proj_a", "", 12), cost = bucket(first + days(day), "proj_a", "", 10);
        seen.source = "gateway";
        seen.ledger = Ledger::gateway;
        cost.ledger = Ledger::providerCost;
        cost.width = hours(24);
        for (const UsageRow& row : {seen, cost}) {
            Poll poll = pollOf({row});
            poll.source = row.source;
            poll.completeUpTo.reset();
            ASSERT_TRUE(history->apply(poll));
        }
    }
    EXPECT_EQ(sumOf(history->teamTotals(all, usd).value()), 36) << "not settled: the one that has seen most";
    Poll told = pollOf({});
    for (const auto& [upTo, spent] : {std::pair(first + days(1) + hours(6), 34), {first + days(500), 30}, {first, 30}}) {
        told.completeUpTo = upTo;
        ASSERT_TRUE(history->apply(told));
        EXPECT_EQ(sumOf(history->teamTotals(all, usd).value()), spent);
        EXPECT_EQ(history->check(all).value(), std::vector<Damage>());
    }
}

TEST_F(SpentDaysTest, aDayWhoseAccountsDoNotFitTogetherIsRefusedWhole)
{
    auto history = make();
    constexpr std::int64_t most = 8'999'999'999'000'000'000;
    const auto of = [&](const std::string& account, std::int64_t nano, const std::string& model = "gpt-5.6") {
        UsageRow row = bucket(first, "", "", nano);
        row.account = account;
        row.model = model;
        Poll poll = pollOf({row});
        poll.account = account;
        poll.source = poll.rows.front().source = account;
        return poll;
    };
    ASSERT_TRUE(history->apply(of("one", most)));
    const Shown before = shown(*history);
    for (const std::int64_t nano : {most, -most})
        for (const char* model : {"gpt-5.6", "other"}) {
            const auto applied = history->apply(of("two", nano, model));
            ASSERT_FALSE(applied);
            EXPECT_EQ(applied.error().code, ErrorCode::overflow);
            EXPECT_EQ(shown(*history), before);
        }
    EXPECT_TRUE(history->apply(of("two", 1'000'000'000))) << "what fits is taken";
    EXPECT_EQ(sumOf(history->teamTotals(all, usd).value()), most + 1'000'000'000);
    EXPECT_FALSE(history->apply(of("one", -most))) << "further than 64 bits from what stands";
    EXPECT_EQ(history->check(all).value(), std::vector<Damage>());

    Poll many = of("two", 1), more = of("three", 1);
    many.rows.front().tokens.output = more.rows.front().tokens.output = most;
    ASSERT_TRUE(history->apply(many));
    EXPECT_EQ(history->apply(more).error().code, ErrorCode::overflow);
}
