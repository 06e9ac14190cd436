// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/episode.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace fuseboard::gateway;

namespace {

TEST(Episode, tellsItsBeginningAndItsEndAndNoMoreOftenThanOnceAMinute)
{
    const SteadyTime start {};
    Episode episode;
    EXPECT_FALSE(episode.ended());
    EXPECT_TRUE(episode.happened(start));
    for (int i = 0; i < 1000; ++i)
        EXPECT_FALSE(episode.happened(start + std::chrono::hours(i)));
    EXPECT_EQ(episode.ended(), 1001);
    EXPECT_FALSE(episode.ended());

    Episode flapping;
    int told = 0;
    for (int i = 0; i < 600; ++i) { // in ten minutes
        told += flapping.happened(start + std::chrono::seconds(i)) ? 1 : 0;
        told += flapping.ended() ? 1 : 0;
    }
    EXPECT_EQ(told, 20);
}

} // namespace
