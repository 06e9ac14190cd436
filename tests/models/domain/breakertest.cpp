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

enum class Situation {
    closed,
    warning,
    throttled,
    throttledAndDue,
    downgraded,
    calmAgain,
    open,
    openAndDue,
    allowed,
    probing,
    probeOverdue
};
enum class Event { admit, success, failure, warn, throttle, downgrade, trip, allow, reset, freeze, release };

/// A breaker brought into a situation by events alone; "now" is 1,000 s.
const SteadyTime now = start + 1000s;

Breaker in(Situation situation)
{
    Breaker breaker({.firstWait = 300s, .lastWait = 1800s, .probeDeadline = 30s, .failuresToOpen = 1});
    switch (situation) {
    case Situation::closed: break;
    case Situation::warning: breaker.raise(BreakerLevel::warn, now - 10s); break;
    case Situation::throttled:
        breaker.raise(BreakerLevel::throttle, now - 10s);
        breaker.admit(now - 2s);
        break;
    case Situation::throttledAndDue:
        breaker.raise(BreakerLevel::throttle, now - 10s);
        breaker.admit(now - 5s);
        break;
    case Situation::downgraded: breaker.raise(BreakerLevel::downgrade, now - 10s); break;
    case Situation::calmAgain: breaker.raise(BreakerLevel::downgrade, now - 610s); break;
    case Situation::open: breaker.trip(now - 10s); break;
    case Situation::allowed:
        breaker.trip(now - 10s);
        breaker.allow({.until = now + 60s, .calls = 2, .nano = 100}, now - 5s);
        break;
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
    switch (admission) {
    case Admission::pass: return "pass";
    case Admission::downgrade: return "downgrade";
    case Admission::probe: return "probe";
    case Admission::wait: return "wait";
    case Admission::reject: return "reject";
    }
    return {};
}
std::string name(BreakerState state)
{
    switch (state) {
    case BreakerState::closed: return "closed";
    case BreakerState::warning: return "warning";
    case BreakerState::throttled: return "throttled";
    case BreakerState::downgraded: return "downgraded";
    case BreakerState::open: return "open";
    case BreakerState::halfOpen: return "half-open";
    }
    return {};
}

/// Applies the event and tells, in words, what it answered and where that led.
std::string outcome(Breaker breaker, Event event)
{
    std::string said;
    switch (event) {
    case Event::admit: said = name(breaker.admit(now)); break;
    case Event::success: breaker.record(Outcome::success, now, breaker.probe()); break;
    case Event::failure: breaker.record(Outcome::failure, now, breaker.probe()); break;
    case Event::warn: breaker.raise(BreakerLevel::warn, now); break;
    case Event::throttle: breaker.raise(BreakerLevel::throttle, now); break;
    case Event::downgrade: breaker.raise(BreakerLevel::downgrade, now); break;
    case Event::allow: said = breaker.allow({.until = now + 60s, .calls = 1, .nano = 5}, now) ? "yes" : "no"; break;
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
        Row {"closed warns on mild evidence", S::closed, E::warn, "warning", "warning, held"},
        Row {"closed throttles on evidence", S::closed, E::throttle, "throttled", "throttled, held"},
        Row {"closed downgrades on strong evidence", S::closed, E::downgrade, "downgraded", "downgraded, held"},
        Row {"closed needs no allowance", S::closed, E::allow, "no, closed", "no, closed, held"},
        Row {"warning lets calls pass", S::warning, E::admit, "pass, warning", "reject, warning, held"},
        Row {"warning stays so on success", S::warning, E::success, "warning", "warning, held"},
        Row {"warning opens on the failures of its rule", S::warning, E::failure, "open", "open, held"},
        Row {"warning stays so on the same evidence", S::warning, E::warn, "warning", "warning, held"},
        Row {"warning goes up to throttled", S::warning, E::throttle, "throttled", "throttled, held"},
        Row {"warning goes up to downgraded", S::warning, E::downgrade, "downgraded", "downgraded, held"},
        Row {"warning opens on a trip", S::warning, E::trip, "open", "open, held"},
        Row {"warning needs no allowance", S::warning, E::allow, "no, warning", "no, warning, held"},
        Row {"warning closes on reset", S::warning, E::reset, "closed", "closed, held"},
        Row {"warning is held by a freeze", S::warning, E::freeze, "warning, held", "warning, held"},
        Row {"warning stays so on a release", S::warning, E::release, "warning", "warning"},
        Row {"throttled makes the next call wait", S::throttled, E::admit, "wait, throttled", "reject, throttled, held"},
        Row {"throttled lets a call pass when it is time", S::throttledAndDue, E::admit, "pass, throttled",
            "reject, throttled, held"},
        Row {"throttled stays so on success", S::throttled, E::success, "throttled", "throttled, held"},
        Row {"throttled opens on the failures of its rule", S::throttled, E::failure, "open", "open, held"},
        Row {"throttled stays so on milder evidence", S::throttled, E::warn, "throttled", "throttled, held"},
        Row {"throttled stays so on the same evidence", S::throttled, E::throttle, "throttled", "throttled, held"},
        Row {"throttled goes up to downgraded", S::throttled, E::downgrade, "downgraded", "downgraded, held"},
        Row {"throttled opens on a trip", S::throttled, E::trip, "open", "open, held"},
        Row {"throttled needs no allowance", S::throttled, E::allow, "no, throttled", "no, throttled, held"},
        Row {"throttled closes on reset", S::throttled, E::reset, "closed", "closed, held"},
        Row {"throttled is held by a freeze", S::throttled, E::freeze, "throttled, held", "throttled, held"},
        Row {"throttled stays so on a release", S::throttled, E::release, "throttled", "throttled"},
        Row {"downgraded passes to a cheaper model", S::downgraded, E::admit, "downgrade, downgraded",
            "reject, downgraded, held"},
        Row {"downgraded stays so on success", S::downgraded, E::success, "downgraded", "downgraded, held"},
        Row {"downgraded opens on the failures of its rule", S::downgraded, E::failure, "open", "open, held"},
        Row {"downgraded stays so on milder evidence", S::downgraded, E::throttle, "downgraded", "downgraded, held"},
        Row {"downgraded stays so on the same evidence", S::downgraded, E::downgrade, "downgraded", "downgraded, held"},
        Row {"downgraded opens on a trip", S::downgraded, E::trip, "open", "open, held"},
        Row {"downgraded needs no allowance", S::downgraded, E::allow, "no, downgraded", "no, downgraded, held"},
        Row {"downgraded closes on reset", S::downgraded, E::reset, "closed", "closed, held"},
        Row {"downgraded is held by a freeze", S::downgraded, E::freeze, "downgraded, held", "downgraded, held"},
        Row {"downgraded stays so on a release", S::downgraded, E::release, "downgraded", "downgraded"},
        Row {"calm for twice its time, it is two levels lower", S::calmAgain, E::admit, "pass, warning",
            "reject, downgraded, held"},
        Row {"calm, it goes up from where it is", S::calmAgain, E::throttle, "throttled", "throttled, held"},
        Row {"open rejects", S::open, E::admit, "reject, open", "reject, open, held"},
        Row {"open ignores a late success", S::open, E::success, "open", "open, held"},
        Row {"open ignores a late failure", S::open, E::failure, "open", "open, held"},
        Row {"open stays open on a trip", S::open, E::trip, "open", "open, held"},
        Row {"open stays open on mild evidence", S::open, E::warn, "open", "open, held"},
        Row {"open stays open on strong evidence", S::open, E::downgrade, "open", "open, held"},
        Row {"open takes a person's allowance", S::open, E::allow, "yes, open", "no, open, held"},
        Row {"an allowance lets a call pass", S::allowed, E::admit, "pass, open", "reject, open, held"},
        Row {"an allowed call's success closes nothing", S::allowed, E::success, "open", "open, held"},
        Row {"an allowed call's failure changes nothing", S::allowed, E::failure, "open", "open, held"},
        Row {"an allowance goes with a reset", S::allowed, E::reset, "closed", "closed, held"},
        Row {"an allowance can be replaced", S::allowed, E::allow, "yes, open", "no, open, held"},
        Row {"a trip changes nothing of an allowance", S::allowed, E::trip, "open", "open, held"},
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
        Row {"half-open takes a person's allowance", S::probing, E::allow, "yes, half-open", "no, half-open, held"},
        Row {"half-open stays so on mild evidence", S::probing, E::warn, "half-open", "half-open, held"},
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
        breaker.record(Outcome::failure, at, breaker.probe());
    }
    at += 1800s;
    breaker.admit(at);
    breaker.record(Outcome::success, at, breaker.probe());
    breaker.trip(at);
    EXPECT_EQ(breaker.admit(at + 300s), Admission::probe) << "a success starts over";
}

TEST(Breaker, NoPathWithoutAPersonsReleaseEndsAPersonsHold)
{
    std::mt19937 random(11);
    for (int trial = 0; trial < 3000; ++trial) {
        Breaker breaker({.failuresToOpen = 2, .observe = trial % 2 == 0});
        breaker.apply(order(5, HoldState::frozen), noon);
        SteadyTime at = start;
        for (int step = 0; step < 12; ++step) {
            at += std::chrono::seconds(random() % 4000);
            switch (random() % 8) {
            case 0: EXPECT_EQ(breaker.admit(at), Admission::reject); break;
            case 1: breaker.record(Outcome::success, at, breaker.probe()); break;
            case 2: breaker.record(Outcome::failure, at, breaker.probe()); break;
            case 3: breaker.trip(at); break;
            case 4: breaker.reset(); break;
            case 5: EXPECT_NE(breaker.apply(order(random() % 6, HoldState::released), noon), OrderVerdict::applied); break;
            case 6: EXPECT_FALSE(breaker.allow({.until = at + 3600s, .calls = 9, .nano = 9}, at)); break;
            case 7: breaker.raise(static_cast<BreakerLevel>(random() % 5), at); break;
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
