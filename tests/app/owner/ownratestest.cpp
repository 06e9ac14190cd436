// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/ownrates.h"

#include <gtest/gtest.h>

using namespace fuseboard;

TEST(OwnRates, areReadAsPeopleWriteThem)
{
    const auto rates = parseOwnRates(
        "[[rate]]\naccount = \"openai\"\ndiscount = 12\nfrom = \"2026-07-01\"\n"
        "[[rate]]\nmodel = \"gpt-5.6\"\ncurrency = \"eur\"\ninput = \"4.2\"\noutput = \"25\"\ncacheRead = \"0.000000001\"\n",
        "prices.toml")
                           .value();
    ASSERT_EQ(rates.size(), 2U);
    EXPECT_EQ(rates[0].percentOff, 12);
    EXPECT_EQ(rates[0].from, parseInstant("2026-07-01T00:00:00Z").value());
    EXPECT_FALSE(rates[0].committed);
    EXPECT_EQ(rates[1].committed->base.input, 4'200'000'000);
    EXPECT_EQ(rates[1].committed->base.cacheRead, 1);
    EXPECT_EQ(rates[1].currency.text(), "EUR");
    EXPECT_TRUE(parseOwnRates("", "prices.toml")->empty());
}

TEST(OwnRates, everyFaultNamesItsLineAndMember)
{
    const std::string priced = "model = 'm'\ncurrency = 'USD'\ninput = '1'\noutput = '2'\n";
    for (const auto& [text, fault] :
        std::initializer_list<std::pair<std::string, const char*>> {{"discount = 101\n", "discount:"},
            {"discount = 1.5\n", "discount:"}, {"discount = '5'\n", "discount:"}, {"account = 'a'\n", "discount:"},
            {priced + "discount = 5\n", "discount:"}, {"discount = 5\nfrom = 'July'\n", "from:"},
            {"discount = 5\nrebate = 5\n", "rebate:"}, {"model = 'm'\ncurrency = 'USD'\ninput = '1'\n", "output:"},
            {"currency = 'USD'\ninput = '1'\noutput = '2'\n", "model:"},
            {"model = 'm'\ninput = '1'\noutput = '2'\n", "currency:"},
            {"model = 'm'\ncurrency = 'USE'\ninput = '1'\noutput = '2'\n", "currency:"},
            {"model = 'm'\ncurrency = 'USD'\ninput = 1.5\noutput = '2'\n", "input:"},
            {"model = 'm'\ncurrency = 'USD'\ninput = '-1'\noutput = '2'\n", "input:"},
            {"discount = 5\naccount = ''\n", "account:"}}) {
        const auto rates = parseOwnRates("[[rate]]\n" + text, "prices.toml");
        ASSERT_FALSE(rates) << text;
        EXPECT_EQ(rates.error().code, ErrorCode::badConfig);
        EXPECT_TRUE(rates.error().subject.starts_with("prices.toml, line 1")) << rates.error().subject;
        EXPECT_TRUE(rates.error().detail.starts_with(fault)) << text << rates.error().detail;
    }
    EXPECT_FALSE(parseOwnRates("[rate]\ndiscount = 5\n", "prices.toml"));
    EXPECT_FALSE(parseOwnRates("discount =", "prices.toml"));
}
