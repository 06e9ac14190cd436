// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/sourcerow.h"
#include "models/items/itemsample.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

SourceHealth stateOf(std::optional<std::chrono::seconds> age, std::optional<ErrorCode> error = std::nullopt)
{
    SourceView source = sample::source("openai", 300s, age);
    if (error)
        source.error = Error {*error, "openai", ""};
    return sourceState(source, sample::now());
}

} // namespace

TEST(SourceHealth, FollowsTheAgeOfTheLastAnswer)
{
    EXPECT_EQ(stateOf(0s), SourceHealth::answers);
    EXPECT_EQ(stateOf(601s), SourceHealth::answers);
    EXPECT_EQ(stateOf(602s), SourceHealth::late);
    EXPECT_EQ(stateOf(901s), SourceHealth::late);
    EXPECT_EQ(stateOf(902s), SourceHealth::silent);
    EXPECT_EQ(stateOf(std::nullopt), SourceHealth::neverAnswered);
}

TEST(SourceHealth, AKeyThatIsRefusedIsSaidWhateverTheAge)
{
    for (const ErrorCode code :
        {ErrorCode::unauthorised, ErrorCode::keyMissing, ErrorCode::keyringLocked, ErrorCode::keyringAbsent})
        for (const std::optional<std::chrono::seconds> age :
            {std::optional(0s), std::optional(9'000s), std::optional<std::chrono::seconds>()})
            EXPECT_EQ(stateOf(age, code), SourceHealth::rejected);
    EXPECT_EQ(stateOf(9'000s, ErrorCode::rateLimited), SourceHealth::rateLimited);
}

TEST(SourceHealth, AFailedTryIsNotSilenceYet)
{
    EXPECT_EQ(stateOf(10s, ErrorCode::serverError), SourceHealth::failing);
    EXPECT_EQ(stateOf(902s, ErrorCode::serverError), SourceHealth::silent);
    EXPECT_EQ(stateOf(std::nullopt, ErrorCode::unreachable), SourceHealth::neverAnswered);
}

TEST(SourceHealth, ARefusedListIsNeitherABadKeyNorAFailure)
{
    EXPECT_EQ(stateOf(0s, ErrorCode::listRefused), SourceHealth::partial);
    EXPECT_EQ(stateOf(602s, ErrorCode::listRefused), SourceHealth::late);
    EXPECT_EQ(stateOf(902s, ErrorCode::listRefused), SourceHealth::silent);
}

TEST(SourceHealth, FiguresLeftOutLatelyAreToldAndOldOnesAreNoNews)
{
    SourceView source = sample::source("openai", 300s, 0s);
    const auto leftOut = [&](int daysAgo) {
        const Instant day = dayOf(sample::now()) - std::chrono::days(daysAgo);
        source.untold = {{Ledger::providerCost, "costs", {day, day + 24h}}};
        return sourceState(source, sample::now());
    };
    EXPECT_EQ(leftOut(0), SourceHealth::partial);
    EXPECT_EQ(leftOut(61), SourceHealth::partial);
    EXPECT_EQ(leftOut(70), SourceHealth::answers);
    source.error = Error {ErrorCode::serverError, "openai", ""};
    EXPECT_EQ(leftOut(0), SourceHealth::failing);
}

TEST(SourceRows, CarryTheAgeAsItIsShown)
{
    const auto rows =
        sourceRows({sample::source("a", 300s, 3h + 5min), sample::source("b", 300s, std::nullopt)}, sample::now());
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].age, 3h);
    EXPECT_EQ(rows[1].age, std::nullopt) << "never answered has no age; it is not zero";
}
