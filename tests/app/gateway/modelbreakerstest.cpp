// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/modelbreakers.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace fuseboard::gateway;
using namespace std::chrono_literals;

namespace {

const CallPlace place {"gpt", "up"};
const PolicyBreaker rule {.rule = "failures", .failuresToOpen = 3};
const SteadyTime start(1'000s);
const PlaceAnswer down {503, "upstream_503", Instant(1s)}, silence {0, "upstream_timeout", Instant(2s)}, fine {200, {}, {}};

class ModelBreaking : public testing::Test {
protected:
    /// Lets a call in, which ends so. Answers whether it was let in.
    bool call(const PlaceAnswer& answer, SteadyTime now, const CallPlace& where = place, const PolicyBreaker& by = rule)
    {
        if (breakers.refusing(by, where, now))
            return false;
        const auto probe = breakers.admit(by, where, now);
        if (probe)
            breakers.record(by, where, answer, now, *probe);
        return probe.has_value();
    }
    void open()
    {
        for (int i = 0; i < 3; ++i)
            EXPECT_TRUE(call(down, start));
    }
    /// When the next call is let in.
    std::chrono::seconds waits(SteadyTime now)
    {
        const auto trip = breakers.refusing(rule, place, now);
        return trip ? trip->retryAfter : 0s;
    }

    ModelBreakers breakers;
};

TEST_F(ModelBreaking, failuresInARowOpenAndSayWhatWasSeen)
{
    EXPECT_TRUE(call(down, start));
    EXPECT_TRUE(call(silence, start));
    EXPECT_TRUE(breakers.all(&rule, start).empty());
    const auto trip = breakers.record(rule, place, down, start, 0);
    ASSERT_TRUE(trip);
    EXPECT_EQ(trip->failures, 3);
    EXPECT_EQ(trip->last.status, 503);
    EXPECT_EQ(trip->retryAfter, 300s);
    EXPECT_EQ(inWords(*trip), "fails: 3 calls in a row, the last with status 503");
    EXPECT_FALSE(call(fine, start + 299s));
    EXPECT_TRUE(call(fine, start, {"gpt", "other"})) << "elsewhere it may work";
    EXPECT_EQ(breakers.all(&rule, start).size(), 1U);
    EXPECT_TRUE(breakers.all(nullptr, start).empty());
}

TEST_F(ModelBreaking, anAnswerBetweenThemStartsTheCountAnew)
{
    for (const int status : {200, 400, 404, 429}) {
        call(down, start);
        call(down, start);
        EXPECT_TRUE(call({status, {}, {}}, start)) << status;
        call(down, start);
        EXPECT_TRUE(call(down, start)) << status;
        EXPECT_TRUE(call(fine, start)) << status;
    }
}

TEST_F(ModelBreaking, waitsDoubleToHalfAnHourAndOneProbeCloses)
{
    open();
    SteadyTime now = start;
    for (const auto wait : {300s, 600s, 1200s, 1800s, 1800s}) {
        EXPECT_EQ(waits(now), wait);
        now += wait;
        EXPECT_TRUE(call(down, now));
    }
    now += 1800s;
    const auto probe = breakers.admit(rule, place, now);
    ASSERT_TRUE(probe);
    EXPECT_NE(*probe, 0U);
    EXPECT_FALSE(breakers.admit(rule, place, now)) << "one at a time";
    EXPECT_EQ(waits(now), 60s);
    breakers.record(rule, place, fine, now + 1s, 0);
    EXPECT_FALSE(call(fine, now + 1s)) << "only the probe decides";
    breakers.record(rule, place, fine, now + 2s, *probe);
    EXPECT_TRUE(call(down, now + 2s));
    EXPECT_TRUE(breakers.all(&rule, now + 2s).empty());
}

TEST_F(ModelBreaking, aProbeWithoutAnAnswerHasFailed)
{
    open();
    const SteadyTime probed = start + 300s;
    const auto probe = breakers.admit(rule, place, probed);
    ASSERT_TRUE(probe);
    EXPECT_FALSE(call(fine, probed + 60s));
    EXPECT_EQ(waits(probed + 60s), 600s);
    breakers.record(rule, place, fine, probed + 61s, *probe);
    EXPECT_FALSE(call(fine, probed + 62s)) << "it came too late";
}

TEST_F(ModelBreaking, oneThatObservesLetsAllInAndSaysWhatItWouldHaveDone)
{
    PolicyBreaker observing = rule;
    observing.observe = true;
    for (int i = 0; i < 5; ++i)
        EXPECT_TRUE(call(down, start, place, observing));
    const auto trips = breakers.all(&observing, start);
    ASSERT_EQ(trips.size(), 1U);
    EXPECT_TRUE(trips[0].observed);
    EXPECT_EQ(trips[0].state, BreakerState::open);
    EXPECT_EQ(trips[0].wouldRefuse, 2);
    EXPECT_FALSE(call(fine, start, place, rule) && !breakers.all(&rule, start).empty()) << "another rule begins anew";
}

TEST_F(ModelBreaking, anotherRuleBeginsAnewAndWhatWasLetInByTheFormerChangesNothing)
{
    open();
    PolicyBreaker once = rule;
    once.failuresToOpen = 1;
    EXPECT_TRUE(call(fine, start, place, once));
    EXPECT_FALSE(breakers.record(rule, place, down, start, 0));
    EXPECT_TRUE(call(down, start, place, once));
    EXPECT_FALSE(call(fine, start, place, once));
}

TEST_F(ModelBreaking, namesThatCallersChooseAreBounded)
{
    open();
    for (int i = 0; i < 3'000; ++i)
        EXPECT_TRUE(call(down, start, {"junk" + std::to_string(i), "up"}));
    EXPECT_FALSE(call(fine, start)) << "what is open is not forgotten";
    PolicyBreaker once = rule;
    once.failuresToOpen = 1;
    for (int i = 0; i < 3'000; ++i)
        call(down, start, {"junk" + std::to_string(i), "up"}, once);
    EXPECT_LE(breakers.all(&once, start).size(), 1'000U);
}

TEST_F(ModelBreaking, aProbeThatEndsUnansweredLeavesItToTheNext)
{
    open();
    const SteadyTime later = start + 300s;
    const auto probe = breakers.admit(rule, place, later);
    ASSERT_TRUE(probe && *probe != 0);
    breakers.withdraw(rule, place, *probe + 1);
    EXPECT_FALSE(breakers.admit(rule, place, later + 1s)) << "another number is not that probe";
    breakers.withdraw(rule, place, *probe);
    EXPECT_TRUE(call(fine, later + 1s));
    EXPECT_TRUE(breakers.all(&rule, later + 1s).empty());
}

TEST_F(ModelBreaking, inventedNamesDoNotKeepARealOneFromBeingWatched)
{
    for (int i = 0; i < 1'200; ++i)
        for (int n = 0; n < 3; ++n)
            call(down, start, {"invented-" + std::to_string(i), "up"});
    for (int n = 0; n < 3; ++n)
        call(down, start + 1s);
    EXPECT_EQ(waits(start + 1s), 300s);
}

} // namespace
