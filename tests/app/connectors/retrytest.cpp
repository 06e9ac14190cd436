// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/retry.h"

#include <gtest/gtest.h>

#include <map>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

Retry retry(std::uint64_t seed) { return {1s, 60s, seed}; }

} // namespace

TEST(RetryTest, fourTriesAndNoMore)
{
    Retry one = retry(1);
    for (int failures = 1; failures < mostTries; ++failures)
        EXPECT_LE(one.wait(ErrorCode::timedOut, failures, 0s).value(), 1s * (1 << (failures - 1)));
    EXPECT_FALSE(one.wait(ErrorCode::timedOut, mostTries, 0s));
}

TEST(RetryTest, onlyWhatMayPassIsAskedAgain)
{
    for (const auto code :
        {ErrorCode::unreachable, ErrorCode::timedOut, ErrorCode::cutOff, ErrorCode::rateLimited, ErrorCode::serverError})
        EXPECT_TRUE(retry(1).wait(code, 1, 0s));
    for (const auto code : {ErrorCode::unauthorised, ErrorCode::badAnswer, ErrorCode::redirected, ErrorCode::tlsFailed,
             ErrorCode::tooLarge, ErrorCode::pagingBroken, ErrorCode::keyMissing})
        EXPECT_FALSE(retry(1).wait(code, 1, 0s));
}

TEST(RetryTest, neverBeforeTheTimeThatWasAskedFor)
{
    for (std::uint64_t seed = 0; seed < 1000; ++seed)
        EXPECT_GE(retry(seed).wait(ErrorCode::rateLimited, 1, 17s).value(), 17s);
}

TEST(RetryTest, manyWhoFailTogetherDoNotComeBackTogether)
{
    std::map<std::int64_t, int> slots;
    constexpr int clients = 10'000;
    for (int i = 0; i < clients; ++i)
        for (int failures = 1; failures < mostTries; ++failures)
            ++slots
                [retry(static_cast<std::uint64_t>(i * mostTries + failures)).wait(ErrorCode::serverError, failures, 0s).value()
                    / 100ms];
    for (const auto& [slot, many] : slots)
        EXPECT_LT(many, 3 * clients / 10) << slot; // of all retries
    EXPECT_GT(slots.size(), 35U);
}

TEST(RetryTest, retriesStayUnderATenthOfWhatIsAsked)
{
    Retry one = retry(3);
    int asked = 0, retries = 0;
    for (int i = 0; i < 5'000; ++i) {
        ++asked;
        if (i % 2 == 0)
            one.succeeded();
        else if (one.wait(ErrorCode::serverError, 1, 0s))
            ++retries;
    }
    EXPECT_LE(retries, asked / 10);
    EXPECT_GT(retries, asked / 30);
}

TEST(RetryTest, theLongestWaitIsKept)
{
    Retry eager(1s, 2s, 1);
    for (int i = 0; i < 3; ++i)
        EXPECT_LE(eager.wait(ErrorCode::timedOut, 3, 0s).value(), 2s);
}
