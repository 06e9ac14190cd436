// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/instant.h"

#include <gtest/gtest.h>

using namespace fuseboard;

TEST(Instant, ReadsRfc3339AndWritesItBack)
{
    for (const char* text :
        {"2026-11-23T10:15:00Z", "1970-01-01T00:00:00Z", "2026-02-28T23:59:59.5Z", "2024-02-29T00:00:00.000001Z"})
        EXPECT_EQ(toText(parseInstant(text).value()), text);
    EXPECT_EQ(toText(*parseInstant("2026-11-23T11:15:00+01:00")), "2026-11-23T10:15:00Z");
    EXPECT_EQ(toText(*parseInstant("2026-11-23t05:15:00-05:00")), "2026-11-23T10:15:00Z");
    EXPECT_EQ(toText(*parseInstant("2026-11-23T10:15:00.123456789Z")), "2026-11-23T10:15:00.123456Z");
}

TEST(Instant, RefusesWhatIsNoTime)
{
    for (const char* text : {"", "2026-11-23", "2026-11-23T10:15:00", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z",
             "2026-11-23T24:00:00Z", "2026-11-23T10:60:00Z", "2026-11-23T10:15:00.Z", "2026-11-23T10:15:00ZZ",
             "26-11-23T10:15:00Z", "2026-11-23T10:15:00+1:00", "2026-11-23T10:15:00.1234567890Z"})
        EXPECT_FALSE(parseInstant(text)) << text;
}

TEST(Instant, KnowsItsUtcDay)
{
    EXPECT_EQ(dayOf(*parseInstant("2026-11-23T23:59:59.999999Z")), *parseInstant("2026-11-23T00:00:00Z"));
    EXPECT_EQ(dayOf(*parseInstant("1969-12-31T01:00:00Z")), *parseInstant("1969-12-31T00:00:00Z")) << "before 1970 too";
    EXPECT_EQ(toUnixSeconds(*parseInstant("1969-12-31T23:59:59.5Z")), -1);
}
