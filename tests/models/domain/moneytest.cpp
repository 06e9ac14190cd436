// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/iso4217.h"
#include "domain/money.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

using namespace fuseboard;

namespace {

constexpr auto maxNano = std::numeric_limits<std::int64_t>::max();

struct GoodDecimal {
    const char* text;
    std::int64_t nano;
};

class MoneyReads : public testing::TestWithParam<GoodDecimal> { };
class MoneyRefuses : public testing::TestWithParam<const char*> { };

} // namespace

TEST_P(MoneyReads, ExactlyWhatTheTextSays)
{
    const auto money = Money::parse(GetParam().text, Currency::usd());
    ASSERT_TRUE(money) << GetParam().text;
    EXPECT_EQ(money->nano, GetParam().nano) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Decimals, MoneyReads,
    testing::Values(GoodDecimal {"0", 0}, GoodDecimal {"-0", 0}, GoodDecimal {"12.5", 12'500'000'000},
        GoodDecimal {".5", 500'000'000}, GoodDecimal {"3.", 3'000'000'000}, GoodDecimal {"-0.000000001", -1},
        GoodDecimal {"0.0000000010", 1}, GoodDecimal {"5e-07", 500}, GoodDecimal {"1.25E+2", 125'000'000'000},
        GoodDecimal {"1e0", 1'000'000'000}, GoodDecimal {"00012", 12'000'000'000},
        GoodDecimal {"9223372036.854775807", maxNano}, GoodDecimal {"0e400", 0},
        GoodDecimal {"9007199254.740993", 9'007'199'254'740'993'000}));

TEST_P(MoneyRefuses, WhatIsNoAmountOrDoesNotFit) { EXPECT_FALSE(Money::parse(GetParam(), Currency::usd())) << GetParam(); }

INSTANTIATE_TEST_SUITE_P(BadDecimals, MoneyRefuses,
    testing::Values("", "-", ".", "+1", "1,000.00", "1 000", "$5", "NaN", "Infinity", "0x10", "1e", "1e400",
        "1e99999999999999999999", "--1", "1-", "1.2.3", "9223372036.854775808", "-9223372036.854775809", "0.0000000001",
        "1e-10", "12345678901234567890", " 1", "1 ", "१"));

TEST(Money, WritesTheShortestExactDecimal)
{
    EXPECT_EQ((Money {12'500'000'000, Currency::usd()}.text()), "12.5");
    EXPECT_EQ((Money {-1, Currency::usd()}.text()), "-0.000000001");
    EXPECT_EQ((Money {0, Currency::usd()}.text()), "0");
    EXPECT_EQ((Money {std::numeric_limits<std::int64_t>::min(), {}}.text()), "-9223372036.854775808");
}

TEST(Money, RoundsHalfAwayFromZeroOnce)
{
    EXPECT_EQ((Money {1'005'000'000, {}}.rounded(2)), "1.01");
    EXPECT_EQ((Money {-1'005'000'000, {}}.rounded(2)), "-1.01");
    EXPECT_EQ((Money {1'004'999'999, {}}.rounded(2)), "1.00");
    EXPECT_EQ((Money {-4'000'000, {}}.rounded(2)), "0.00") << "no minus zero";
    EXPECT_EQ((Money {1'500'000'000, {}}.rounded(0)), "2");
}

TEST(Money, TextAndBackIsTheSameForRandomAmounts)
{
    std::mt19937_64 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const Money money {static_cast<std::int64_t>(random()), Currency::usd()};
        if (money.nano == std::numeric_limits<std::int64_t>::min())
            continue;
        ASSERT_EQ(Money::parse(money.text(), Currency::usd())->nano, money.nano) << money.text();
    }
}

TEST(Money, SumsRefuseTwoCurrenciesAndOverflow)
{
    const Money dollars {5, Currency::usd()};
    const Money euros {5, *Currency::parse("eur")};
    EXPECT_EQ(add(dollars, euros).error().code, ErrorCode::currencyMismatch);
    EXPECT_EQ(subtract(dollars, euros).error().code, ErrorCode::currencyMismatch);
    EXPECT_EQ(add({maxNano, Currency::usd()}, {1, Currency::usd()}).error().code, ErrorCode::overflow);
    EXPECT_EQ(add(dollars, Money {})->nano, 5) << "zero without a currency adds to anything";
    EXPECT_EQ(scale({10, Currency::usd()}, 1, 4)->nano, 3);
    EXPECT_EQ(scale({-10, Currency::usd()}, 1, 4)->nano, -3);
    EXPECT_EQ(scale({maxNano, Currency::usd()}, 2, 1).error().code, ErrorCode::overflow);
}

TEST(Currency, IsThreeLettersInUpperCase)
{
    EXPECT_EQ(Currency::parse("usd")->text(), "USD");
    for (const char* bad : {"", "US", "USDX", "U$D", "12A", "ÜS"})
        EXPECT_FALSE(Currency::parse(bad)) << bad;
}

TEST(Currency, EntersOnlyWhereIsoHasItInUse)
{
    for (const auto& [code, digits] : {std::pair("USD", 2), std::pair("JPY", 0), std::pair("KWD", 3), std::pair("CLF", 4),
             std::pair("AED", 2), std::pair("ZWG", 2), std::pair("XOF", 0), std::pair("BIF", 0)}) {
        EXPECT_EQ(minorDigits(code), digits) << code;
        EXPECT_EQ(knownCurrency(code)->text(), code);
    }
    EXPECT_EQ(knownCurrency("eur")->text(), "EUR");
    // Metals, testing codes, codes that are no more or never were, and what lies across two neighbours of the table.
    for (const char* code : {"XAU", "XTS", "XXX", "DEM", "HRK", "USE", "UDS", "BTC", "IF ", "US", "", "USD EUR", "usd "}) {
        EXPECT_FALSE(minorDigits(code)) << code;
        ASSERT_FALSE(knownCurrency(code)) << code;
        EXPECT_EQ(knownCurrency(code).error().code, ErrorCode::badDocument);
    }
    EXPECT_TRUE(isPastCurrency("HRK"));
    EXPECT_FALSE(isPastCurrency("USD"));
}
