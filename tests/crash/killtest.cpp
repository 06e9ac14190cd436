// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/figures.h"
#include "crash/survival.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <iostream>

using namespace fuseboard::test;

TEST(Kill, losesNoAcknowledgedRowAndSumsStayEqual)
{
    std::mt19937 random = seeded(500);
    const TemporaryDirectory directory;
    const Survived survived = survive(times(50, 500), directory.path() / "history" / "history.db", runAndKill, random);
    std::cout << survived.acknowledged << " acts acknowledged\n";
    EXPECT_GT(survived.acknowledged, times(500, 5000));
    figure("kill-ready-p99-seconds", percentile99(survived.readySeconds), 1);
    figure("kill-spoilt", survived.spoilt, 0);
    figure("kill-lost", static_cast<double>(survived.lost), 0);
}
