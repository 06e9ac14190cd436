// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/untold.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <tuple>

using namespace fuseboard;
using std::chrono::days;
using std::chrono::hours;

namespace {

const Instant first = *parseInstant("2026-11-01T00:00:00Z");
Instant at(int day) { return first + days(day); }

using Key = std::tuple<Ledger, std::string, int>; ///< day
using Facts = std::pair<Untold::Why, bool>;

std::map<Key, Facts> dayByDay(const UntoldDays& untold)
{
    std::map<Key, Facts> out;
    for (const Untold& each : untold)
        for (int day = 0; day < 40; ++day)
            if (each.days.contains(at(day))) {
                const bool isNew = out.emplace(Key {each.ledger, each.list, day}, Facts {each.why, each.wasTold}).second;
                EXPECT_TRUE(isNew) << "once";
            }
    return out;
}

bool isTidy(const UntoldDays& untold)
{
    for (std::size_t i = 0; i < untold.size(); ++i) {
        if (untold[i].days.end <= untold[i].days.start)
            return false;
        if (i == 0 || untold[i - 1].ledger != untold[i].ledger || untold[i - 1].list != untold[i].list)
            continue;
        const Untold &a = untold[i - 1], &b = untold[i];
        if (b.days.start < a.days.end || (b.days.start == a.days.end && a.why == b.why && a.wasTold == b.wasTold))
            return false;
    }
    return true;
}

} // namespace

TEST(Untold, IsByDayWhatWasLeftOutLastAndNotToldSince)
{
    std::mt19937 dice {11};
    const auto one = [&dice](int of) { return static_cast<int>(dice() % static_cast<unsigned>(of)); };
    UntoldDays untold;
    std::map<Key, Facts> expected;
    for (int step = 0; step < 5'000; ++step) {
        const Ledger ledger = one(2) == 0 ? Ledger::providerCost : Ledger::providerUsage;
        const int from = one(30), to = from + one(8);
        if (one(2) == 0) {
            const std::string list = one(2) == 0 ? "a" : "b";
            const Facts facts {one(2) == 0 ? Untold::Why::leftOut : Untold::Why::refused, one(2) == 0};
            leaveUntold(untold, {ledger, list, {at(from), at(to)}, facts.first, facts.second});
            for (int day = from; day < to; ++day)
                expected.try_emplace({ledger, list, day}, facts);
        } else {
            const std::set<std::string> refused = one(2) == 0 ? std::set<std::string> {"b"} : std::set<std::string> {};
            tellDays(untold, ledger, {at(from), at(to)}, refused);
            std::erase_if(expected, [&](const auto& each) {
                const auto& [of, list, day] = each.first;
                return of == ledger && !refused.contains(list) && day >= from && day < to;
            });
        }
        ASSERT_EQ(dayByDay(untold), expected) << step;
        ASSERT_TRUE(isTidy(untold)) << step;
    }
}

TEST(Untold, ADayThatWasBegunIsLeftOutWholeAndToldOnlyByReadingItFromItsStart)
{
    UntoldDays untold;
    leaveUntold(untold, {Ledger::providerCost, "costs", {at(3) + hours(5), at(4) + hours(1)}});
    EXPECT_EQ(untold.front().days, (Period {at(3), at(5)}));
    tellDays(untold, Ledger::providerCost, {at(3) + hours(1), at(4) + hours(2)}, {});
    ASSERT_EQ(untold.size(), 1U);
    EXPECT_EQ(untold.front().days, (Period {at(3), at(4)})) << "today is told up to now";
    tellDays(untold, Ledger::providerCost, {at(3) + hours(1), at(3) + hours(2)}, {});
    EXPECT_EQ(untold.size(), 1U);
}

TEST(Untold, LacksOnlyCostsThatWereNeverToldWhole)
{
    const auto lacks = [](Untold one) { return lacksCost({std::move(one)}, at(3)); };
    const Period period {at(3), at(4)};
    EXPECT_TRUE(lacks({Ledger::providerCost, "costs", period}));
    EXPECT_FALSE(lacks({Ledger::providerUsage, "images", period}));
    EXPECT_FALSE(lacks({Ledger::providerCost, "costs", period, Untold::Why::refused}));
    EXPECT_FALSE(lacks({Ledger::providerCost, "costs", period, Untold::Why::leftOut, true}));
    EXPECT_FALSE(lacks({Ledger::providerCost, "costs", {at(4), at(5)}}));
}
