// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/ecbrates.h"

#include <gtest/gtest.h>

#include <random>

using namespace fuseboard;

namespace {

const std::string good = "Date,USD,JPY,ISK,\n2026-11-23,1.0856,169.23,N/A,\n2026-11-20,1.0812,168.5,150.1,\n";

} // namespace

TEST(EcbRates, ReadsDaysNewestFirstAndLeavesOutWhatHasNoRate)
{
    for (const bool windows : {false, true}) {
        std::string text = good;
        if (windows)
            for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
                text.insert(at, "\r");
        const auto rates = parseEcbRates(text, "eurofxref-hist.csv");
        ASSERT_TRUE(rates);
        ASSERT_EQ(rates->size(), 5u);
        const ExchangeRate& first = rates->front();
        EXPECT_EQ(first.from.text() + first.to.text() + first.text(), "EURUSD1.0856");
        EXPECT_EQ(first.day, *parseInstant("2026-11-23T00:00:00Z"));
        EXPECT_EQ(first.holdsDays, dailyRateHolds);
        EXPECT_EQ(first.source, "ECB");
        EXPECT_EQ(rates->back().to.text(), "ISK");
    }
    EXPECT_TRUE(parseEcbRates("Date,USD\n2026-11-23,1.0856", "x")) << "without the last commas and line end";
}

TEST(EcbRates, NamesTheFirstBadLineAndReadsNothing)
{
    for (const auto& [text, line] : std::initializer_list<std::pair<std::string, int>> {{"", 1}, {"Date,\n", 1},
             {"Day,USD\n2026-11-23,1\n", 1}, {"Date,usd\n", 1}, {"Date,USD,USD\n", 1}, {"Date,EUR\n", 1}, {"Date,US\n", 1},
             {"Date,USE\n", 1}, {"Date,USD\n", 2}, {"Date,USD\n2026-11-23,N/A\n", 3}, {"Date,USD\n\n", 2}, {good + "\n", 4},
             {good + "2026-11-20,1,1,1,\n", 4}, {good + "2026-11-21,1,1,1,\n", 4}, {good + "2026-11-19,1,1,\n", 4},
             {good + "2026-11-19,1,1,1,1,\n", 4}, {good + "2026-11-19,1,,1,\n", 4}, {good + "2026-02-30,1,1,1,\n", 4},
             {good + "2026-11-9,1,1,1,\n", 4}, {good + "19.11.2026,1,1,1,\n", 4}, {good + "2026-11-19,1,0,1,\n", 4},
             {good + "2026-11-19,1,-1,1,\n", 4}, {good + "2026-11-19,1,1e2,1,\n", 4}, {good + "2026-11-19,1,n/a,1,\n", 4},
             {good + "2026-11-19,1,\"1\",1,\n", 4}, {good + "2026-11-19,1, 1,1,\n", 4},
             {good + "2026-11-19,1,1.0000000001,1,\n", 4}, {good + "2026-11-19,1,NaN,1,\n", 4}}) {
        const auto rates = parseEcbRates(text, "rates.csv");
        ASSERT_FALSE(rates) << text;
        EXPECT_EQ(rates.error().code, ErrorCode::badDocument);
        EXPECT_EQ(rates.error().subject, "rates.csv, line " + std::to_string(line)) << text;
        EXPECT_FALSE(rates.error().detail.empty());
    }
}

TEST(EcbRates, NoCutOrAlteredByteMakesMoreOfIt)
{
    std::mt19937 random(3);
    for (int i = 0; i < 20'000; ++i) {
        std::string text = good;
        text[random() % text.size()] = static_cast<char>(random());
        if (random() % 4 == 0)
            text.resize(random() % text.size());
        const auto rates = parseEcbRates(text, "x");
        if (!rates)
            continue;
        EXPECT_LE(rates->size(), 6u);
        for (const ExchangeRate& rate : *rates)
            ASSERT_TRUE(checkRate(rate)) << text;
    }
}
