// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/damage.h"
#include "crash/figures.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <format>
#include <iostream>

using namespace fuseboard::test;

TEST(Damage, isDetectedOrHarmlessAndTheFileIsKept)
{
    std::mt19937 random = seeded(2000);
    const TemporaryDirectory directory;
    DamagedHistory history(directory.path() / "history");
    std::map<Found, int> counts;
    std::map<std::string, std::map<Found, int>> kinds;
    for (int i = 0; i < times(100, 2000); ++i) {
        std::string kind;
        const Found found = history.tryOne(random, kind);
        ++counts[found];
        ++kinds[kind][found];
    }
    for (const auto& [kind, each] : kinds) {
        std::cout << std::format("{:28}", kind);
        for (const auto& [found, count] : each)
            std::cout << std::format("  {} {}", toText(found), count);
        std::cout << "\n";
        // Only with its log can the end of a history go and leave no trace in the file.
        if (!kind.contains("log")) {
            EXPECT_EQ(each.contains(Found::older), 0) << kind;
        }
    }
    EXPECT_GT(counts[Found::detected], 0);
    figure("damage-changed", counts[Found::changed], 0);
    figure("damage-emptied", counts[Found::emptied], 0);
    figure("damage-undetected", counts[Found::undetected], 0);
    figure("damage-crashed", counts[Found::crashed], 0);
}
