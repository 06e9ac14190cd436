// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/lastperiod.h"

#include <gtest/gtest.h>

#include <limits>

using namespace fuseboard;
using namespace std::chrono;

namespace {

Instant at(const char* text) { return parseInstant(text).value(); }

TeamBoard teamOfNovember()
{
    TeamBoard out;
    out.input.period = {at("2026-11-01T00:00:00Z"), at("2026-12-01T00:00:00Z")};
    out.input.now = at("2026-11-03T12:00:00Z");
    out.input.dataSince = at("2026-10-01T00:00:00Z");
    out.input.spent = {{at("2026-11-01T06:00:00Z"), 5}, {at("2026-11-02T00:00:00Z"), 7}, {at("2026-11-03T11:00:00Z"), 20}};
    out.lastPeriod = {{at("2026-11-01T08:00:00Z"), 4}, {at("2026-11-03T12:00:00Z"), 10}, {at("2026-11-04T00:00:00Z"), 99}};
    return out;
}

} // namespace

TEST(LastPeriod, IsComparedAtTheSameTimeOfIt)
{
    const TeamBoard team = teamOfNovember();
    const Calendar utc = Calendar::utc();
    EXPECT_EQ(spentByThen(team, utc, team.input.now), 10);
    EXPECT_EQ(spentByThen(team, utc, at("2026-11-02T00:00:00Z")), 4);
    EXPECT_EQ(spentByThen(team, utc, at("2026-11-01T00:00:00Z")), 0);
}

TEST(LastPeriod, OfWhichNotAllIsKnownIsNotCompared)
{
    TeamBoard team = teamOfNovember();
    team.input.dataSince = at("2026-10-04T00:00:00Z");
    EXPECT_EQ(spentByThen(team, Calendar::utc(), team.input.now), 10);
    team.input.dataSince = at("2026-10-04T00:00:01Z");
    EXPECT_EQ(spentByThen(team, Calendar::utc(), team.input.now), std::nullopt);
    team = teamOfNovember();
    team.lastPeriod.clear();
    EXPECT_EQ(spentByThen(team, Calendar::utc(), team.input.now), std::nullopt);
}

TEST(LastPeriod, ChangesInPercentRounded)
{
    EXPECT_EQ(changePercent(200, 301), 51);
    EXPECT_EQ(changePercent(200, 299), 50);
    EXPECT_EQ(changePercent(200, 99), -51);
    EXPECT_EQ(changePercent(200, 200), 0);
    EXPECT_EQ(changePercent(0, 5), std::nullopt);
    EXPECT_EQ(changePercent(-5, 5), std::nullopt);
    EXPECT_EQ(changePercent(1, std::numeric_limits<std::int64_t>::max()), std::nullopt);
}

TEST(LastPeriod, DaysAddUpToWhatWasSpent)
{
    EXPECT_EQ(spentByDay(teamOfNovember().input, Calendar::utc()), (std::vector<std::int64_t> {7, 0, 13}));
    BurnDownInput early = teamOfNovember().input;
    early.now = early.period.start;
    EXPECT_TRUE(spentByDay(early, Calendar::utc()).empty());
}
