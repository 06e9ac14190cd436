// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "store/history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

using namespace fuseboard;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

const Instant day = *parseInstant("2026-11-23T00:00:00Z");
const Period november {*parseInstant("2026-11-01T00:00:00Z"), *parseInstant("2026-12-01T00:00:00Z")};

UsageRow call(int number, std::int64_t nano, std::uint64_t seq)
{
    return {.start = day + seconds(number),
        .source = "gateway",
        .account = "openai",
        .ledger = Ledger::gateway,
        .recordId = "call-" + std::to_string(number),
        .seq = seq,
        .team = "team-payments",
        .project = {},
        .key = "key-" + std::to_string(number % 3),
        .person = {},
        .agent = {},
        .model = "gpt-5.6",
        .lineItem = {},
        .tokens = {.input = 100, .output = 10},
        .requests = 1,
        .cost = Money {nano, Currency::usd()},
        .priceVersion = "p1"};
}

UsageRow bucket(int hour, const std::string& project, std::int64_t nano)
{
    return {.start = day + hours(hour),
        .width = hours(1),
        .source = "openai",
        .account = "openai",
        .ledger = Ledger::providerUsage,
        .recordId = {},
        .team = {},
        .project = project,
        .key = {},
        .person = {},
        .agent = {},
        .model = "gpt-5.6",
        .lineItem = "completions",
        .tokens = {.input = nano},
        .requests = 5,
        .cost = Money {nano, Currency::usd()},
        .priceVersion = "p1"};
}

Poll pollOf(const std::string& source, std::vector<UsageRow> rows, const std::string& cursor, Instant at = day + hours(30))
{
    return {.source = source, .rows = std::move(rows), .rereads = {}, .cursor = cursor, .at = at, .completeUpTo = at};
}

Poll rereadOf(std::vector<UsageRow> rows, Instant at = day + hours(30))
{
    Poll poll = pollOf("openai", std::move(rows), "c", at);
    poll.rereads = {{Ledger::providerUsage, {day, day + hours(24)}}};
    return poll;
}

std::int64_t sum(const std::vector<UsageRow>& rows)
{
    return std::accumulate(rows.begin(), rows.end(), std::int64_t {0},
        [](std::int64_t total, const UsageRow& row) { return total + (row.cost ? row.cost->nano : 0); });
}

std::int64_t sumOfDays(const History& history)
{
    std::int64_t total = 0;
    for (const Grain grain : {Grain::day, Grain::hour}) {
        std::int64_t ofGrain = 0;
        const auto days = history.spent(november, grain, Currency::usd()).value();
        for (const SpentDay& each : days)
            for (const SpentShare& share : each.shares)
                ofGrain += share.nano;
        EXPECT_TRUE(grain == Grain::day || total == ofGrain) << "hours add up to their day";
        total = ofGrain;
    }
    return total;
}

class HistoryTest : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path file() const { return m_directory.path() / "history.db"; }
    std::unique_ptr<History> make() { return std::move(History::create(file()).value()); }
    test::TemporaryDirectory m_directory;
};

} // namespace

TEST_F(HistoryTest, keepsEveryFieldOfARow)
{
    UsageRow full = bucket(3, "proj_a", 7);
    full.team = "team-a";
    full.key = "key_1";
    full.person = "user_1";
    full.agent = "agent";
    full.tokens = {1, 2, 3, 4, 5, 2};
    full.failedRequests = 2;
    full.basis = CostBasis::reported;
    full.ledger = Ledger::providerCost;
    UsageRow unpriced = bucket(4, "proj_a", 7);
    unpriced.cost.reset();
    auto history = make();
    ASSERT_TRUE(history->apply(pollOf("openai", {full, unpriced}, "x")));
    EXPECT_EQ(history->rows("openai", november).value(), (std::vector {full, unpriced}));
    EXPECT_EQ(history->sourceState("openai")->cursor, "x");
    EXPECT_EQ(history->firstInstant().value(), full.start);
    EXPECT_EQ(history->rows("unknown", november)->size(), 0U);
}

TEST_F(HistoryTest, theSamePollAHundredTimesAndInAnyOrderChangesNothing)
{
    std::vector<UsageRow> rows;
    for (int i = 0; i < 50; ++i)
        rows.push_back(call(i, 1000 + i, static_cast<std::uint64_t>(i + 1)));
    auto history = make();
    ASSERT_EQ(history->apply(pollOf("gateway", rows, "50"))->added, 50);
    const auto before = history->spent(november, Grain::hour, Currency::usd()).value();
    std::mt19937 random(7);
    for (int i = 0; i < 100; ++i) {
        std::ranges::shuffle(rows, random);
        const auto applied = history->apply(pollOf("gateway", rows, "50"));
        ASSERT_TRUE(applied);
        ASSERT_EQ(*applied, Applied());
    }
    EXPECT_EQ(history->spent(november, Grain::hour, Currency::usd()).value(), before);
    EXPECT_EQ(history->restatements().value(), 0);
}

TEST_F(HistoryTest, theHigherSeqOfACallWinsWhicheverComesFirst)
{
    auto history = make();
    ASSERT_TRUE(history->apply(pollOf("gateway", {call(1, 500, 9)}, "9")));
    EXPECT_EQ(history->apply(pollOf("gateway", {call(1, 100, 3)}, "9"))->replaced, 0);
    EXPECT_EQ(sumOfDays(*history), 500);
    UsageRow settled = call(1, 700, 12);
    settled.model = "gpt-5.6-terra"; // routed elsewhere: another dimension, the same call
    EXPECT_EQ(history->apply(pollOf("gateway", {settled}, "12"))->replaced, 1);
    EXPECT_EQ(sumOfDays(*history), 700);
    EXPECT_EQ(history->rows("gateway", november).value(), std::vector {settled});
    const auto days = history->spent(november, Grain::hour, Currency::usd()).value();
    ASSERT_EQ(days.size(), 1U);
    ASSERT_EQ(days.front().shares.size(), 1U);
    EXPECT_EQ(days.front().shares.front().model, "gpt-5.6-terra");
}

TEST_F(HistoryTest, hourlySumsOfCallsEqualTheCalls)
{
    std::mt19937 random(11);
    auto history = make();
    std::uint64_t seq = 0;
    for (int round = 0; round < 20; ++round) {
        std::vector<UsageRow> rows;
        for (int i = 0; i < 40; ++i) {
            UsageRow row = call(static_cast<int>(random() % 200) * 300, static_cast<std::int64_t>(random() % 100000), ++seq);
            if (random() % 5 == 0)
                row.cost.reset();
            rows.push_back(row);
        }
        ASSERT_TRUE(history->apply(pollOf("gateway", rows, std::to_string(seq))));
    }
    const auto calls = history->rows("gateway", november).value();
    EXPECT_EQ(sumOfDays(*history), sum(calls));
    std::int64_t requests = 0;
    const auto days = history->spent(november, Grain::hour, Currency::usd()).value();
    for (const SpentDay& each : days)
        for (const auto& [team, usage] : each.usage)
            requests += usage.requests;
    EXPECT_EQ(requests, std::ssize(calls));
}

TEST_F(HistoryTest, aRestatedBucketTakesTheLatestValueAndKeepsTheOldOneInTheLog)
{
    auto history = make();
    ASSERT_TRUE(history->apply(rereadOf({bucket(1, "a", 100), bucket(2, "a", 200)})));
    const auto applied = history->apply(rereadOf({bucket(1, "a", 150), bucket(2, "a", 200)})).value();
    EXPECT_EQ(applied.restated, 1);
    EXPECT_EQ(applied.days, std::set {day});
    EXPECT_EQ(sumOfDays(*history), 350);
    EXPECT_EQ(history->restatements().value(), 1);
}

TEST_F(HistoryTest, aBucketThatStillRunsGrowsWithoutBeingRestated)
{
    auto history = make();
    ASSERT_TRUE(history->apply(rereadOf({bucket(1, "a", 100)}, day + hours(1) + seconds(60))));
    EXPECT_EQ(history->apply(rereadOf({bucket(1, "a", 150)}, day + hours(1) + seconds(90)))->restated, 0);
    EXPECT_EQ(sumOfDays(*history), 150);
}

TEST_F(HistoryTest, aBucketMissingFromACompleteRereadIsWithdrawnAndMayComeBack)
{
    auto history = make();
    ASSERT_TRUE(history->apply(rereadOf({bucket(1, "a", 100), bucket(2, "b", 200)})));
    const auto told = [&] { return history->sourceState("openai")->toldRows; };
    const auto there = [&] { return static_cast<std::int64_t>(history->rows("openai", november)->size()); };
    EXPECT_EQ(told(), there());
    EXPECT_EQ(history->apply(rereadOf({bucket(1, "a", 100)}))->withdrawn, 1);
    EXPECT_EQ(told(), there());
    EXPECT_EQ(sumOfDays(*history), 100);
    EXPECT_EQ(history->apply(rereadOf({bucket(1, "a", 100)}))->withdrawn, 0);
    EXPECT_EQ(history->apply(pollOf("openai", {bucket(2, "b", 200)}, "c"))->replaced, 1);
    EXPECT_EQ(sumOfDays(*history), 300);
    Poll other = rereadOf({});
    other.source = "another";
    EXPECT_EQ(history->apply(other)->withdrawn, 0); // of its own rows only
    EXPECT_EQ(sumOfDays(*history), 300);
}

TEST_F(HistoryTest, whatIsRereadInPartTakesThePlaceOfItsOwnBucketsOfAnotherWidth)
{
    auto history = make();
    ASSERT_TRUE(history->apply(rereadOf({bucket(1, "a", 100), bucket(3, "a", 30), bucket(2, "b", 200)})));
    UsageRow whole = bucket(0, "a", 130);
    whole.width = hours(24);
    Poll poll = rereadOf({whole});
    poll.rereads.front().inPart = true;
    EXPECT_EQ(history->apply(poll)->withdrawn, 2);
    EXPECT_EQ(sumOfDays(*history), 330) << "of b nobody told anything";
    poll = rereadOf({bucket(1, "a", 130)});
    poll.rereads.front().inPart = true;
    EXPECT_EQ(history->apply(poll)->withdrawn, 1);
    EXPECT_EQ(sumOfDays(*history), 330);
    poll.rows = {bucket(3, "a", 30)};
    EXPECT_EQ(history->apply(poll)->withdrawn, 0) << "of the same width: not all was read";
    EXPECT_EQ(sumOfDays(*history), 360);
}

TEST_F(HistoryTest, ofWhatIsRereadInPartOnlyRowsOfListsReadWholeAreWithdrawn)
{
    const auto of = [](const std::string& lineItem, std::int64_t nano) {
        UsageRow row = bucket(1, "a", nano);
        row.lineItem = lineItem;
        return row;
    };
    const UsageRow flex = of("completions, flex", 100);
    const std::vector others {of("images", 7), of("completions_of_another_list", 11), of("", 13)};
    std::vector rows {of("completions", 100), of("completions, batch", 50)};
    rows.insert(rows.end(), others.begin(), others.end());
    auto history = make();
    ASSERT_TRUE(history->apply(rereadOf(rows)));
    Poll poll = rereadOf({flex});
    poll.rereads.front().inPart = true;
    poll.rereads.front().lists = {"completions", "embeddings"};
    EXPECT_EQ(history->apply(poll)->withdrawn, 2);
    EXPECT_EQ(sumOfDays(*history), 131);
    EXPECT_EQ(history->apply(poll)->withdrawn, 0);
    poll.rows.clear();
    poll.rereads.front().period.start = day + hours(2);
    EXPECT_EQ(history->apply(poll)->withdrawn, 0) << "not of the period";
    poll.rereads.front().period.start = day;
    EXPECT_EQ(history->apply(poll)->withdrawn, 1);
    EXPECT_EQ(sumOfDays(*history), 31);
}

TEST_F(HistoryTest, aPollWithOneBadRowAppliesNothing)
{
    auto history = make();
    UsageRow stranger = call(2, 5, 2);
    stranger.source = "somebody";
    const auto refused = history->apply(pollOf("gateway", {call(1, 5, 1), stranger}, "2"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::badDocument);
    EXPECT_EQ(sumOfDays(*history), 0);
    EXPECT_EQ(history->sourceState("gateway")->cursor, "");
    // The names of the refused poll are not remembered by number.
    ASSERT_TRUE(history->apply(pollOf("gateway", {call(1, 5, 1)}, "1")));
    EXPECT_EQ(history->rows("gateway", november).value(), std::vector {call(1, 5, 1)});
}

TEST_F(HistoryTest, aViewerReadsBesideTheOwnerAndCannotWrite)
{
    auto owner = make();
    auto viewer = History::open(file(), HistoryMode::viewer).value();
    ASSERT_TRUE(owner->apply(pollOf("gateway", {call(1, 5, 1)}, "1")));
    EXPECT_EQ(sumOfDays(*viewer), 5);
    const auto refused = viewer->apply(pollOf("gateway", {call(2, 5, 2)}, "2"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::fileUnwritable);
}
