// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/breaker.h"

#include <gtest/gtest.h>

#include <random>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

const SteadyTime start {};
const Instant noon = *parseInstant("2026-11-23T12:00:00Z");

HoldOrder order(std::uint64_t generation, HoldState state, FreezeMode mode = FreezeMode::refuse)
{
    return {.orderId = "order",
        .scope = Scope::ofTeam("team-payments"),
        .generation = generation,
        .state = state,
        .mode = mode,
        .reason = "test",
        .by = "A. Smith"};
}

enum class Situation { closed, open, openAndDue, probing, probeOverdue };
enum class Event { admit, success, failure, trip, reset, freeze, release };

/// A breaker brought into a situation by events alone; "now" is 1,000 s.
const SteadyTime now = start + 1000s;

Breaker in(Situation situation)
{
    Breaker breaker({.firstWait = 300s, .lastWait = 1800s, .probeDeadline = 30s, .failuresToOpen = 1});
    switch (situation) {
    case Situation::closed: break;
    case Situation::open: breaker.trip(now - 10s); break;
    case Situation::openAndDue: breaker.trip(now - 300s); break;
    case Situation::probing:
        breaker.trip(now - 310s);
        breaker.admit(now - 10s);
        break;
    case Situation::probeOverdue:
        breaker.trip(now - 400s);
        breaker.admit(now - 31s);
        break;
    }
    return breaker;
}

std::string name(Admission admission)
{
    return admission == Admission::pass ? "pass" : admission == Admission::probe ? "probe" : "reject";
}
std::string name(BreakerState state)
{
    return state == BreakerState::closed ? "closed" : state == BreakerState::open ? "open" : "half-open";
}

/// Applies the event and tells, in words, what it answered and where that led.
std::string outcome(Breaker breaker, Event event)
{
    std::string said;
    switch (event) {
    case Event::admit: said = name(breaker.admit(now)); break;
    case Event::success: breaker.record(Outcome::success, now); break;
    case Event::failure: breaker.record(Outcome::failure, now); break;
    case Event::trip: breaker.trip(now); break;
    case Event::reset: breaker.reset(); break;
    case Event::freeze: breaker.apply(order(breaker.generation() + 1, HoldState::frozen), noon); break;
    case Event::release: breaker.apply(order(breaker.generation() + 1, HoldState::released), noon); break;
    }
    return (said.empty() ? "" : said + ", ") + name(breaker.state()) + (breaker.heldByPerson() ? ", held" : "");
}

struct Row {
    const char* sentence;
    Situation situation;
    Event event;
    const char* then; ///< without a person's hold
    const char* thenHeld; ///< the same under a person's hold
};

class BreakerTable : public testing::TestWithParam<Row> { };

} // namespace

TEST_P(BreakerTable, EveryStateAnswersEveryEvent)
{
    const Row& row = GetParam();
    EXPECT_EQ(outcome(in(row.situation), row.event), row.then) << row.sentence;
    Breaker held = in(row.situation);
    held.apply(order(1, HoldState::frozen), noon);
    EXPECT_EQ(outcome(held, row.event), row.thenHeld) << row.sentence << ", under a person's hold";
}

using S = Situation;
using E = Event;
INSTANTIATE_TEST_SUITE_P(Rows, BreakerTable,
    testing::Values( //
        Row {"closed lets calls pass", S::closed, E::admit, "pass, closed", "reject, closed, held"},
        Row {"closed stays closed on success", S::closed, E::success, "closed", "closed, held"},
        Row {"closed opens on the failures of its rule", S::closed, E::failure, "open", "open, held"},
        Row {"closed opens on a trip", S::closed, E::trip, "open", "open, held"},
        Row {"closed stays closed on reset", S::closed, E::reset, "closed", "closed, held"},
        Row {"closed is held by a freeze", S::closed, E::freeze, "closed, held", "closed, held"},
        Row {"closed is released by a release", S::closed, E::release, "closed", "closed"},
        Row {"open rejects", S::open, E::admit, "reject, open", "reject, open, held"},
        Row {"open ignores a late success", S::open, E::success, "open", "open, held"},
        Row {"open ignores a late failure", S::open, E::failure, "open", "open, held"},
        Row {"open stays open on a trip", S::open, E::trip, "open", "open, held"},
        Row {"open closes on reset", S::open, E::reset, "closed", "closed, held"},
        Row {"open is held by a freeze", S::open, E::freeze, "open, held", "open, held"},
        Row {"open stays open on a release", S::open, E::release, "open", "open"},
        Row {"open and due admits one probe", S::openAndDue, E::admit, "probe, half-open", "reject, open, held"},
        Row {"open and due ignores a late success", S::openAndDue, E::success, "open", "open, held"},
        Row {"open and due ignores a late failure", S::openAndDue, E::failure, "open", "open, held"},
        Row {"open and due stays open on a trip", S::openAndDue, E::trip, "open", "open, held"},
        Row {"open and due closes on reset", S::openAndDue, E::reset, "closed", "closed, held"},
        Row {"open and due is held by a freeze", S::openAndDue, E::freeze, "open, held", "open, held"},
        Row {"open and due stays open on a release", S::openAndDue, E::release, "open", "open"},
        Row {"half-open rejects beside its probe", S::probing, E::admit, "reject, half-open", "reject, half-open, held"},
        Row {"half-open closes when its probe succeeds", S::probing, E::success, "closed", "closed, held"},
        Row {"half-open reopens when its probe fails", S::probing, E::failure, "open", "open, held"},
        Row {"half-open reopens on a trip", S::probing, E::trip, "open", "open, held"},
        Row {"half-open closes on reset", S::probing, E::reset, "closed", "closed, held"},
        Row {"half-open is held by a freeze", S::probing, E::freeze, "half-open, held", "half-open, held"},
        Row {"half-open stays so on a release", S::probing, E::release, "half-open", "half-open"},
        Row {"an unanswered probe has failed when the next call asks", S::probeOverdue, E::admit, "reject, open",
            "reject, half-open, held"},
        Row {"an unanswered probe has failed before a late success", S::probeOverdue, E::success, "open", "open, held"},
        Row {"an unanswered probe has failed before a late failure", S::probeOverdue, E::failure, "open", "open, held"},
        Row {"an unanswered probe reopens on a trip", S::probeOverdue, E::trip, "open", "open, held"},
        Row {"an unanswered probe is forgotten on reset", S::probeOverdue, E::reset, "closed", "closed, held"},
        Row {"an unanswered probe is held by a freeze", S::probeOverdue, E::freeze, "half-open, held", "half-open, held"},
        Row {"an unanswered probe outlives a release", S::probeOverdue, E::release, "half-open", "half-open"}));

TEST(Breaker, WaitsDoubleUpToTheLast)
{
    Breaker breaker({.firstWait = 300s, .lastWait = 1800s, .probeDeadline = 30s});
    SteadyTime at = start;
    breaker.trip(at);
    for (const auto wait : {300s, 600s, 1200s, 1800s, 1800s}) {
        EXPECT_EQ(breaker.admit(at + wait - 1s), Admission::reject) << wait.count();
        at += wait;
        EXPECT_EQ(breaker.admit(at), Admission::probe) << wait.count();
        breaker.record(Outcome::failure, at);
    }
    at += 1800s;
    breaker.admit(at);
    breaker.record(Outcome::success, at);
    breaker.trip(at);
    EXPECT_EQ(breaker.admit(at + 300s), Admission::probe) << "a success starts over";
}

TEST(Breaker, NoPathWithoutAPersonsReleaseEndsAPersonsHold)
{
    std::mt19937 random(11);
    for (int trial = 0; trial < 3000; ++trial) {
        Breaker breaker({.failuresToOpen = 2});
        breaker.apply(order(5, HoldState::frozen), noon);
        SteadyTime at = start;
        for (int step = 0; step < 12; ++step) {
            at += std::chrono::seconds(random() % 4000);
            switch (random() % 6) {
            case 0: EXPECT_EQ(breaker.admit(at), Admission::reject); break;
            case 1: breaker.record(Outcome::success, at); break;
            case 2: breaker.record(Outcome::failure, at); break;
            case 3: breaker.trip(at); break;
            case 4: breaker.reset(); break;
            case 5: EXPECT_NE(breaker.apply(order(random() % 6, HoldState::released), noon), OrderVerdict::applied); break;
            }
            ASSERT_TRUE(breaker.heldByPerson());
        }
        EXPECT_EQ(breaker.apply(order(6, HoldState::released), noon), OrderVerdict::applied);
        EXPECT_FALSE(breaker.heldByPerson());
    }
}

TEST(Hold, TheHigherGenerationWinsAndAtEqualOnesFreezeDoes)
{
    const Hold frozen {order(3, HoldState::frozen), noon};
    const Hold released {order(3, HoldState::released), noon};
    EXPECT_EQ(judge(nullptr, order(0, HoldState::frozen)), OrderVerdict::stale) << "generations start at 1";
    EXPECT_EQ(judge(nullptr, order(1, HoldState::frozen)), OrderVerdict::applied);
    EXPECT_EQ(judge(&frozen, order(2, HoldState::frozen)), OrderVerdict::stale);
    EXPECT_EQ(judge(&frozen, order(3, HoldState::frozen)), OrderVerdict::inForce);
    EXPECT_EQ(judge(&frozen, order(3, HoldState::frozen, FreezeMode::cut)), OrderVerdict::applied) << "refuse sharpened to cut";
    EXPECT_EQ(judge(&frozen, order(3, HoldState::released)), OrderVerdict::stale);
    EXPECT_EQ(judge(&frozen, order(4, HoldState::released)), OrderVerdict::applied);
    EXPECT_EQ(judge(&released, order(3, HoldState::frozen)), OrderVerdict::applied);
    EXPECT_EQ(judge(&released, order(3, HoldState::released)), OrderVerdict::inForce);
}

TEST(Hold, TenThousandInterleavingsEndWithTheHighestGenerationAndFreezeAtATie)
{
    std::mt19937 random(17);
    for (int trial = 0; trial < 10'000; ++trial) {
        Breaker breaker;
        std::uint64_t highest = 0;
        bool frozenAtHighest = false;
        for (int i = 0; i < 8; ++i) {
            const auto generation = static_cast<std::uint64_t>(1 + random() % 5);
            const auto state = random() % 2 ? HoldState::frozen : HoldState::released;
            breaker.apply(order(generation, state), noon);
            if (generation > highest)
                frozenAtHighest = false;
            highest = std::max(highest, generation);
            if (generation == highest)
                frozenAtHighest = frozenAtHighest || state == HoldState::frozen;
        }
        ASSERT_EQ(breaker.generation(), highest);
        ASSERT_EQ(breaker.heldByPerson(), frozenAtHighest);
    }
}
