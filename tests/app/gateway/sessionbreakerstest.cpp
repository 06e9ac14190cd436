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

TEST(SessionBreakers, ADowngradedSessionGoesOnWithACheaperModelElseSlowly)
{
    SessionBreakers breakers;
    EXPECT_FALSE(breakers.isDowngraded(session, start));
    breakers.raise(found(BreakerLevel::throttle), start);
    EXPECT_TRUE(call(breakers, start));
    EXPECT_FALSE(breakers.isDowngraded(session, start));
    EXPECT_TRUE(breakers.refusing(session, start + 1s, 1, true)) << "that level is slowed down whatever the model";
    breakers.raise(found(BreakerLevel::downgrade), start);
    EXPECT_TRUE(breakers.isDowngraded(session, start + 1s));
    EXPECT_FALSE(breakers.refusing(session, start + 1s, 1, true));
    breakers.admit(session, start + 1s, 1);
    EXPECT_FALSE(breakers.refusing(session, start + 1s, 1, true));
    EXPECT_TRUE(breakers.refusing(session, start + 1s, 1)) << "nothing cheaper serves it";
    EXPECT_FALSE(breakers.isDowngraded(session, start + 301s)) << "calm for so long";
    breakers.raise(found(BreakerLevel::open), start + 302s);
    EXPECT_FALSE(breakers.isDowngraded(session, start + 302s));
    EXPECT_TRUE(breakers.refusing(session, start + 302s, 1, true));
}

TEST(SessionBreakers, WhatOnlyObservesDowngradesNothing)
{
    SessionBreakers breakers;
    breakers.raise(found(BreakerLevel::downgrade, Progress::none, true), start);
    EXPECT_FALSE(breakers.isDowngraded(session, start));
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
    const auto allowance = breakers.admit(session, start, 90);
    EXPECT_NE(allowance, 0U);
    EXPECT_FALSE(call(breakers, start, session, 90));
    breakers.giveBack(session, 0, 85);
    EXPECT_FALSE(call(breakers, start, session, 90)) << "a call that took nothing of it";
    breakers.giveBack(session, allowance, 85);
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
        breakers.raise(found(i % 2 ? BreakerLevel::warn : BreakerLevel::open, Progress::none, false,
                           {std::to_string(i / 60), std::to_string(i)}),
            start);
    EXPECT_LE(breakers.all(start).size(), 4'096U);
    std::size_t held = 0;
    for (const Trip& trip : breakers.all(start))
        held += trip.state == BreakerState::open;
    EXPECT_EQ(held, 3'000U) << "what is held is forgotten last";
    for (const Trip& trip : breakers.all(start + 301s))
        EXPECT_EQ(trip.state, BreakerState::open) << "warnings are over after five minutes";
}

TEST(SessionBreakers, NoTokenMakesAnothersForgotten)
{
    SessionBreakers breakers;
    ASSERT_TRUE(breakers.raise(found(BreakerLevel::open), start));
    const CallerSession held {"flood", "held"};
    ASSERT_TRUE(breakers.raise(found(BreakerLevel::open, Progress::none, false, held), start));
    for (int i = 0; i < 5'000; ++i)
        breakers.raise(found(BreakerLevel::warn, Progress::none, false, {"flood", std::to_string(i)}), start);
    EXPECT_EQ(breakers.all(start).size(), 1U + 64U);
    EXPECT_FALSE(call(breakers, start, held)) << "its own that are held go last";
    for (int i = 0; i < 5'000; ++i)
        breakers.raise(found(BreakerLevel::open, Progress::none, false, {"flood", std::to_string(i)}), start);
    EXPECT_EQ(breakers.all(start).size(), 1U + 64U);
    EXPECT_FALSE(call(breakers, start));
}

TEST(SessionBreakers, WhereAllAreHeldTheNewestIsNot)
{
    SessionBreakers breakers;
    for (int i = 0; i < 4'096; ++i)
        breakers.raise(found(BreakerLevel::open, Progress::none, false, {std::to_string(i / 64), std::to_string(i)}), start);
    EXPECT_EQ(breakers.all(start).size(), 4'096U);
    EXPECT_EQ(breakers.all(start).size(), 4'096U) << "to look at them is no reason to forget one";
    EXPECT_FALSE(breakers.raise(found(BreakerLevel::open), start));
    EXPECT_TRUE(call(breakers, start));
    for (int i = 0; i < 4'096; ++i)
        EXPECT_FALSE(call(breakers, start, {std::to_string(i / 64), std::to_string(i)}));
    EXPECT_TRUE(breakers.raise(found(BreakerLevel::open), start + 300s + 25h)) << "of those nobody comes any more";
}

TEST(SessionBreakers, TheProbesOwnConversationDecides)
{
    SessionBreakers breakers;
    const auto of = [](std::uint64_t thread, BreakerLevel level, Progress progress) {
        Trip trip = found(level, progress);
        trip.thread = thread;
        return trip;
    };
    breakers.raise(of(1, BreakerLevel::open, Progress::none), start);
    const SteadyTime due = start + 300s;
    EXPECT_TRUE(breakers.isToBeJudged(session, due, 1));
    breakers.admit(session, due, 1, 1);
    EXPECT_FALSE(breakers.isToBeJudged(session, due + 1s, 2)) << "it is not let in";
    EXPECT_FALSE(breakers.isOnProbe(session, due + 1s, 2));
    EXPECT_TRUE(breakers.isOnProbe(session, due + 1s, 1));
    breakers.raise(of(2, BreakerLevel::none, Progress::moved), due + 1s);
    EXPECT_FALSE(call(breakers, due + 1s)) << "another's news";
    breakers.raise(of(2, BreakerLevel::open, Progress::none), due + 2s);
    EXPECT_TRUE(breakers.isOnProbe(session, due + 2s, 1)) << "another's loop";
    breakers.raise(of(1, BreakerLevel::open, Progress::moved), due + 3s);
    EXPECT_TRUE(call(breakers, due + 3s));
}

TEST(SessionBreakers, WhereAnAllowanceHasEndedItTripsAnewOnce)
{
    for (const bool isSpent : {true, false}) {
        SessionBreakers breakers;
        breakers.raise(found(BreakerLevel::open), start);
        EXPECT_FALSE(call(breakers, start));
        EXPECT_FALSE(breakers.tripAnew(session, "second", Instant(2s), start)) << "somebody is asked already";
        ASSERT_TRUE(breakers.allow(session, {.until = start + 60s, .calls = 1, .nano = 100}, start));
        const SteadyTime end = isSpent ? start + 1s : start + 60s;
        EXPECT_EQ(isSpent && call(breakers, start), isSpent);
        Trip later = found(BreakerLevel::none);
        later.verdict.costNano = 7;
        EXPECT_FALSE(breakers.raise(later, start + 1s));
        EXPECT_FALSE(breakers.tripAnew(session, "second", Instant(2s), end)) << "no call was refused";
        EXPECT_FALSE(call(breakers, end));
        const auto trip = breakers.tripAnew(session, "second", Instant(2s), end);
        ASSERT_TRUE(trip);
        EXPECT_EQ(trip->incident, "second");
        EXPECT_EQ(trip->at, Instant(2s));
        EXPECT_EQ(trip->verdict.costNano, 7);
        EXPECT_EQ(trip->state, BreakerState::open);
        EXPECT_FALSE(call(breakers, end));
        EXPECT_FALSE(breakers.tripAnew(session, "third", Instant(3s), end));
    }
}

TEST(SessionBreakers, AnEarlierAllowanceGivesALaterOneNothing)
{
    SessionBreakers breakers;
    breakers.raise(found(BreakerLevel::open), start);
    ASSERT_TRUE(breakers.allow(session, {.until = start + 60s, .calls = 9, .nano = 100}, start));
    const auto first = breakers.admit(session, start, 90);
    ASSERT_TRUE(breakers.allow(session, {.until = start + 60s, .calls = 9, .nano = 50}, start));
    const auto second = breakers.admit(session, start, 50);
    EXPECT_NE(first, second);
    breakers.giveBack(session, first, 90);
    EXPECT_FALSE(call(breakers, start));
    breakers.giveBack(session, second, 50);
    EXPECT_TRUE(call(breakers, start));
}

TEST(SessionBreakers, ACallThatGoesOnTakesOfTheAllowanceThatLetItIn)
{
    SessionBreakers breakers;
    EXPECT_TRUE(breakers.take(session, 0, 90, start));
    breakers.raise(found(BreakerLevel::open), start);
    ASSERT_TRUE(breakers.allow(session, {.until = start + 60s, .calls = 9, .nano = 100}, start));
    const auto allowance = breakers.admit(session, start, 10);
    EXPECT_FALSE(breakers.take(session, allowance, 91, start));
    EXPECT_TRUE(breakers.take(session, allowance, 90, start));
    EXPECT_FALSE(breakers.take(session, allowance, 1, start));
    breakers.giveBack(session, allowance, 90);
    EXPECT_FALSE(breakers.take(session, allowance, 1, start + 60s)) << "it is over";
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
