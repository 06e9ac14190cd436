// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/rowsteps.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

using namespace fuseboard;
using Kind = RowStep::Kind;
using Steps = std::vector<RowStep>;

namespace {

std::vector<char> keys(const char* text) { return {text, text + std::char_traits<char>::length(text)}; }

std::vector<char> applied(std::vector<char> rows, const std::vector<char>& want, const Steps& steps)
{
    for (const RowStep& step : steps) {
        if (step.kind == Kind::remove)
            rows.erase(rows.begin() + step.from);
        else if (step.kind == Kind::insert)
            rows.insert(rows.begin() + step.to, want[static_cast<std::size_t>(step.to)]);
        else
            std::rotate(rows.begin() + step.to, rows.begin() + step.from, rows.begin() + step.from + 1);
    }
    return rows;
}

} // namespace

TEST(RowSteps, NothingIsDoneWhereNothingDiffers) { EXPECT_EQ(rowSteps(keys("abc"), keys("abc")), Steps()); }

TEST(RowSteps, OneDifferenceIsOneStep)
{
    EXPECT_EQ(rowSteps(keys("abc"), keys("ac")), (Steps {{Kind::remove, 1, 0}}));
    EXPECT_EQ(rowSteps(keys("ac"), keys("abc")), (Steps {{Kind::insert, 0, 1}}));
    EXPECT_EQ(rowSteps(keys("ab"), keys("abc")), (Steps {{Kind::insert, 0, 2}}));
    EXPECT_EQ(rowSteps(keys("abc"), keys("cab")), (Steps {{Kind::move, 2, 0}}));
}

TEST(RowSteps, RepeatedKeysAreCounted)
{
    EXPECT_EQ(rowSteps(keys("aa"), keys("a")), (Steps {{Kind::remove, 1, 0}}));
    EXPECT_EQ(applied(keys("a"), keys("aba"), rowSteps(keys("a"), keys("aba"))), keys("aba"));
}

TEST(RowSteps, TheStepsLeadFromAnyListToAnyOther)
{
    std::mt19937 dice(20261123);
    const auto list = [&dice] {
        std::vector<char> out(dice() % 9);
        for (char& key : out)
            key = static_cast<char>('a' + dice() % 6);
        return out;
    };
    for (int i = 0; i < 2'000; ++i) {
        const std::vector<char> have = list(), want = list();
        EXPECT_EQ(applied(have, want, rowSteps(have, want)), want)
            << std::string(have.begin(), have.end()) << " to " << std::string(want.begin(), want.end());
    }
}
