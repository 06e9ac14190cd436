// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/owncount.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono_literals;

namespace {

const Instant monday = *parseInstant("2026-11-23T00:00:00Z");
const Period day {monday, monday + 24h};

UsageRow row(Instant start, std::string person, std::int64_t requests, std::int64_t tokens, std::optional<std::int64_t> nano)
{
    UsageRow out;
    out.start = start;
    out.width = 1h;
    out.person = std::move(person);
    out.requests = requests;
    out.tokens.output = tokens;
    out.cost = nano.transform([](std::int64_t value) { return Money {value, Currency::usd()}; });
    return out;
}

const std::vector<UsageRow> rows {row(monday, "Ada@acme.example", 3, 1'000'000, 2'000'000'000),
    row(monday + 23h, "bob@acme.example", 4, 1'000'000, std::nullopt), row(monday + 24h, "ada@acme.example", 9, 9, 9)};

bool isMore(OwnCount count) { return !daysCountedMore({std::move(count)}, rows, Ledger::gateway).empty(); }

Money dollars(double amount) { return {static_cast<std::int64_t>(amount * 1e9), Currency::usd()}; }

} // namespace

TEST(OwnCountTest, oneCallMoreIsMoreAndFewerAreNot)
{
    EXPECT_FALSE(isMore({.period = day, .requests = 7}));
    EXPECT_TRUE(isMore({.period = day, .requests = 8}));
    EXPECT_FALSE(isMore({.period = day, .requests = 0}));
    EXPECT_FALSE(isMore({.period = day}));
}

TEST(OwnCountTest, sumsOfTokensAndMoneyMayDifferByAThousandth)
{
    EXPECT_FALSE(isMore({.period = day, .tokens = 2'001'999}));
    EXPECT_TRUE(isMore({.period = day, .tokens = 2'003'000}));
    EXPECT_FALSE(isMore({.period = day, .cost = dollars(2.0019)}));
    EXPECT_TRUE(isMore({.period = day, .cost = dollars(2.003)}));
}

TEST(OwnCountTest, aCountOfOnePersonIsHeldAgainstThatPerson)
{
    EXPECT_FALSE(isMore({.period = day, .person = "ADA@acme.example", .requests = 3}));
    EXPECT_TRUE(isMore({.period = day, .person = "ADA@acme.example", .requests = 4}));
    EXPECT_FALSE(isMore({.period = day, .person = "ada@acme.example", .requests = 400, .isOnlyAny = true}));
    EXPECT_TRUE(isMore({.period = day, .person = "carl@acme.example", .requests = 4, .isOnlyAny = true}));
    EXPECT_FALSE(isMore({.period = day, .person = "carl@acme.example", .requests = 3, .isOnlyAny = true}));
}

TEST(OwnCountTest, otherLedgersDoNotCount)
{
    EXPECT_FALSE(daysCountedMore({{.period = day, .requests = 1}}, rows, Ledger::providerUsage).empty());
}

TEST(OwnCountTest, tellsEachDayOnceInOrder)
{
    const std::vector<OwnCount> counts {{.period = {monday + 26h, monday + 30h}, .requests = 99},
        {.period = {monday + 2h, monday + 3h}, .requests = 99}, {.period = {monday + 5h, monday + 6h}, .requests = 99},
        {.period = {monday + 47h, monday + 49h}, .requests = 99}};
    EXPECT_EQ(daysCountedMore(counts, rows, Ledger::gateway),
        (std::vector<Period> {day, {monday + 24h, monday + 48h}, {monday + 48h, monday + 72h}}));
}
