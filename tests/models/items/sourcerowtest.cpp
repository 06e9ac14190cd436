// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/sourcerow.h"
#include "models/items/itemsample.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

SourceState stateOf(std::optional<std::chrono::seconds> age, std::optional<ErrorCode> error = std::nullopt)
{
    SourceView source = sample::source("openai", 300s, age);
    if (error)
        source.error = Error {*error, "openai", ""};
    return sourceState(source, sample::now());
}

} // namespace

TEST(SourceState, FollowsTheAgeOfTheLastAnswer)
{
    EXPECT_EQ(stateOf(0s), SourceState::answers);
    EXPECT_EQ(stateOf(601s), SourceState::answers);
    EXPECT_EQ(stateOf(602s), SourceState::late);
    EXPECT_EQ(stateOf(901s), SourceState::late);
    EXPECT_EQ(stateOf(902s), SourceState::silent);
    EXPECT_EQ(stateOf(std::nullopt), SourceState::neverAnswered);
}

TEST(SourceState, AKeyThatIsRefusedIsSaidWhateverTheAge)
{
    for (const ErrorCode code :
        {ErrorCode::unauthorised, ErrorCode::keyMissing, ErrorCode::keyringLocked, ErrorCode::keyringAbsent})
        for (const std::optional<std::chrono::seconds> age :
            {std::optional(0s), std::optional(9'000s), std::optional<std::chrono::seconds>()})
            EXPECT_EQ(stateOf(age, code), SourceState::rejected);
    EXPECT_EQ(stateOf(9'000s, ErrorCode::rateLimited), SourceState::rateLimited);
}

TEST(SourceState, AFailedTryIsNotSilenceYet)
{
    EXPECT_EQ(stateOf(10s, ErrorCode::serverError), SourceState::failing);
    EXPECT_EQ(stateOf(902s, ErrorCode::serverError), SourceState::silent);
    EXPECT_EQ(stateOf(std::nullopt, ErrorCode::unreachable), SourceState::neverAnswered);
}

TEST(SourceState, ARefusedListIsNeitherABadKeyNorAFailure)
{
    EXPECT_EQ(stateOf(0s, ErrorCode::listRefused), SourceState::partial);
    EXPECT_EQ(stateOf(602s, ErrorCode::listRefused), SourceState::late);
    EXPECT_EQ(stateOf(902s, ErrorCode::listRefused), SourceState::silent);
}

TEST(SourceState, FiguresLeftOutLatelyAreToldAndOldOnesAreNoNews)
{
    SourceView source = sample::source("openai", 300s, 0s);
    const auto leftOut = [&](int daysAgo) {
        const Instant day = dayOf(sample::now()) - std::chrono::days(daysAgo);
        source.untold = {{Ledger::providerCost, "costs", {day, day + 24h}}};
        return sourceState(source, sample::now());
    };
    EXPECT_EQ(leftOut(0), SourceState::partial);
    EXPECT_EQ(leftOut(61), SourceState::partial);
    EXPECT_EQ(leftOut(70), SourceState::answers);
    source.error = Error {ErrorCode::serverError, "openai", ""};
    EXPECT_EQ(leftOut(0), SourceState::failing);
}

TEST(SourceRows, CarryTheAgeAsItIsShown)
{
    const auto rows =
        sourceRows({sample::source("a", 300s, 3h + 5min), sample::source("b", 300s, std::nullopt)}, sample::now());
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].age, 3h);
    EXPECT_EQ(rows[1].age, std::nullopt) << "never answered has no age; it is not zero";
}
