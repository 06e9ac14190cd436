// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pricebook.h"

#include <gtest/gtest.h>

#include <random>

using namespace fuseboard;

namespace {

constexpr UnitPrice dollars = 1'000'000'000; // per million tokens

Instant day(std::string_view text) { return *parseInstant(std::string(text) + "T00:00:00Z"); }

ModelPrice flat(UnitPrice input)
{
    return {.base = {.input = input, .output = 5 * input}, .tiers = {}, .services = {}, .factors = {}};
}

PriceList list(std::string version, std::map<std::string, ModelPrice, std::less<>> models)
{
    const Instant from = day(version);
    return PriceList(std::move(version), Currency::usd(), std::move(models), {"test", from});
}

PriceBook book(std::vector<OwnRate> rates = {})
{
    return PriceBook({list("2026-11-10", {{"a", flat(3 * dollars)}, {"new", flat(7 * dollars)}}),
                         list("2026-08-01", {{"a", flat(2 * dollars)}, {"old", flat(dollars)}})},
        std::move(rates));
}

constexpr TokenCounts million {.input = 1'000'000};

std::string priced(const PriceBook& prices, std::string_view model, std::string_view on, std::string_view account = "acme")
{
    const auto charge = prices.charge(account, model, million, day(on) + std::chrono::hours(23));
    return charge ? charge->charge.total.text() + " " + charge->charge.total.currency.text() + " " + charge->version
                  : "unpriced " + charge.error().detail;
}

} // namespace

TEST(PriceBook, ADayIsPricedByTheListInForceOnIt)
{
    EXPECT_EQ(priced(book(), "a", "2026-11-09"), "2 USD 2026-08-01");
    EXPECT_EQ(priced(book(), "a", "2026-11-10"), "3 USD 2026-11-10");
    EXPECT_EQ(priced(book(), "a", "2026-01-01"), "2 USD 2026-08-01") << "before any list the first";
}

TEST(PriceBook, WhatAnAccountPaysIsTheListWithItsDiscountOrItsOwnRates)
{
    const OwnRate off {
        .account = "acme", .model = {}, .from = {}, .until = {}, .percentOff = 25, .committed = {}, .currency = {}};
    const OwnRate own {.account = "acme",
        .model = "old",
        .from = {},
        .until = {},
        .percentOff = 0,
        .committed = flat(9 * dollars),
        .currency = *Currency::parse("EUR")};
    const PriceBook prices = book({off, own});
    const auto input = [&](std::string_view account, std::string_view model, Currency currency) {
        return prices.pricesOf(account, model, day("2026-11-09"), currency).transform([](const TokenPrices& each) {
            return each.input;
        });
    };
    EXPECT_EQ(input("acme", "a", Currency::usd()), dollars * 3 / 2);
    EXPECT_EQ(input("other", "a", Currency::usd()), 2 * dollars);
    EXPECT_EQ(input("acme", "old", *Currency::parse("EUR")), 9 * dollars);
    EXPECT_EQ(input("acme", "old", Currency::usd()), std::nullopt) << "agreed in another currency";
    EXPECT_EQ(input("acme", "none", Currency::usd()), std::nullopt);
}

TEST(PriceBook, AModelThatTheDaysListLacksIsPricedByTheNearestEarlierThenLaterOne)
{
    EXPECT_EQ(priced(book(), "new", "2026-09-01"), "7 USD 2026-11-10");
    EXPECT_EQ(priced(book(), "old", "2026-12-01"), "1 USD 2026-08-01");
    EXPECT_EQ(priced(book(), "none", "2026-12-01"), "unpriced 2026-11-10") << "never zero";
    EXPECT_EQ(PriceBook().charge("", "a", million, day("2026-12-01")).error().code, ErrorCode::unpricedModel);
    EXPECT_FALSE(PriceBook().inForce(day("2026-12-01")));
}

TEST(PriceBook, AModelThatComesBackLeavesTheDaysBetweenAlone)
{
    std::vector<PriceList> lists {list("2026-01-01", {{"m", flat(dollars)}}), list("2026-03-01", {{"a", flat(dollars)}})};
    const std::string before = priced(PriceBook(lists, {}), "m", "2026-04-15");
    EXPECT_EQ(before, "1 USD 2026-01-01");
    lists.push_back(list("2026-06-01", {{"m", flat(2 * dollars)}}));
    EXPECT_EQ(priced(PriceBook(lists, {}), "m", "2026-04-15"), before) << "a past day is never priced anew";
    EXPECT_EQ(priced(PriceBook(lists, {}), "m", "2026-06-01"), "2 USD 2026-06-01");
}

TEST(PriceBook, ANewListLeavesPastDaysAlone)
{
    const std::vector<PriceList> before {list("2026-08-01", {{"a", flat(2 * dollars)}})};
    std::vector<PriceList> after = before;
    after.push_back(list("2026-11-26", {{"a", flat(9 * dollars)}}));
    for (int i = 0; i < 117; ++i) { // until the day before
        const Instant on = day("2026-08-01") + std::chrono::days(i);
        ASSERT_EQ(PriceBook(after, {}).charge("", "a", million, on), PriceBook(before, {}).charge("", "a", million, on)) << i;
    }
}

TEST(PriceBook, OwnRatesComeFirstTheClosestOfThem)
{
    const auto committed = [](UnitPrice input) { return std::optional(flat(input)); };
    const PriceBook prices = book({{.account = {}, .model = {}, .percentOff = 10, .committed = {}},
        {.account = "acme", .model = {}, .percentOff = 25, .committed = {}},
        {.account = "acme",
            .model = "a",
            .from = day("2026-11-01"),
            .until = day("2026-12-01"),
            .committed = committed(dollars / 2),
            .currency = Currency::parse("EUR").value()}});
    EXPECT_EQ(priced(prices, "a", "2026-10-31"), "1.5 USD 2026-08-01, 25% off");
    EXPECT_EQ(priced(prices, "a", "2026-11-01"), "0.5 EUR own rates");
    EXPECT_EQ(priced(prices, "a", "2026-11-30"), "0.5 EUR own rates");
    EXPECT_EQ(priced(prices, "a", "2026-12-01"), "2.25 USD 2026-11-10, 25% off");
    EXPECT_EQ(priced(prices, "a", "2026-12-01", "other"), "2.7 USD 2026-11-10, 10% off");
}

TEST(PriceBook, ADiscountIsExactAndRoundedOnce)
{
    const PriceBook third(PriceList("1", Currency::usd(), {{"m", flat(1)}}));
    std::mt19937_64 random(5);
    for (int trial = 0; trial < 20'000; ++trial) {
        const auto off = static_cast<std::int64_t>(random() % 101);
        const auto price = static_cast<std::int64_t>(random() % 90'000'000'000);
        const TokenCounts tokens {
            .input = static_cast<std::int64_t>(random() % 2'000'000), .output = static_cast<std::int64_t>(random() % 9)};
        const PriceBook prices({PriceList("1", Currency::usd(), {{"m", flat(price)}})},
            {{.account = {}, .model = {}, .percentOff = off, .committed = {}}});
        const auto charge = prices.charge("", "m", tokens, {}).value().charge;
        const Int128 exact =
            (static_cast<Int128>(tokens.input) * price + static_cast<Int128>(tokens.output) * 5 * price) * (100 - off);
        const Int128 whole = (exact + 99'999'999) / 100'000'000;
        ASSERT_EQ(charge.total.nano, static_cast<std::int64_t>(whole)) << trial;
        ASSERT_EQ(charge.nanoByClass[0] + charge.nanoByClass[4], charge.total.nano);
    }
}

TEST(PriceBook, ServicesFactorsAndReasoningChangeThePrice)
{
    ModelPrice price = flat(2 * dollars);
    price.base.reasoning = 20 * dollars;
    price.tiers = {{200'000, {.input = 4 * dollars, .output = 11 * dollars}}};
    price.services[ServiceTier::batch] = {{.input = dollars, .output = 5 * dollars}, {}};
    price.factors = {{"fast", 6'000'000}, {"us", 1'100'000}};
    const PriceList prices("1", Currency::usd(), {{"m", price}});
    const auto cost = [&](const TokenCounts& tokens, std::string_view terms) {
        return prices.charge("m", tokens, 1, UsageTerms::parse(terms))->total.text();
    };
    const TokenCounts small {.input = 100'000, .output = 10'000, .reasoning = 4'000};
    EXPECT_EQ(cost(small, ""), "0.34") << "0.2 + 6,000 at 10 + 4,000 at 20";
    EXPECT_EQ(cost(small, "batch"), "0.15");
    EXPECT_EQ(cost(small, "flex"), "0.34") << "a service without prices costs as usual";
    EXPECT_EQ(cost(small, "fast"), "2.04");
    EXPECT_EQ(cost(small, "fast, us"), "2.244");
    EXPECT_EQ(cost(small, "eu"), "0.34");
    EXPECT_EQ(cost({.input = 200'001}, "above 200k"), "0.800004");
    EXPECT_EQ(cost({.input = 200'001}, "batch"), "0.200001") << "its own tiers, of which it has none";
}

TEST(PriceBook, CallsBetweenTwoThresholdsArePricedExactlyByTheirSum)
{
    ModelPrice price = flat(3);
    price.tiers = {
        {128'000, {.input = 7, .output = 11}}, {200'000, {.input = 13, .output = 17}}, {272'000, {.input = 19, .output = 23}}};
    const PriceList prices("1", Currency::usd(), {{"m", price}});
    std::mt19937 random(7);
    for (int trial = 0; trial < 3'000; ++trial) {
        std::map<std::int64_t, std::vector<TokenCounts>> byTerms;
        for (int call = 0; call < 12; ++call) {
            const TokenCounts tokens {
                .input = static_cast<std::int64_t>(random() % 300'000), .output = static_cast<std::int64_t>(random() % 9)};
            byTerms[promptThresholdBelow(tokens.prompt())].push_back(tokens);
        }
        for (const auto& [above, calls] : byTerms) {
            TokenCounts sum;
            Int128 exact = 0;
            for (const TokenCounts& call : calls) {
                sum += call;
                const auto& tier = above >= 272'000 ? price.tiers[2].prices
                    : above >= 200'000              ? price.tiers[1].prices
                    : above >= 128'000              ? price.tiers[0].prices
                                                    : price.base;
                exact += static_cast<Int128>(call.input) * tier.input + static_cast<Int128>(call.output) * tier.output;
            }
            ASSERT_EQ(prices.charge("m", sum, static_cast<std::int64_t>(calls.size()))->total.nano,
                static_cast<std::int64_t>((exact + 999'999) / 1'000'000));
        }
    }
}

TEST(PriceBook, AChangeSaysWhatAndHowMuch)
{
    ModelPrice dearer = flat(3 * dollars);
    dearer.services[ServiceTier::batch] = {{.input = dollars, .output = dollars}, {}};
    const std::vector before {list("2026-08-01", {{"a", flat(2 * dollars)}, {"gone", flat(0)}, {"same", flat(1)}})};
    const auto changes = changesBy(list("2026-11-10", {{"a", dearer}, {"new", flat(0)}, {"same", flat(1)}}), before);
    ASSERT_EQ(changes.size(), 6U);
    EXPECT_EQ(changes[0], (PriceChange {"a", "batch input", {}, dollars}));
    EXPECT_EQ(changes[2], (PriceChange {"a", "input", 2 * dollars, 3 * dollars}));
    EXPECT_EQ(changes[2].percentHundredths(), 5'000);
    EXPECT_EQ(changes[0].percentHundredths(), std::nullopt);
    EXPECT_EQ(changes[4], (PriceChange {"new", "input", {}, 0}));
    EXPECT_EQ((PriceChange {"m", "input", 3, 2}).percentHundredths(), -3'333);
    EXPECT_EQ((PriceChange {"m", "input", 3, 5}).percentHundredths(), 6'667);
}

TEST(PriceBook, AModelThatANewerListLacksLosesNoPrice)
{
    const std::vector before {list("2026-08-01", {{"m", flat(2 * dollars)}, {"n-2026-01-01", flat(dollars)}, {"o", flat(5)}}),
        list("2026-10-01", {{"o", flat(7)}})};
    const PriceList fresh = list("2026-11-10", {{"n", flat(3 * dollars)}, {"o", flat(8)}, {"m", flat(2 * dollars)}});
    EXPECT_TRUE(changesBy(list("2026-11-10", {}), before).empty());
    const auto changes = changesBy(fresh, before);
    const std::vector<PriceChange> inputs = [&] {
        auto out = changes;
        std::erase_if(out, [](const PriceChange& change) { return change.what != "input"; });
        return out;
    }();
    EXPECT_EQ(inputs,
        (std::vector<PriceChange> {
            {"n", "input", {}, 3 * dollars}, {"n-2026-01-01", "input", dollars, 3 * dollars}, {"o", "input", 7, 8}}));
    // And so the book has it.
    std::vector all = before;
    all.push_back(fresh);
    const PriceBook book(all, {});
    EXPECT_EQ(
        book.charge("a", "n-2026-01-01", {.input = 1'000'000}, *parseInstant("2026-11-11T00:00:00Z"))->charge.total.text(),
        "3");
}

TEST(UsageTerms, comeBackFromTheirText)
{
    for (const UsageTerms& terms : {UsageTerms {.region = {}}, UsageTerms {ServiceTier::batch, true, "us", 200'000},
             UsageTerms {ServiceTier::priority, false, "eu", 0}, UsageTerms {ServiceTier::flex, false, "", 512'000}})
        EXPECT_EQ(UsageTerms::parse(terms.text()), terms) << terms.text();
    EXPECT_EQ((UsageTerms {ServiceTier::batch, true, "us", 200'000}).text(), "batch, fast, us, above 200k");
    for (const auto* other : {"", "gpt-5.6, input", "above k", "above -1k", "above 99999999999999999999k", ", , "})
        EXPECT_EQ(UsageTerms::parse(other), UsageTerms()) << other;
}

TEST(UsageTerms, ofAnUnknownTierOrSpeedComeBackFromTheirText)
{
    for (const auto& [tier, speed] : {std::pair("warp", ""), {"warp", "fast"}, {"", "slow"}, {"warp", "slow"}}) {
        const UsageTerms terms = UsageTerms::told(tier, speed);
        EXPECT_FALSE(terms.hasPrice());
        EXPECT_EQ(UsageTerms::parse("completions, " + terms.text() + ", us").otherTier, tier);
        EXPECT_EQ(UsageTerms::parse(terms.text()), terms) << terms.text();
    }
    EXPECT_EQ(UsageTerms::told("warp", "slow").text(), "tier warp, speed slow");
}

TEST(PriceBook, aTierOrSpeedThatNoListKnowsIsUnpricedAndNotStandard)
{
    ModelPrice price = flat(3 * dollars);
    price.services[ServiceTier::flex] = {.base = {.input = dollars, .output = dollars}, .tiers = {}};
    price.factors = {{"fast", 2'000'000}};
    const PriceBook listed(list("2026-08-01", {{"m", price}}));
    OwnRate rate;
    rate.committed = price;
    rate.currency = Currency::usd();
    const PriceBook own({}, {rate});
    const auto cost = [&](const PriceBook& book, const char* tier, const char* speed) -> std::string {
        const auto charge = book.charge("a", "m", {.input = 1'000'000}, {}, 1, UsageTerms::told(tier, speed));
        if (charge)
            return charge->charge.total.text();
        EXPECT_EQ(charge.error().code, ErrorCode::unpricedModel);
        return charge.error().detail;
    };
    for (const char* usual : {"", "standard", "default"})
        EXPECT_EQ(cost(listed, usual, ""), "3");
    EXPECT_EQ(cost(listed, "batch", ""), "3") << "a known tier without a price of its own costs as the standard one";
    EXPECT_EQ(cost(listed, "flex", "standard"), "1");
    EXPECT_EQ(cost(listed, "", "fast"), "6");
    for (const PriceBook* book : {&listed, &own}) {
        EXPECT_EQ(cost(*book, "scale", ""), "tier scale");
        EXPECT_EQ(cost(*book, "Flex", ""), "tier Flex");
        EXPECT_EQ(cost(*book, "flex", "hyper"), "flex, speed hyper");
    }
}

TEST(PriceBook, usageWithoutACountOfCallsIsLongContextOnlyWhereItSaysSo)
{
    ModelPrice tiered = flat(3 * dollars);
    tiered.tiers = {{200'000, {.input = 6 * dollars, .output = 6 * dollars}}};
    const PriceBook book(list("2026-08-01", {{"m", tiered}}));
    const auto cost = [&](std::int64_t requests, const char* terms) {
        return book.charge("a", "m", {.input = 1'000'000}, {}, requests, UsageTerms::parse(terms))->charge.total.text();
    };
    EXPECT_EQ(cost(0, "messages"), "3") << "an hour of many short calls";
    EXPECT_EQ(cost(0, "messages, above 200k"), "6");
    EXPECT_EQ(cost(1000, "completions"), "3");
    EXPECT_EQ(cost(2, "completions"), "6");
    EXPECT_EQ(book.charge("a", "m", {.input = 5}, {}, 1, UsageTerms::parse("completions, audio")).error().code,
        ErrorCode::unpricedModel);
}

TEST(PriceBook, ownRatesHoldForDatedAndPrefixedNamesToo)
{
    const auto rate = [](const char* model, UnitPrice price) {
        return OwnRate {
            .account = "a", .model = model, .from = {}, .until = {}, .committed = flat(price), .currency = Currency::usd()};
    };
    const PriceBook book({list("2026-08-01", {{"claude-opus-4-5", flat(5 * dollars)}})},
        {rate("claude-opus-4-5", dollars), rate("claude-opus-4-5-20251101", 2 * dollars)});
    const auto cost = [&](const char* model) { return book.charge("a", model, {.input = 1'000'000}, {})->charge.total.text(); };
    EXPECT_EQ(cost("claude-opus-4-5"), "1");
    EXPECT_EQ(cost("claude-opus-4-5-20251102"), "1");
    EXPECT_EQ(cost("anthropic/claude-opus-4-5"), "1");
    EXPECT_EQ(cost("claude-opus-4-5-20251101"), "2") << "the closer name";
}
