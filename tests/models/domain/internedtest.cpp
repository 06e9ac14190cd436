// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/interned.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

using namespace fuseboard;

TEST(Interned, EqualTextsAreOneWhoeverMakesThem)
{
    constexpr int names = 500;
    const auto made = [] {
        std::vector<Interned> out;
        for (int i = 0; i < names; ++i)
            out.emplace_back("team-of-a-name-too-long-to-be-kept-in-place-" + std::to_string(i));
        return out;
    };
    std::vector<Interned> others;
    std::thread other([&] { others = made(); });
    const std::vector<Interned> own = made();
    other.join();
    EXPECT_EQ(own, others);
    for (int i = 1; i < names; ++i)
        EXPECT_NE(own[static_cast<std::size_t>(i)], own[0]);
}

TEST(Interned, TakesATextsPlace)
{
    EXPECT_TRUE(Interned().empty());
    EXPECT_EQ(Interned(), Interned(""));
    EXPECT_EQ(Interned("payments"), std::string("payments"));
    EXPECT_EQ(Interned("payments"), "payments");
    EXPECT_NE(Interned("payments"), std::string("search"));
    EXPECT_LT(Interned("payments"), Interned("search")); // though it may have been made later
    EXPECT_LT(Interned("zebra"), Interned("zebras"));
    const std::string& text = Interned("payments");
    EXPECT_EQ(text, "payments"); // outlives the one it came from
}
