// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/exchangerates.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const Currency eur = *Currency::parse("EUR"), usd = *Currency::parse("USD"), jpy = *Currency::parse("JPY"),
               gbp = *Currency::parse("GBP");
const Instant monday = *parseInstant("2026-11-23T00:00:00Z");

ExchangeRate rate(Currency from, Currency to, const char* decimal, Instant day, int holdsDays = dailyRateHolds)
{
    return withRate(
        {.from = from, .to = to, .day = day, .holdsDays = holdsDays, .source = holdsDays ? "ECB" : "treasury"}, decimal)
        .value();
}

std::string found(const ExchangeRates& rates, Currency from, Currency to, Instant day)
{
    const auto rate = rates.find(from, to, day);
    return rate ? rate->text() : "none";
}

/// The same by hand: product and quotient as decimal digits, half away from zero.
std::int64_t byHand(std::int64_t nano, const DayRate& rate)
{
    Int128 size = nano < 0 ? -static_cast<Int128>(nano) : nano;
    size *= rate.numerator;
    Int128 whole = size / rate.denominator;
    if ((size % rate.denominator) * 2 >= rate.denominator)
        ++whole;
    return static_cast<std::int64_t>(nano < 0 ? -whole : whole);
}

} // namespace

TEST(ExchangeRates, ARateIsAnExactDecimalOfAtMostNineDigits)
{
    for (const auto& [text, digits, scale] : {std::tuple("1.0856", 10856, 4), {"169.230", 16923, 2}, {"0.000000001", 1, 9},
             {"999999999", 999'999'999, 0}, {"1", 1, 0}, {".5", 5, 1}, {"18000", 18000, 0}}) {
        const auto read = withRate({}, text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(read->digits, digits) << text;
        EXPECT_EQ(read->scale, scale) << text;
    }
    EXPECT_EQ(rate(eur, usd, "1.08560", monday).text(), "1.0856");
    EXPECT_EQ(rate(eur, usd, ".05", monday).text(), "0.05");
    for (const char* bad : {"", "0", "0.0", "-1", "+1", "1e3", "1,08", "NaN", "N/A", "1.0000000001", "1234567890",
             "1.234567891", "99999999999999999999", " 1", "."})
        EXPECT_FALSE(withRate({}, bad)) << bad;
}

TEST(ExchangeRates, TheLatestOnOrBeforeTheDayCountsAndADailyOneForAWeek)
{
    const ExchangeRates rates({rate(eur, usd, "1.10", monday - days(10)), rate(eur, usd, "1.20", monday)});
    EXPECT_EQ(found(rates, eur, usd, monday + hours(23)), "1.2") << "any instant of the day";
    EXPECT_EQ(found(rates, eur, usd, monday + days(7)), "1.2");
    EXPECT_EQ(found(rates, eur, usd, monday + days(8)), "none");
    EXPECT_EQ(found(rates, eur, usd, monday - days(1)), "none") << "nine days old";
    EXPECT_EQ(found(rates, eur, usd, monday - days(3)), "1.1");
    EXPECT_EQ(found(rates, eur, usd, monday - days(11)), "none") << "a later rate is never taken for an earlier day";
    EXPECT_EQ(rates.find(eur, usd, monday + days(2))->day, monday);
}

TEST(ExchangeRates, WhatAPersonCommitsToHoldsUntilALaterOne)
{
    const ExchangeRates rates({rate(eur, usd, "1.05", monday - days(300), 0), rate(eur, usd, "1.20", monday)});
    EXPECT_EQ(found(rates, eur, usd, monday - days(1)), "1.05");
    EXPECT_EQ(found(rates, eur, usd, monday), "1.2");
    EXPECT_EQ(found(rates, eur, usd, monday + days(30)), "1.05") << "the bank's has run out, the person's has not";
    const auto same = [&](bool bankLast) {
        std::vector both {rate(eur, usd, "1.05", monday, 0), rate(eur, usd, "1.20", monday)};
        if (!bankLast)
            std::swap(both[0], both[1]);
        return found(ExchangeRates(both), eur, usd, monday);
    };
    EXPECT_EQ(same(true), "1.05");
    EXPECT_EQ(same(false), "1.05");
    EXPECT_EQ(found(ExchangeRates({rate(eur, usd, "1.3", monday), rate(eur, usd, "1.4", monday)}), eur, usd, monday), "1.4")
        << "what was entered last";
}

TEST(ExchangeRates, OfOneDayAPersonsCountsInEitherDirection)
{
    const ExchangeRate bank = rate(eur, usd, "1.25", monday), own = rate(usd, eur, "0.5", monday, 0);
    for (const ExchangeRates& rates : {ExchangeRates({bank, own}), ExchangeRates({own, bank})}) {
        EXPECT_EQ(found(rates, eur, usd, monday), "2");
        EXPECT_EQ(found(rates, usd, eur, monday), "0.5");
    }
    const ExchangeRates later({own, rate(eur, usd, "1.25", monday + days(1))});
    EXPECT_EQ(found(later, usd, eur, monday + days(1)), "0.8") << "the later day counts";
}

TEST(ExchangeRates, GoesBackwardsAndAcrossACommonCurrency)
{
    const ExchangeRates rates(
        {rate(eur, usd, "1.25", monday), rate(eur, jpy, "160", monday - days(1)), rate(gbp, usd, "1.5", monday)});
    EXPECT_EQ(found(rates, usd, eur, monday), "0.8");
    EXPECT_EQ(found(rates, usd, jpy, monday), "128");
    EXPECT_EQ(found(rates, jpy, usd, monday), "0.0078125");
    EXPECT_EQ(found(rates, gbp, eur, monday), "1.2") << "across the dollar";
    EXPECT_EQ(found(rates, gbp, jpy, monday), "none") << "never across two";
    const auto cross = rates.find(usd, jpy, monday);
    EXPECT_EQ(cross->day, monday - days(1)) << "the older of the two";
    EXPECT_EQ(cross->source, "ECB: 1 EUR = 1.25 USD; ECB: 1 EUR = 160 JPY");
    EXPECT_EQ(rates.find(usd, eur, monday)->source, "ECB: 1 EUR = 1.25 USD");
    const ExchangeRates third({rate(eur, jpy, "3", monday)});
    EXPECT_EQ(found(third, jpy, eur, monday), "0.333333333333");
}

TEST(ExchangeRates, APairsOwnRateGoesBeforeOneAcross)
{
    const ExchangeRates rates(
        {rate(eur, usd, "1.25", monday), rate(eur, jpy, "160", monday), rate(usd, jpy, "130", monday - days(2))});
    EXPECT_EQ(found(rates, usd, jpy, monday), "130");
}

TEST(ExchangeRates, AnAmountIsRoundedOnceHalfAwayFromZero)
{
    const DayRate half {.numerator = 1, .denominator = 2};
    EXPECT_EQ(convert({3, eur}, half, usd), (Money {2, usd}));
    EXPECT_EQ(convert({-3, eur}, half, usd), (Money {-2, usd}));
    const DayRate third {.numerator = 1, .denominator = 3};
    EXPECT_EQ(convert({1, eur}, third, usd)->nano, 0);
    EXPECT_EQ(convert({2, eur}, third, usd)->nano, 1);
    EXPECT_FALSE(convert({std::numeric_limits<std::int64_t>::max(), eur}, {.numerator = 2}, usd));
}

TEST(ExchangeRates, AnyAmountAcrossAnyTwoRatesFitsIn128Bits)
{
    std::mt19937_64 random(7);
    const auto any = [&](Currency from, Currency to) {
        ExchangeRate out {.from = from, .to = to, .day = monday, .holdsDays = dailyRateHolds, .source = "any"};
        out.digits = 1 + static_cast<std::int64_t>(random() % (random() % 4 ? 999'999'999 : 9));
        out.scale = static_cast<int>(random() % 10);
        return out;
    };
    int converted = 0;
    for (int i = 0; i < 20'000; ++i) {
        const ExchangeRates rates({random() % 2 ? any(eur, usd) : any(usd, eur), random() % 2 ? any(eur, jpy) : any(jpy, eur)});
        const auto rate = rates.find(usd, jpy, monday);
        ASSERT_TRUE(rate);
        const auto nano = static_cast<std::int64_t>(random() >> (random() % 60)) * (random() % 2 ? 1 : -1);
        const auto there = convert({nano, usd}, *rate, jpy);
        if (!there)
            continue;
        ++converted;
        ASSERT_EQ(there->nano, byHand(nano, *rate)) << nano << " times " << rate->text();
    }
    EXPECT_GT(converted, 10'000);
}
