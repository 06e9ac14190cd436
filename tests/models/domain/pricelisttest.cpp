// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pricelist.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

using namespace fuseboard;

namespace {

constexpr UnitPrice dollars = 1'000'000'000; // per million tokens

PriceList list()
{
    return PriceList("2026-08-01", Currency::usd(),
        {{"gpt-5.6",
             {.base =
                     {.input = 5 * dollars, .output = 30 * dollars, .cacheRead = dollars / 2, .cacheWrite5m = 25 * dollars / 4},
                 .tiers = {{272'000, {.input = 10 * dollars, .output = 45 * dollars, .cacheRead = dollars}}}}},
            {"claude-opus-5",
                {.base = {.input = 5 * dollars,
                     .output = 25 * dollars,
                     .cacheRead = dollars / 2,
                     .cacheWrite5m = 25 * dollars / 4,
                     .cacheWrite1h = 10 * dollars}}},
            {"odd", {.base = {.input = 1, .output = 3, .cacheRead = 7, .cacheWrite5m = 11, .cacheWrite1h = 13}}}});
}

std::int64_t sum(const Charge& charge)
{
    return std::accumulate(charge.nanoByClass.begin(), charge.nanoByClass.end(), std::int64_t {0});
}

} // namespace

TEST(PriceList, ChargesEachClassAtItsPrice)
{
    const TokenCounts tokens {
        .input = 1000, .cacheRead = 2000, .cacheWrite5m = 400, .cacheWrite1h = 100, .output = 500, .reasoning = 200};
    const auto charge = list().charge("claude-opus-5", tokens);
    ASSERT_TRUE(charge);
    // 1000×5 + 2000×0.5 + 400×6.25 + 100×10 + 500×25 micro-dollars
    EXPECT_EQ(charge->total, (Money {22'000'000, Currency::usd()}));
    EXPECT_EQ(charge->nanoByClass, (std::array<std::int64_t, 5> {5'000'000, 1'000'000, 2'500'000, 1'000'000, 12'500'000}));
}

TEST(PriceList, LongPromptsPayTheTierForEveryToken)
{
    EXPECT_EQ(list().charge("gpt-5.6", {.input = 272'000})->total.nano, 272'000 * std::int64_t {5'000});
    EXPECT_EQ(list().charge("gpt-5.6", {.input = 272'001})->total.nano, 272'001 * std::int64_t {10'000})
        << "strictly longer than the threshold";
    EXPECT_EQ(list().charge("gpt-5.6", {.input = 1, .cacheRead = 272'000, .output = 10})->total.nano,
        1 * 10'000 + 272'000 * std::int64_t {1'000} + 10 * 45'000)
        << "cached prompt tokens count for the tier";
}

TEST(PriceList, AMissingCachePriceIsNotFree)
{
    const PriceList bare("1", Currency::usd(), {{"m", {.base = {.input = 2 * dollars, .output = 4 * dollars}}}});
    EXPECT_EQ(bare.charge("m", {.cacheRead = 10, .cacheWrite5m = 10, .cacheWrite1h = 10})->total.nano, 30 * 2'000);
}

TEST(PriceList, RoundsUpOnceAndSplitsWithoutLoss)
{
    const auto charge = list().charge("odd", {.input = 1, .cacheRead = 1, .cacheWrite5m = 1, .cacheWrite1h = 1, .output = 1});
    EXPECT_EQ(charge->total.nano, 1) << "35 millionths of a nano-unit";
    EXPECT_EQ(sum(*charge), 1);
    std::mt19937_64 random(3);
    for (int i = 0; i < 5000; ++i) {
        const auto count = [&] { return static_cast<std::int64_t>(random() % 3'000'000); };
        const TokenCounts tokens {count(), count(), count(), count(), count(), 0};
        const auto random5 = list().charge("odd", tokens);
        ASSERT_EQ(sum(*random5), random5->total.nano);
        const Int128 exact = static_cast<Int128>(tokens.input) + static_cast<Int128>(tokens.cacheRead) * 7
            + static_cast<Int128>(tokens.cacheWrite5m) * 11 + static_cast<Int128>(tokens.cacheWrite1h) * 13
            + static_cast<Int128>(tokens.output) * 3;
        ASSERT_EQ(random5->total.nano, static_cast<std::int64_t>((exact + 999'999) / 1'000'000));
    }
}

TEST(PriceList, FindsModelsExactlyThenWithoutPrefixThenWithoutDate)
{
    const PriceList prices = list();
    for (const char* name :
        {"gpt-5.6", "openai/gpt-5.6", "gpt-5.6-20260801", "gpt-5.6-2026-08-01", "openai/gpt-5.6-2026-08-01"})
        EXPECT_EQ(prices.find(name), prices.find("gpt-5.6")) << name;
    for (const char* name : {"gpt-5", "gpt-5.6-mini", "gpt-5.6-2026", "GPT-5.6", "", "-20260801", "x/y/gpt-5.6"})
        EXPECT_EQ(prices.find(name), nullptr) << name;
    EXPECT_EQ(prices.charge("gpt-9", {.input = 1}).error().code, ErrorCode::unpricedModel) << "never zero";
}

TEST(PriceList, AChargeThatDoesNotFitIsAnError)
{
    const PriceList dear("1", Currency::usd(), {{"m", {.base = {.input = INT64_MAX, .output = 0}}}});
    EXPECT_EQ(dear.charge("m", {.input = 2'000'000}).error().code, ErrorCode::overflow);
}

TEST(Tokens, InclusiveInputIsMadeDisjoint)
{
    EXPECT_EQ(fromInclusiveInput(182'000, 120'000, 2'000, 9'100, 0), (TokenCounts {60'000, 120'000, 2'000, 0, 9'100, 0}));
    EXPECT_EQ(fromInclusiveInput(100, 90, 20, 5, 1), (TokenCounts {100, 0, 0, 0, 5, 1}))
        << "parts beyond the whole are dropped";
}
