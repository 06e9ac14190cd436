// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/measured.h"
#include "crash/figures.h"

#include <gtest/gtest.h>

#include <cstdlib>

/// The tests of the same sources, tried more often; their figures come last.
int main(int argc, char** argv)
{
#ifdef FUSEBOARD_BUILD
    ::setenv("TMPDIR", FUSEBOARD_BUILD, 1); // not in /tmp, which may be memory: a disk's syncs are part of the figures
#endif
    testing::InitGoogleTest(&argc, argv);
    const int failed = RUN_ALL_TESTS();
    bool isGood = failed == 0;
    for (const auto& [name, value, atMost] : fuseboard::test::figures())
        isGood = fuseboard::bench::ratio(name, value, fuseboard::bench::Goal::atMost, atMost) && isGood;
    return isGood ? 0 : 1;
}
