// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/spendrate/spendratebreaker.h"

#include <gtest/gtest.h>

#include <limits>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t usd = 1'000'000'000;
const SteadyTime start(100'000s);

SpendRateRule rule(std::optional<std::int64_t> warn, std::optional<std::int64_t> throttle)
{
    return {.scope = Scope::ofTeam("team-a"), .warnNano = warn, .throttleNano = throttle};
}

/// Calls that were let in and have ended, one after the other.
void spend(SpendRateBreaker& breaker, int calls, std::int64_t nano, SteadyTime now)
{
    for (int i = 0; i < calls; ++i) {
        breaker.begin(nano, now);
        breaker.settle(nano, nano, now);
        breaker.look(now);
    }
}

/// Asks for a call each tenth of a second, which costs so much; what was let through.
std::int64_t pass(SpendRateBreaker& breaker, SteadyTime from, std::chrono::seconds time, std::int64_t nano)
{
    std::int64_t sum = 0;
    for (SteadyTime now = from; now < from + time; now += 100ms) {
        breaker.look(now);
        if (breaker.waitsUntil(now, false) > now)
            continue;
        breaker.begin(nano, now);
        breaker.settle(nano, nano, now);
        sum += nano;
    }
    return sum;
}

} // namespace

TEST(SpendWindow, ForgetsWhatIsLongerAgo)
{
    SpendWindow window;
    window.add(3, start);
    window.add(4, start + 100s);
    EXPECT_EQ(window.sum(start + 100s).nano, 7);
    EXPECT_EQ(window.sum(start + 100s).calls, 2);
    EXPECT_EQ(window.sum(start + 299s).nano, 7);
    EXPECT_EQ(window.sum(start + 300s).nano, 4);
    EXPECT_EQ(window.sum(start + 400s).nano, 0);
    window.add(5, start + 300s);
    window.add(6, start); // its step is another's by now
    EXPECT_EQ(window.sum(start + 300s).nano, 9);
    window.add(std::numeric_limits<std::int64_t>::max(), start + 300s);
    EXPECT_EQ(window.sum(start + 300s).nano, std::numeric_limits<std::int64_t>::max());
}

TEST(SpendRate, LimitsAreTheLowerOfWhatIsStatedAndWhatIsUsual)
{
    SpendRateRule both = rule(40 * usd, 100 * usd);
    EXPECT_EQ(limitsOf(both, 5 * usd).throttleNano, 100 * usd) << "no factor";
    both.factor = 10;
    both.floorNano = 20 * usd;
    EXPECT_EQ(limitsOf(both, {}).throttleNano, 100 * usd) << "nobody knows what is usual";
    EXPECT_EQ(limitsOf(both, 5 * usd).throttleNano, 50 * usd);
    EXPECT_EQ(limitsOf(both, 5 * usd).warnNano, 25 * usd);
    EXPECT_EQ(limitsOf(both, 1).throttleNano, 20 * usd) << "the floor";
    EXPECT_EQ(limitsOf(both, 50 * usd).throttleNano, 100 * usd);
    EXPECT_EQ(limitsOf(both, std::numeric_limits<std::int64_t>::max()).warnNano, 40 * usd);
    both.warnNano.reset();
    both.throttleNano.reset();
    EXPECT_FALSE(limitsOf(both, {}).throttleNano);
}

struct LevelRow {
    const char* name;
    int calls;
    std::int64_t nano; ///< each
    BreakerState state;
};

class SpendRateLevels : public testing::TestWithParam<LevelRow> { };

TEST_P(SpendRateLevels, AreReachedAtTheirLimits)
{
    SpendRateBreaker breaker(rule(50 * usd, 100 * usd));
    spend(breaker, GetParam().calls, GetParam().nano, start);
    EXPECT_EQ(breaker.state(), GetParam().state) << GetParam().name;
    const SpendRate rate = breaker.look(start);
    EXPECT_EQ(rate.nanoAnHour, GetParam().calls * GetParam().nano * 12);
    EXPECT_EQ(breaker.waitsUntil(start, false) > start, GetParam().state == BreakerState::throttled);
}

INSTANTIATE_TEST_SUITE_P(All, SpendRateLevels,
    testing::Values(LevelRow {"nothing", 0, 0, BreakerState::closed},
        LevelRow {"a little less than is warned of", 5, usd * 4 / 5, BreakerState::closed},
        LevelRow {"what is warned of", 10, usd * 5 / 12 + 1, BreakerState::warning},
        LevelRow {"a little less than is slowed down", 10, usd * 10 / 12 - 1, BreakerState::warning},
        LevelRow {"what is slowed down", 10, usd * 10 / 12 + 1, BreakerState::throttled},
        LevelRow {"a few dear calls", 4, 100 * usd, BreakerState::closed},
        LevelRow {"a thousand times too much", 1'000, 10 * usd, BreakerState::throttled}));

TEST(SpendRateBreaker, SaysWhatItIsFoundedOn)
{
    SpendRateBreaker breaker(rule(50 * usd, 100 * usd));
    spend(breaker, 20, usd, start);
    const SpendRate rate = breaker.look(start);
    EXPECT_EQ(rate.nanoAnHour, 240 * usd);
    EXPECT_EQ(rate.limitNano, 100 * usd);
    EXPECT_EQ(rate.costNano, 20 * usd);
    EXPECT_EQ(rate.calls, 20);
    EXPECT_EQ(rate.running, 0);
    EXPECT_FALSE(rate.usualNano);
}

TEST(SpendRateBreaker, LetsThroughWhatTheLimitAllowsAndNoMore)
{
    for (const std::int64_t each : {usd / 2, usd / 100, usd / 2'000}) {
        SpendRateBreaker breaker(rule(50 * usd, 100 * usd));
        spend(breaker, static_cast<int>(20 * usd / each), each, start);
        ASSERT_EQ(breaker.state(), BreakerState::throttled);
        const std::int64_t passed = pass(breaker, start, 3600s, each);
        EXPECT_LE(passed, 105 * usd) << each;
        EXPECT_GE(passed, each * 10 * 3600 < 100 * usd ? each * 10 * 3600 / 2 : 80 * usd) << each;
    }
}

TEST(SpendRateBreaker, ComesDownByItself)
{
    SpendRateBreaker breaker(rule(50 * usd, 100 * usd));
    spend(breaker, 20, usd, start);
    ASSERT_EQ(breaker.state(), BreakerState::throttled);
    breaker.look(start + 289s);
    EXPECT_EQ(breaker.state(), BreakerState::throttled) << "it is evidence as long as it is within the window";
    breaker.look(start + 289s + 60s);
    EXPECT_EQ(breaker.state(), BreakerState::warning);
    EXPECT_EQ(breaker.waitsUntil(start + 349s, false), start + 349s);
    EXPECT_FALSE(breaker.isIdle(start + 349s));
    breaker.look(start + 289s + 120s);
    EXPECT_EQ(breaker.state(), BreakerState::closed);
    EXPECT_TRUE(breaker.isIdle(start + 409s));
}

TEST(SpendRateBreaker, CountsWhatRunsByWhatSuchCallsCost)
{
    SpendRateBreaker breaker(rule({}, 100 * usd));
    for (int i = 0; i < 6; ++i)
        breaker.begin(10 * usd, start);
    EXPECT_EQ(breaker.look(start).runningNano, 60 * usd * 12 / 100) << "as calls mostly do";
    EXPECT_EQ(breaker.state(), BreakerState::closed);
    breaker.begin(10 * usd, start);
    breaker.look(start);
    EXPECT_EQ(breaker.state(), BreakerState::throttled) << "though nothing has ended yet";

    SpendRateBreaker cheap(rule({}, 100 * usd));
    for (int i = 0; i < 100; ++i) {
        cheap.begin(10 * usd, start);
        cheap.settle(10 * usd, usd / 100, start);
    }
    for (int i = 0; i < 100; ++i)
        cheap.begin(10 * usd, start);
    EXPECT_EQ(cheap.look(start).runningNano, usd);
    EXPECT_EQ(cheap.state(), BreakerState::closed) << "they state a cap far above what they use";
}

TEST(SpendRateBreaker, LeavesBusyDaysAlone)
{
    SpendRateRule tenfold = rule({}, {});
    tenfold.factor = 10;
    tenfold.floorNano = 5 * usd;
    SpendRateBreaker breaker(tenfold);
    breaker.learn(10 * usd);
    // Three times the usual, with a burst of ten minutes each hour at eight times; from eight people at once.
    const std::int64_t each = usd / 50;
    int slowed = 0;
    for (int second = 0; second < 8 * 3600; ++second) {
        const SteadyTime now = start + std::chrono::seconds(second);
        const bool isBurst = second % 3600 < 600;
        const int calls = isBurst ? (second % 10 < 9 ? 1 : 2) : second % 12 < 5 ? 1 : 0;
        for (int i = 0; i < calls; ++i) {
            breaker.look(now);
            slowed += breaker.waitsUntil(now, false) > now;
            breaker.begin(40 * each, now);
            breaker.settle(40 * each, each, now);
        }
    }
    EXPECT_EQ(slowed, 0);
    spend(breaker, 500, each, start + 8h);
    EXPECT_EQ(breaker.state(), BreakerState::throttled) << "and twelve times the usual is not";
    EXPECT_EQ(breaker.look(start + 8h).usualNano, 10 * usd);
}

TEST(SpendRateBreaker, DoesNothingWhereItOnlyObserves)
{
    SpendRateRule observed = rule(50 * usd, 100 * usd);
    observed.observe = true;
    observed.downgrade = true;
    SpendRateBreaker breaker(observed);
    spend(breaker, 100, usd, start);
    EXPECT_EQ(breaker.state(), BreakerState::downgraded) << "what it would have done";
    EXPECT_EQ(breaker.waitsUntil(start, false), start);
    EXPECT_FALSE(breaker.isDowngraded());
}

TEST(SpendRateBreaker, LeadsToCheaperModelsUntilThatIsNotEnough)
{
    SpendRateRule cheaper = rule({}, 100 * usd);
    cheaper.downgrade = true;
    SpendRateBreaker breaker(cheaper);
    spend(breaker, 10, usd, start);
    EXPECT_TRUE(breaker.isDowngraded());
    EXPECT_EQ(breaker.waitsUntil(start, true), start);
    EXPECT_GT(breaker.waitsUntil(start, false), start) << "nothing cheaper serves it";
    spend(breaker, 10, usd, start);
    EXPECT_GT(breaker.waitsUntil(start, true), start) << "at more than twice the limit";
}

TEST(SpendRateBreaker, KeepsWhatWasSpentUnderAnotherRule)
{
    SpendRateBreaker breaker(rule({}, 1'000 * usd));
    spend(breaker, 20, usd, start);
    EXPECT_EQ(breaker.state(), BreakerState::closed);
    breaker.follow(rule({}, 100 * usd));
    breaker.look(start);
    EXPECT_EQ(breaker.state(), BreakerState::throttled);
    breaker.follow(rule({}, 1'000 * usd));
    breaker.look(start);
    EXPECT_EQ(breaker.state(), BreakerState::closed);
}

TEST(SpendRateBreaker, GoesOnFromWhatWasBefore)
{
    SpendRateBreaker breaker(rule({}, 100 * usd));
    for (int i = 0; i < 20; ++i)
        breaker.remember(usd, start - std::chrono::seconds(10 * i));
    breaker.look(start);
    EXPECT_EQ(breaker.state(), BreakerState::throttled);
    breaker.settle(usd, usd, start);
    EXPECT_EQ(breaker.look(start).running, 0) << "one that began before";
}
