// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/freshness.h"
#include "models/items/itemsample.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono_literals;

TEST(Freshness, ThreeMissedIntervalsAreStale)
{
    EXPECT_FALSE(isIncomplete({sample::source("gateway", 2s, 7s)}, sample::now()));
    EXPECT_TRUE(isIncomplete({sample::source("gateway", 2s, 8s)}, sample::now()));
    EXPECT_FALSE(isIncomplete({}, sample::now()));
}

TEST(Freshness, FiguresEndAtTheOldestStaleAnswer)
{
    const std::vector<SourceView> sources {sample::source("a", 2s, 1h), sample::source("b", 2s, 3h),
        sample::source("fresh but older interval", 24h, 5h), sample::source("never", 2s, std::nullopt)};
    EXPECT_EQ(staleSince(sources, sample::now()), sample::now() - 3h);
    EXPECT_EQ(staleSince({sample::source("never", 2s, std::nullopt)}, sample::now()), std::nullopt);
    EXPECT_TRUE(isIncomplete({sample::source("never", 2s, std::nullopt)}, sample::now()));
}

TEST(Freshness, AnAgeChangesOnlyWithItsWords)
{
    EXPECT_EQ(shownAge(59'900ms), 59s);
    EXPECT_EQ(shownAge(61s), 1min);
    EXPECT_EQ(shownAge(59min + 59s), 59min);
    EXPECT_EQ(shownAge(3h + 59min), 3h);
    EXPECT_EQ(shownAge(-5s), 0s) << "a clock that was set back makes nothing younger than now";
}
