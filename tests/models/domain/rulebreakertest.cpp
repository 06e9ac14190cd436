// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/freeze.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

RuleBreaker breaker(BreakerState state, std::chrono::seconds at, bool observed = false)
{
    return {.scope = Scope::ofTeam("team-a"),
        .cause = BreakerCause::spendRate,
        .state = state,
        .observed = observed,
        .at = Instant(at),
        .reason = "too fast"};
}

} // namespace

TEST(RuleBreaker, WordsComeBack)
{
    for (const char* word : {"closed", "warn", "throttle", "downgrade", "open", "half-open"})
        EXPECT_EQ(parseBreakerState(word).transform([](BreakerState state) { return toText(state); }), word);
    for (const char* word : {"loops", "failures", "spend-rate"})
        EXPECT_EQ(parseBreakerCause(word).transform([](BreakerCause cause) { return toText(cause); }), word);
    for (const char* other : {"", "Open", "simmering", "frozen"}) {
        EXPECT_FALSE(parseBreakerState(other)) << other;
        EXPECT_FALSE(parseBreakerCause(other)) << other;
    }
}

TEST(RuleBreaker, WhatIsDoneComesFirstThenTheWorseThenTheNewer)
{
    const std::vector<RuleBreaker> wanted {breaker(BreakerState::open, 9s), breaker(BreakerState::open, 1s),
        breaker(BreakerState::halfOpen, 5s), breaker(BreakerState::downgraded, 5s), breaker(BreakerState::throttled, 8s),
        breaker(BreakerState::warning, 99s), breaker(BreakerState::open, 99s, true), breaker(BreakerState::warning, 99s, true)};
    std::vector<RuleBreaker> found = wanted;
    std::ranges::reverse(found);
    keepFirst(found, found.size());
    EXPECT_EQ(found, wanted);
    keepFirst(found, 2);
    EXPECT_EQ(found, std::vector(wanted.begin(), wanted.begin() + 2));
    keepFirst(found, 10);
    EXPECT_EQ(found.size(), 2U);
}

TEST(RuleBreaker, ABoardThatDiffersInRulesAloneIsTheSameButThem)
{
    FreezeBoard board;
    board.views[Scope::everything()] = {};
    FreezeBoard other = board;
    other.rules["gateway"] = {breaker(BreakerState::warning, 1s)};
    EXPECT_NE(board, other);
    EXPECT_TRUE(isSameButRules(&board, &other));
    EXPECT_TRUE(isSameButRules(nullptr, nullptr));
    EXPECT_FALSE(isSameButRules(nullptr, &board));
    other.auditWaiting = 1;
    EXPECT_FALSE(isSameButRules(&board, &other));
    other = board;
    other.levers.push_back({});
    EXPECT_FALSE(isSameButRules(&other, &board));
    other = board;
    other.views.clear();
    EXPECT_FALSE(isSameButRules(&other, &board));
}
