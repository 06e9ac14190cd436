// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The breaker against a model of it that keeps no state but its past: what happened, and when. Every answer is worked out
// anew from the whole past, by the rules as a person would tell them.
#include "domain/breaker.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

using std::chrono::seconds;

struct Happened {
    enum class What { admitted, answered, raised, allowed, reset, frozen, released } what = What::admitted;
    long at = 0; ///< seconds
    long number = 0; ///< of a probe, a level, calls
    long until = 0;
    bool good = false;
    Admission was = Admission::pass;
};

constexpr long firstWait = 300, lastWait = 1800, deadline = 30, every = 5, calm = 300;

/// Tells the past again up to a time.
class Story {
public:
    explicit Story(const std::vector<Happened>& past, long now)
    {
        for (const Happened& event : past) {
            pass(event.at);
            tell(event);
        }
        if (!frozen)
            pass(now);
    }

    bool frozen = false;
    enum class Mood { shut, probing, levels } mood = Mood::levels;
    long level = 0; ///< 0 closed … 3 downgraded
    long calmFrom = 0;
    long shutAt = 0, waits = firstWait;
    long probe = 0, probeFrom = 0;
    long passedAt = -every; ///< throttled
    long callsLeft = 0, allowedUntil = 0;

    [[nodiscard]] Admission answer(long now) const
    {
        if (frozen)
            return Admission::reject;
        if (mood != Mood::levels && callsLeft > 0 && now < allowedUntil)
            return Admission::pass;
        if (mood == Mood::shut)
            return now - shutAt >= waits ? Admission::probe : Admission::reject;
        if (mood == Mood::probing)
            return Admission::reject;
        if (level >= 2 && now - passedAt < every)
            return Admission::wait;
        return level == 3 ? Admission::downgrade : Admission::pass;
    }
    [[nodiscard]] BreakerState state() const
    {
        if (mood == Mood::levels)
            return static_cast<BreakerState>(level);
        return mood == Mood::shut ? BreakerState::open : BreakerState::halfOpen;
    }

private:
    void shut(long at)
    {
        if (mood == Mood::probing)
            waits = std::min(waits * 2, lastWait);
        mood = Mood::shut;
        shutAt = at;
    }
    void pass(long now)
    {
        if (mood == Mood::probing && now - probeFrom >= deadline)
            shut(probeFrom + deadline);
        for (; mood == Mood::levels && level > 0 && now - calmFrom >= calm; --level)
            calmFrom += calm;
    }
    void tell(const Happened& event)
    {
        switch (event.what) {
        case Happened::What::admitted:
            if (event.was == Admission::probe) {
                mood = Mood::probing;
                probe = event.number;
                probeFrom = event.at;
            } else if (mood != Mood::levels && event.was == Admission::pass) {
                --callsLeft;
            } else if (mood == Mood::levels && level >= 2 && event.was != Admission::wait && event.was != Admission::reject) {
                passedAt = event.at;
            }
            return;
        case Happened::What::answered:
            if (mood != Mood::probing || event.number != probe)
                return;
            if (event.good)
                clear();
            else
                shut(event.at);
            return;
        case Happened::What::raised:
            if (event.number == 4 && mood != Mood::shut) {
                shut(event.at);
            } else if (event.number < 4 && event.number > 0 && mood == Mood::levels) {
                level = std::max(level, event.number);
                calmFrom = event.at;
            }
            return;
        case Happened::What::allowed:
            callsLeft = event.number;
            allowedUntil = event.until;
            return;
        case Happened::What::reset: clear(); return;
        case Happened::What::frozen: frozen = true; return;
        case Happened::What::released: frozen = false; return;
        }
    }
    void clear()
    {
        mood = Mood::levels;
        level = 0;
        waits = firstWait;
        callsLeft = 0;
    }
};

class Walk {
public:
    explicit Walk(unsigned seed)
        : m_random(seed)
        , m_breaker(m_rule)
    {
    }
    void step()
    {
        static const std::vector<long> pauses {0, 0, 1, 3, 5, 29, 30, 31, 299, 300, 601, 1800, 3000};
        m_now += pauses[m_random() % pauses.size()];
        switch (m_random() % 10) {
        case 0: answer(); break;
        case 1:
        case 2: raise(); break;
        case 3: allow(); break;
        case 4: rare(); break;
        default: admit(); break;
        }
        if (m_past.size() > 60)
            startOver();
    }

private:
    [[nodiscard]] SteadyTime time() const { return SteadyTime(seconds(1'000'000 + m_now)); }
    void startOver()
    {
        m_past.clear();
        m_breaker = Breaker(m_rule);
        m_probe = 0;
        m_generation = 0;
    }
    void note(Happened event)
    {
        event.at = m_now;
        m_past.push_back(event);
    }
    void admit()
    {
        const Story story(m_past, m_now);
        ASSERT_EQ(m_breaker.peek(time()), story.answer(m_now));
        const Admission was = m_breaker.admit(time());
        ASSERT_EQ(was, story.answer(m_now)) << m_past.size();
        if (was == Admission::probe)
            m_probe = static_cast<long>(m_breaker.probe());
        note({.what = Happened::What::admitted, .number = m_probe, .was = was});
        if (!story.frozen) { // else it has no reason to look at the time
            ASSERT_EQ(m_breaker.state(), Story(m_past, m_now).state());
        }
    }
    /// Mostly the probe that is out, at times an earlier one or no probe at all.
    void answer()
    {
        const long number = m_random() % 4 == 0 ? std::max(0L, m_probe - static_cast<long>(m_random() % 2 + 1)) : m_probe;
        const bool good = m_random() % 2;
        m_breaker.record(good ? Outcome::success : Outcome::failure, time(), static_cast<std::uint64_t>(number));
        note({.what = Happened::What::answered, .number = number == 0 ? -1 : number, .good = good});
    }
    void raise()
    {
        const long level = m_random() % 3 == 0 ? 4 : static_cast<long>(m_random() % 4);
        m_breaker.raise(static_cast<BreakerLevel>(level), time());
        note({.what = Happened::What::raised, .number = level});
    }
    void allow()
    {
        const Story story(m_past, m_now);
        const long calls = static_cast<long>(m_random() % 3 + 1), until = m_now + static_cast<long>(m_random() % 400);
        const bool taken =
            m_breaker.allow({.until = SteadyTime(seconds(1'000'000 + until)), .calls = static_cast<int>(calls)}, time());
        ASSERT_EQ(taken, !story.frozen && story.mood != Story::Mood::levels && until > m_now);
        if (taken)
            note({.what = Happened::What::allowed, .number = calls, .until = until});
    }
    void rare()
    {
        HoldOrder order {.orderId = "order",
            .scope = Scope::everything(),
            .generation = ++m_generation,
            .reason = "model",
            .by = "A. Smith"};
        switch (m_random() % 4) {
        case 0:
            m_breaker.reset();
            note({.what = Happened::What::reset});
            return;
        case 1:
            ASSERT_EQ(m_breaker.apply(order, Instant()), OrderVerdict::applied);
            note({.what = Happened::What::frozen});
            return;
        default:
            order.state = HoldState::released;
            ASSERT_EQ(m_breaker.apply(order, Instant()), OrderVerdict::applied);
            note({.what = Happened::What::released});
        }
    }

    BreakerRule m_rule {.firstWait = seconds(firstWait),
        .lastWait = seconds(lastWait),
        .probeDeadline = seconds(deadline),
        .throttleEvery = seconds(every),
        .calm = seconds(calm)};
    std::mt19937 m_random;
    Breaker m_breaker;
    std::vector<Happened> m_past;
    long m_now = 0, m_probe = 0;
    std::uint64_t m_generation = 0;
};

} // namespace

TEST(BreakerModel, TwoHundredThousandRandomEventsAnswerAsTheirPastSays)
{
    for (unsigned seed = 0; seed < 400 && !testing::Test::HasFatalFailure(); ++seed) {
        Walk walk(seed);
        for (int i = 0; i < 500 && !testing::Test::HasFatalFailure(); ++i)
            walk.step();
    }
}

TEST(BreakerModel, AllowancesEndWithWhateverIsUsedUpFirst)
{
    const SteadyTime now(1'000s);
    Breaker breaker;
    breaker.trip(now);
    ASSERT_TRUE(breaker.allow({.until = now + 60s, .calls = 3, .nano = 100}, now));
    EXPECT_EQ(breaker.admit(now, 101), Admission::reject) << "more than the allowance's money";
    EXPECT_EQ(breaker.admit(now, 80), Admission::pass);
    EXPECT_EQ(breaker.admit(now, 80), Admission::reject);
    breaker.giveBack(70);
    EXPECT_EQ(breaker.admit(now, 80), Admission::pass);
    breaker.giveBack(1'000);
    EXPECT_EQ(breaker.allowance()->nano, 100) << "never more than was granted";
    EXPECT_EQ(breaker.admit(now, 10), Admission::pass);
    EXPECT_EQ(breaker.admit(now, 10), Admission::reject) << "the calls are used up";
    ASSERT_TRUE(breaker.allow({.until = now + 60s, .calls = 3, .nano = 100}, now));
    EXPECT_EQ(breaker.admit(now + 60s, 10), Admission::reject) << "its time is over";
    EXPECT_FALSE(breaker.allowance());
    EXPECT_EQ(breaker.state(), BreakerState::open) << "an allowance closes nothing";
}

TEST(BreakerModel, ObservingItDecidesAndLetsEverythingPass)
{
    const SteadyTime now(1'000s);
    Breaker breaker({.observe = true});
    breaker.raise(BreakerLevel::open, now);
    EXPECT_EQ(breaker.admit(now), Admission::pass);
    EXPECT_EQ(breaker.decided(), Admission::reject);
    EXPECT_EQ(breaker.state(), BreakerState::open);
    EXPECT_EQ(breaker.retryAt(), now + 300s);
    ASSERT_EQ(breaker.apply({.orderId = "o", .scope = {}, .generation = 1, .reason = "r", .by = "b"}, Instant()),
        OrderVerdict::applied);
    EXPECT_EQ(breaker.admit(now), Admission::reject) << "a person's freeze is no rule's";
}
