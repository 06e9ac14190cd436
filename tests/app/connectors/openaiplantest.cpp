// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/openai/openaiplan.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

const Instant now = *parseInstant("2026-11-23T14:20:00Z");
constexpr auto interval = 300s;

Instant at(const char* text) { return *parseInstant(text); }

OpenAiPlan plan(const OpenAiCursor& cursor, Instant when) { return planOpenAiPoll(cursor, when, interval); }

} // namespace

TEST(OpenAiPlanTest, theFirstPollReadsSixtyTwoDays)
{
    const OpenAiPlan first = plan({}, now);
    ASSERT_EQ(first.tasks.size(), 3U);
    EXPECT_EQ(
        first.tasks[0], (OpenAiTask {OpenAiSeries::completions, {at("2026-09-22T00:00:00Z"), at("2026-11-23T15:00:00Z")}}));
    EXPECT_EQ(first.tasks[1].period, first.tasks[0].period);
    EXPECT_EQ(first.tasks[2], (OpenAiTask {OpenAiSeries::costs, {at("2026-09-22T00:00:00Z"), at("2026-11-24T00:00:00Z")}}));
    EXPECT_EQ(first.after, (OpenAiCursor {now, now, now}));
}

TEST(OpenAiPlanTest, laterPollsReadTwoDaysOfUsageAndCostsOnceAnHour)
{
    const OpenAiCursor cursor {now, now, now};
    const OpenAiPlan soon = plan(cursor, now + 5min);
    ASSERT_EQ(soon.tasks.size(), 2U);
    EXPECT_EQ(soon.tasks[0].period, (Period {at("2026-11-21T14:00:00Z"), at("2026-11-23T15:00:00Z")}));
    EXPECT_EQ(soon.after.costs, now);
    const OpenAiPlan hourLater = plan(cursor, now + 60min);
    ASSERT_EQ(hourLater.tasks.size(), 3U);
    EXPECT_EQ(hourLater.tasks[2].period, (Period {at("2026-11-20T00:00:00Z"), at("2026-11-24T00:00:00Z")}));
}

TEST(OpenAiPlanTest, onceADayThePreviousMonthIsReadAgain)
{
    const OpenAiPlan nextDay = plan({now, now, now}, at("2026-11-24T00:01:00Z"));
    ASSERT_EQ(nextDay.tasks.size(), 3U);
    EXPECT_EQ(nextDay.tasks[0].period.start, at("2026-10-01T00:00:00Z"));
    EXPECT_EQ(nextDay.tasks[2].period.start, at("2026-10-01T00:00:00Z"));
    EXPECT_EQ(plan({now, now, now}, at("2027-01-05T00:01:00Z")).tasks[0].period.start, at("2026-11-21T14:00:00Z"))
        << "a gap since the last poll is read too where it is longer";
}

TEST(OpenAiPlanTest, everyPeriodLiesOnBucketBoundariesAndHoldsNow)
{
    OpenAiCursor cursor;
    Instant when = now;
    for (int i = 0; i < 400; ++i) {
        const OpenAiPlan next = plan(cursor, when);
        for (const OpenAiTask& task : next.tasks) {
            const auto width = task.series == OpenAiSeries::costs ? std::chrono::hours(24) : std::chrono::hours(1);
            EXPECT_EQ(task.period.start.time_since_epoch() % width, 0s);
            EXPECT_EQ(task.period.end.time_since_epoch() % width, 0s);
            EXPECT_TRUE(task.period.contains(when));
            if (cursor.usage && task.series != OpenAiSeries::costs) {
                EXPECT_LE(task.period.start, *cursor.usage - 48h) << "no hour is left out";
            }
        }
        cursor = next.after;
        when += std::chrono::minutes(i * 37 % 3000);
    }
}

TEST(OpenAiPlanTest, aClockSetBackLeavesNoGap)
{
    const OpenAiPlan back = plan({now, now, now}, now - 10h);
    EXPECT_LE(back.tasks[0].period.start, now - 58h);
    EXPECT_EQ(back.after.usage, now - 10h);
}

TEST(OpenAiPlanTest, theCursorReadsBackAndNonsenseStartsAtTheBeginning)
{
    const OpenAiCursor cursor {now, now - days(1), std::nullopt};
    EXPECT_EQ(OpenAiCursor::parse(cursor.text()), cursor);
    EXPECT_EQ(OpenAiCursor::parse("usage=yesterday"), OpenAiCursor());
}

TEST(OpenAiPlanTest, aRequestAsksForAllDimensionsInBracketsAndQuotesTheCursor)
{
    EXPECT_EQ(openAiPath(OpenAiSeries::costs, {at("2026-11-20T00:00:00Z"), at("2026-11-24T00:00:00Z")}, "a b&c="),
        "/organization/costs?start_time=1795132800&end_time=1795478400&bucket_width=1d&limit=180&group_by%5B%5D=project_id"
        "&group_by%5B%5D=line_item&group_by%5B%5D=api_key_id&page=a%20b%26c%3D");
    EXPECT_TRUE(openAiPath(OpenAiSeries::completions, {now, now}, {}).ends_with("&group_by%5B%5D=model"));
}
