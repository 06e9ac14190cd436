// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/backoff.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

constexpr auto interval = 300s;

UsageFailure failure(ErrorCode code, std::optional<std::chrono::seconds> retryAfter = {})
{
    return {{code, "openai", {}}, retryAfter};
}

} // namespace

TEST(BackoffTest, threeQuickRetriesThenTheIntervalAgain)
{
    Backoff backoff(interval, 1);
    for (int i = 0; i < 3; ++i)
        EXPECT_LE(*backoff.afterFailure(failure(ErrorCode::timedOut)), 4s);
    EXPECT_EQ(backoff.afterFailure(failure(ErrorCode::timedOut)), interval);
}

TEST(BackoffTest, retriesStayUnderATenthOfThePolls)
{
    Backoff backoff(interval, 2);
    int quick = 0;
    constexpr int polls = 1000;
    for (int i = 0; i < polls; ++i) {
        if (i % 2)
            quick += *backoff.afterFailure(failure(ErrorCode::serverError)) < interval;
        else
            EXPECT_EQ(backoff.afterSuccess(), interval);
    }
    EXPECT_LE(quick, polls / 10);
    EXPECT_GT(quick, 10);
}

TEST(BackoffTest, waitsAsLongAsItIsAsked)
{
    Backoff backoff(interval, 3);
    for (int i = 0; i < 10; ++i)
        EXPECT_GE(*backoff.afterFailure(failure(ErrorCode::rateLimited, 900s)), 900s);
}

TEST(BackoffTest, aWrongAnswerIsNotAskedForAgainAtOnce)
{
    Backoff backoff(interval, 4);
    EXPECT_EQ(backoff.afterFailure(failure(ErrorCode::badAnswer)), interval);
    EXPECT_EQ(backoff.afterFailure(failure(ErrorCode::pagingBroken)), interval);
}

TEST(BackoffTest, stopsAfterTheKeyWasRefusedThreeTimes)
{
    Backoff backoff(interval, 5);
    EXPECT_EQ(backoff.afterFailure(failure(ErrorCode::unauthorised)), interval);
    EXPECT_EQ(backoff.afterFailure(failure(ErrorCode::unauthorised)), interval);
    EXPECT_FALSE(backoff.afterFailure(failure(ErrorCode::unauthorised)));
    EXPECT_EQ(backoff.afterSuccess(), interval);
    EXPECT_EQ(backoff.afterFailure(failure(ErrorCode::unauthorised)), interval);
}
