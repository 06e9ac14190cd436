// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/figures.h"

#include <gtest/gtest.h>

/// The tests of the same sources, tried more often; their figures come last.
int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    const int failed = RUN_ALL_TESTS();
    return fuseboard::test::printFigures() ? failed : 1;
}
