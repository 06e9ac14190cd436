// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/measured.h"
#include "crash/figures.h"

#include <gtest/gtest.h>

/// The tests of the same sources, tried more often; their figures come last.
int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    const int failed = RUN_ALL_TESTS();
    bool isGood = failed == 0;
    for (const auto& [name, value, atMost] : fuseboard::test::figures())
        isGood = fuseboard::bench::ratio(name, value, fuseboard::bench::Goal::atMost, atMost) && isGood;
    return isGood ? 0 : 1;
}
