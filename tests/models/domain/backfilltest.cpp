// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/backfill.h"

#include <gtest/gtest.h>

#include <random>

using namespace fuseboard;
using std::chrono::days;

namespace {

const Period year {*parseInstant("2025-11-23T00:00:00Z"), *parseInstant("2026-10-01T00:00:00Z")};

} // namespace

TEST(BackfillTest, readsTheNewestFirstAndTellsHowFarItIs)
{
    Backfill past = Backfill::start(year);
    EXPECT_EQ(past.progress(), (Progress {0, 45}));
    EXPECT_EQ(past.next(), (Period {year.end - days(7), year.end}));
    past = past.after();
    EXPECT_EQ(past.progress(), (Progress {1, 45}));
    for (int i = 1; i < 45; ++i)
        past = past.after();
    EXPECT_EQ(past.progress(), (Progress {45, 45}));
    EXPECT_EQ(past.reached, year.start);
    EXPECT_EQ(past.state, BackfillState::done);
    EXPECT_FALSE(past.next());
    EXPECT_EQ(Backfill::start({year.end, year.end}).state, BackfillState::done);
}

TEST(BackfillTest, anyOrderAtAnyTimeLosesNothing)
{
    std::mt19937 random(11);
    for (int run = 0; run < 200; ++run) {
        Backfill past = Backfill::start({year.end - days(1 + random() % 100), year.end});
        Instant reached = year.end;
        for (int step = 0; step < 400 && past.state != BackfillState::done; ++step) {
            past = past.ordered(static_cast<BackfillOrder>(random() % 3));
            EXPECT_EQ(past.next().has_value(), past.state == BackfillState::running);
            if (const auto part = past.next()) {
                EXPECT_EQ(part->end, reached);
                EXPECT_LT(part->start, part->end);
                reached = part->start;
                past = past.after();
            }
            EXPECT_EQ(past.reached, reached);
            EXPECT_EQ(Backfill::parse(past.text()), past) << past.text();
        }
        EXPECT_EQ(reached, past.whole.start);
    }
}

TEST(BackfillTest, whatIsDoneStaysDone)
{
    Backfill past = Backfill::start({year.end - days(1), year.end}).after();
    for (const auto order : {BackfillOrder::pause, BackfillOrder::resume, BackfillOrder::cancel})
        EXPECT_EQ(past.ordered(order), past);
}

TEST(BackfillTest, textThatIsNoneIsNone)
{
    const std::string good = Backfill::start(year).text();
    ASSERT_TRUE(Backfill::parse(good));
    for (std::size_t length = 0; length < good.size(); ++length)
        EXPECT_FALSE(Backfill::parse(good.substr(0, length))) << length;
    EXPECT_FALSE(Backfill::parse(good + "/"));
    EXPECT_FALSE(Backfill::parse("walking" + good.substr(7)));
    EXPECT_EQ(parseBackfillOrder("cancel"), BackfillOrder::cancel);
    EXPECT_FALSE(parseBackfillOrder("Cancel"));
}
