// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/blast.h"
#include "domain/drill.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

const Instant monday = *parseInstant("2026-11-23T06:00:00Z");

Drill drillAt(Instant at, std::optional<std::chrono::milliseconds> toStop, bool released = true)
{
    Drill drill {.team = "team-drill", .at = at, .places = {}, .isReleased = released};
    drill.places.push_back(
        {.id = "g", .name = "Gateway", .isShown = toStop.has_value(), .toStop = toStop, .cause = toStop ? "" : "silent"});
    return drill;
}

} // namespace

TEST(DrillTest, theNextIsDueAfterTheLastOfThatTeam)
{
    const DrillPlan plan {"team-drill", std::chrono::days(7)};
    EXPECT_EQ(nextDrill(plan, {}, monday), monday) << "the first one at once";
    EXPECT_EQ(nextDrill(plan, {drillAt(monday, 20ms)}, monday + 1h), monday + std::chrono::days(7));
    EXPECT_EQ(nextDrill({"team-other", std::chrono::days(7)}, {drillAt(monday, 20ms)}, monday + 1h), monday + 1h);
    EXPECT_EQ(nextDrill(plan, {drillAt(monday + std::chrono::days(300), 20ms)}, monday), monday) << "of a clock that was wrong";
    EXPECT_FALSE(nextDrill({"team-drill", std::chrono::days(0)}, {}, monday));
    EXPECT_FALSE(nextDrill({}, {}, monday));
}

TEST(DrillTest, oneThatIsLateOrFailedIsAWarning)
{
    const DrillPlan plan {"team-drill", std::chrono::days(7)};
    EXPECT_FALSE(isDrillMissed(plan, {}, monday));
    EXPECT_FALSE(isDrillMissed(plan, {drillAt(monday, 20ms)}, monday + std::chrono::days(7) + 23h));
    EXPECT_TRUE(isDrillMissed(plan, {drillAt(monday, 20ms)}, monday + std::chrono::days(8) + 1s));
    EXPECT_TRUE(isDrillMissed(plan, {drillAt(monday, std::nullopt)}, monday + 1h));
    EXPECT_TRUE(isDrillMissed(plan, {drillAt(monday, 20ms, false)}, monday + 1h)) << "it was not let go";
    EXPECT_FALSE(isDrillMissed({"team-drill", std::chrono::days(0)}, {drillAt(monday, std::nullopt)}, monday + 1h));
}

TEST(DrillTest, theMeanIsOfThoseThatStopped)
{
    const std::vector drills {drillAt(monday, 20ms), drillAt(monday, std::nullopt), drillAt(monday, 60ms)};
    EXPECT_EQ(meanTimeToStop(drills, "g"), 40ms);
    EXPECT_FALSE(meanTimeToStop(drills, "elsewhere"));
}

TEST(DrillTest, aPlaceShowsWhatItCan)
{
    FreezeView freeze;
    freeze.places.resize(4);
    freeze.places[0].stage = PlaceStage::proved;
    freeze.places[0].times.probed = 12ms;
    freeze.places[1].stage = PlaceStage::readBack;
    freeze.places[1].canProbe = false;
    freeze.places[1].times.readBack = 90ms;
    freeze.places[2].stage = PlaceStage::nothingHere;
    freeze.places[3].stage = PlaceStage::readBack; // a test call is still to be refused
    const auto places = drillPlaces(freeze);
    ASSERT_EQ(places.size(), 3U);
    EXPECT_TRUE(places[0].isShown && places[0].toStop == 12ms);
    EXPECT_TRUE(places[1].isShown && places[1].toStop == 90ms);
    EXPECT_TRUE(!places[2].isShown && !places[2].cause.empty());
    EXPECT_FALSE((Drill {.team = "t", .at = monday, .places = places, .isReleased = true}).passed());
    EXPECT_FALSE((Drill {.team = "t", .at = monday, .places = {}, .isReleased = true}).passed()) << "nobody was tried";
}

TEST(BlastTest, whatRunsIsAddedUpAndMoneyOnlyInOneCurrency)
{
    BlastPreview blast;
    const auto look = [](std::optional<std::int64_t> running, std::optional<Money> money, std::set<TeamId> also) {
        return LeverOutlook {"l",
            LeverLook {
                .holds = {}, .heldAlready = {}, .alsoStops = std::move(also), .running = running, .moneySetAside = money}};
    };
    blast.outlooks = {look(3, Money {500, Currency::usd()}, {"team-a"}), look({}, {}, {}),
        LeverOutlook {"dead", fail(ErrorCode::timedOut, "Dead")}, look(2, Money {700, Currency::usd()}, {"team-b", "team-a"})};
    EXPECT_EQ(blast.running(), 5);
    EXPECT_EQ(blast.moneySetAside(), (Money {1200, Currency::usd()}));
    EXPECT_EQ(blast.alsoStops(), (std::set<TeamId> {"team-a", "team-b"}));
    blast.outlooks.push_back(look(1, Money {1, *Currency::parse("EUR")}, {}));
    EXPECT_FALSE(blast.moneySetAside());
    EXPECT_EQ(blast.running(), 6);
}
