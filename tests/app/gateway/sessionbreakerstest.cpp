// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/loops/sessionbreakers.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace fuseboard::gateway;
using namespace std::chrono_literals;
using loops::Progress;

namespace {

const CallerSession session {"token", "session"};
const SteadyTime start(1'000s);

Trip found(BreakerLevel level, Progress progress = Progress::none, bool observed = false, const CallerSession& whose = session)
{
    return {.whose = whose,
        .team = "team-a",
        .label = "agent",
        .incident = level == BreakerLevel::open ? "incident" : "",
        .at = Instant(1s),
        .observed = observed,
        .verdict = {.level = level,
            .progress = progress,
            .calls = 5,
            .evidence = {{.sign = loops::LoopSign::sameCall, .tool = "Read", .count = 5}}},
        .currency = Currency::usd()};
}

/// Lets a call in as the desk does. False: it is refused.
bool call(SessionBreakers& breakers, SteadyTime now, const CallerSession& whose = session, std::int64_t worst = 1)
{
    if (breakers.refusing(whose, now, worst))
        return false;
    breakers.admit(whose, now, worst);
    return true;
}

} // namespace

TEST(SessionBreakers, ASessionThatNothingWasFoundOfIsLeftAlone)
{
    SessionBreakers breakers;
    EXPECT_FALSE(breakers.raise(found(BreakerLevel::none), start));
    EXPECT_TRUE(breakers.isToBeJudged(session, start));
    EXPECT_TRUE(call(breakers, start));
    EXPECT_TRUE(breakers.all(start).empty());
}

TEST(SessionBreakers, EvidenceWarnsSlowsDownAndOpens)
{
    SessionBreakers breakers;
    EXPECT_FALSE(breakers.raise(found(BreakerLevel::warn), start));
    EXPECT_TRUE(call(breakers, start));
    EXPECT_FALSE(breakers.raise(found(BreakerLevel::throttle), start));
    EXPECT_TRUE(call(breakers, start));
    EXPECT_FALSE(breakers.isToBeJudged(session, start + 1s)) << "it is not let in, and so is no evidence";
    const auto slowed = breakers.refusing(session, start + 1s, 1);
    ASSERT_TRUE(slowed);
    EXPECT_EQ(slowed->state, BreakerState::throttled);
    EXPECT_EQ(slowed->retryAfter, 4s);
    const auto opened = breakers.raise(found(BreakerLevel::open), start + 5s);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->state, BreakerState::open);
    EXPECT_EQ(opened->incident, "incident");
    EXPECT_FALSE(call(breakers, start + 6s));
    EXPECT_TRUE(call(breakers, start + 6s, {"other token", "session"})) << "another caller's session of that name";
    ASSERT_EQ(breakers.all(start + 6s).size(), 1U);
    EXPECT_EQ(breakers.all(start + 6s)[0].retryAfter, 299s);
}

TEST(SessionBreakers, WhatFollowsOnAProbeTellsHowItWent)
{
    for (const bool moves : {true, false}) {
        SessionBreakers breakers;
        ASSERT_TRUE(breakers.raise(found(BreakerLevel::open), start));
        const SteadyTime due = start + 300s;
        EXPECT_TRUE(breakers.isToBeJudged(session, due));
        EXPECT_FALSE(breakers.raise(found(BreakerLevel::open), due)) << "it is open already";
        EXPECT_TRUE(call(breakers, due)) << "the probe";
        EXPECT_TRUE(breakers.isToBeJudged(session, due + 20s)) << "what follows on it";
        EXPECT_FALSE(breakers.raise(
            found(moves ? BreakerLevel::throttle : BreakerLevel::open, moves ? Progress::moved : Progress::none), due + 20s));
        EXPECT_EQ(call(breakers, due + 20s), moves);
        EXPECT_EQ(call(breakers, due + 20s + 599s), moves);
        EXPECT_TRUE(call(breakers, due + 20s + 600s)) << "waits double";
    }
}

TEST(SessionBreakers, AnotherConversationOfTheSessionDecidesNothing)
{
    SessionBreakers breakers;
    breakers.raise(found(BreakerLevel::open), start);
    EXPECT_TRUE(call(breakers, start + 300s));
    breakers.raise(found(BreakerLevel::none, Progress::unknown), start + 310s);
    EXPECT_FALSE(call(breakers, start + 310s)) << "the probe is still out";
    breakers.raise(found(BreakerLevel::none, Progress::moved), start + 320s);
    EXPECT_TRUE(call(breakers, start + 320s));
}

TEST(SessionBreakers, AProbeThatNothingFollowsOnHasFailed)
{
    SessionBreakers breakers;
    breakers.raise(found(BreakerLevel::open), start);
    EXPECT_TRUE(call(breakers, start + 300s));
    EXPECT_FALSE(call(breakers, start + 301s)) << "one at a time";
    EXPECT_FALSE(breakers.isToBeJudged(session, start + 600s)) << "after five minutes it is open again";
    EXPECT_TRUE(call(breakers, start + 600s + 600s));
}

TEST(SessionBreakers, APersonsAllowanceIsBounded)
{
    SessionBreakers breakers;
    EXPECT_FALSE(breakers.allow(session, {.until = start + 60s, .calls = 9, .nano = 100}, start)) << "nothing holds it";
    breakers.raise(found(BreakerLevel::open), start);
    EXPECT_TRUE(breakers.allow(session, {.until = start + 60s, .calls = 9, .nano = 100}, start));
    EXPECT_FALSE(call(breakers, start, session, 101));
    EXPECT_TRUE(call(breakers, start, session, 90));
    EXPECT_FALSE(call(breakers, start, session, 90));
    breakers.giveBack(session, 85);
    EXPECT_TRUE(call(breakers, start, session, 90));
    EXPECT_FALSE(call(breakers, start + 60s, session, 1));
}

TEST(SessionBreakers, WhatHoldsASessionHoldsItUntilAProbePasses)
{
    SessionBreakers breakers;
    EXPECT_FALSE(breakers.held(session, start)) << "nothing was found of it";
    breakers.raise(found(BreakerLevel::throttle), start);
    EXPECT_FALSE(breakers.held(session, start)) << "it is slowed down";
    breakers.raise(found(BreakerLevel::open), start);
    EXPECT_FALSE(call(breakers, start, session, 70));
    const auto held = breakers.held(session, start);
    ASSERT_TRUE(held);
    EXPECT_EQ(held->worstCallNano, 70);
    EXPECT_EQ(held->incident, "incident");
    EXPECT_FALSE(breakers.held({"other token", "session"}, start));
    breakers.allow(session, {.until = start + 60s, .calls = 9, .nano = 100}, start);
    EXPECT_TRUE(breakers.held(session, start)) << "it is let go on, not free";
    EXPECT_TRUE(breakers.held(session, start + 300s)) << "a probe is due";
    EXPECT_TRUE(call(breakers, start + 300s));
    EXPECT_TRUE(breakers.held(session, start + 310s)) << "it is out";
    breakers.raise(found(BreakerLevel::none, Progress::moved), start + 320s);
    EXPECT_FALSE(breakers.held(session, start + 320s));
    breakers.raise(found(BreakerLevel::open, Progress::none, true), start + 330s);
    EXPECT_FALSE(breakers.held(session, start + 330s)) << "it is only observed";
}

TEST(SessionBreakers, ObservingItRefusesNothingAndTellsOfTheTrip)
{
    SessionBreakers breakers;
    const auto opened = breakers.raise(found(BreakerLevel::open, Progress::none, true), start);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(opened->observed);
    EXPECT_TRUE(call(breakers, start));
    EXPECT_TRUE(breakers.isToBeJudged(session, start));
    ASSERT_EQ(breakers.all(start).size(), 1U);
    EXPECT_EQ(breakers.all(start)[0].state, BreakerState::open);
    ASSERT_TRUE(breakers.raise(found(BreakerLevel::open), start)) << "the policy acts now";
    EXPECT_FALSE(call(breakers, start));
}

TEST(SessionBreakers, AreBoundedAndForgetTheCalm)
{
    SessionBreakers breakers;
    for (int i = 0; i < 6'000; ++i)
        breakers.raise(
            found(i % 2 ? BreakerLevel::warn : BreakerLevel::open, Progress::none, false, {"token", std::to_string(i)}), start);
    EXPECT_LE(breakers.all(start).size(), 4'096U);
    std::size_t held = 0;
    for (const Trip& trip : breakers.all(start))
        held += trip.state == BreakerState::open;
    EXPECT_EQ(held, 3'000U) << "what is held is forgotten last";
    for (const Trip& trip : breakers.all(start + 301s))
        EXPECT_EQ(trip.state, BreakerState::open) << "warnings are over after five minutes";
}

TEST(Trip, SaysInWordsAndFiguresWhatItIsFoundedOnAndNoText)
{
    Trip trip = found(BreakerLevel::open);
    trip.verdict.evidence[0].arguments = 0x12;
    trip.verdict.costNano = 5;
    JsonWriter out;
    out.beginObject();
    writeMembers(out, trip);
    EXPECT_EQ(std::move(out.endObject()).str(),
        R"({"rule":"loops","observe":false,"team":"team-a","token":"token","label":"agent","incident":"incident","at":"1970-01-01T00:00:01Z",)"
        R"("reason":"This session gets nowhere: Read was called 5 times more with the same arguments and the same result.","calls":5,)"
        R"("cost":"5","costAnHour":"0","evidence":[{"sign":"same-call","tool":"Read","count":5,"arguments":"0000000000000012"}]})");
}
