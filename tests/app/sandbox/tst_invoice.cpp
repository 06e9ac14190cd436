// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/running.h"
#include "sandbox/invoice/invoice.h"
#include "sandbox/secrets.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <numeric>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

const std::string pricesFile = FUSEBOARD_BUILD "/../resources/sandbox/provider-prices.json";

TEST(Invoice, ReadsPricesToTheLastDigit)
{
    EXPECT_EQ(picoPerToken("0.005"), 5'000'000);
    EXPECT_EQ(picoPerToken("0.00002"), 20'000);
    EXPECT_EQ(picoPerToken("0.000000001"), 1);
    EXPECT_EQ(picoPerToken("12"), 12'000'000'000);
    for (const char* wrong : {"", ".", "5.", ".5", "-1", "+1", "1e-3", "0.0000000001", "1 ", "0x1", "99999999999999999999"})
        EXPECT_EQ(picoPerToken(wrong), std::nullopt) << wrong;
}

TEST(Invoice, AddsExactlyAndRoundsUpOnce)
{
    const auto& prices = ProviderPrices::builtIn();
    // 1 × 200,000 + 1 × 20,000 + 1 × 1,200,000 pico = 1,420 nano: exact.
    EXPECT_EQ(prices.cost("gpt-5.6-luna", {.input = 1, .cachedInput = 1, .output = 1})->nano, 1420);
    // gpt-5-mini: 250,000 + 25,000 pico.
    EXPECT_EQ(prices.cost("gpt-5-mini", {.input = 1, .cachedInput = 1})->nano, 275);
    EXPECT_EQ(prices.cost("claude-opus-5", {.cacheWrite = 1, .cacheWrite1h = 1})->nano, 6250 + 10000);
    EXPECT_EQ(prices.cost("gpt-5.6", {})->nano, 0);
    EXPECT_EQ(prices.cost("no-such-model", {.input = 1}), std::nullopt);
    EXPECT_EQ(prices.cost("gpt-5.6", {.input = std::numeric_limits<std::int64_t>::max()}), std::nullopt);
    EXPECT_EQ(prices.cost("gpt-5.6", {.input = -1}), std::nullopt);
}

TEST(Invoice, RoundsAFractionOfANanoUpAndSplitsItByLargestRemainder)
{
    const auto prices = ProviderPrices::parse(R"({"catalogue":[{"model":"m","vendor":"openai",
        "rates":{"input":"0.0000003","cached_input":"0.0000006","output":"0.0000008"}}]})");
    ASSERT_TRUE(prices) << prices.error();
    // 0.3 + 0.6 + 0.8 = 1.7 nano: two, and the largest two remainders get them.
    const auto cost = prices->cost("m", {.input = 1, .cachedInput = 1, .output = 1});
    EXPECT_EQ(cost->nano, 2);
    EXPECT_EQ(cost->nanoByMeter, (std::array<std::int64_t, 5> {0, 1, 0, 0, 1}));
}

TEST(Invoice, ChargesLongContextAboveTheLimitOnly)
{
    const auto& prices = ProviderPrices::builtIn();
    EXPECT_EQ(prices.cost("gpt-5.6", {.input = 200'000, .cachedInput = 72'000, .output = 10})->nano,
        200'000 * 5000L + 72'000 * 500L + 10 * 30000L);
    EXPECT_EQ(prices.cost("gpt-5.6", {.input = 200'000, .cachedInput = 72'001, .output = 10})->nano,
        200'000 * 10000L + 72'001 * 1000L + 10 * 45000L);
}

TEST(Invoice, RefusesAPriceFileThatIsWrong)
{
    for (const char* wrong :
        {"", "[]", "{}", R"({"catalogue":[]})", R"({"catalogue":[{"model":"m"}]})",
            R"({"catalogue":[{"model":"m","vendor":"v","rates":{"output":"1"}}]})",
            R"({"catalogue":[{"model":"m","vendor":"v","rates":{"input":1}}]})",
            R"({"catalogue":[{"model":"m","vendor":"v","rates":{"input":"1","inptu":"2"}}]})",
            R"({"catalogue":[{"model":"m","vendor":"v","rates":{"input":"1"},"long_context":{"rates":{"input":"1"}}}]})",
            R"({"catalogue":[{"model":"m","vendor":"v","rates":{"input":"1"}},{"model":"m","vendor":"v","rates":{"input":"1"}}]})"})
        EXPECT_FALSE(ProviderPrices::parse(wrong)) << wrong;
}

TEST(Invoice, KeepsEveryCallAndSumsItByProjectKeyAndModel)
{
    const test::Scratch scratch;
    const auto path = scratch.path("invoice.db").string();
    BilledCall call {.id = "a",
        .unixMicros = 5'000'000,
        .project = "p",
        .key = "k",
        .user = "u",
        .model = "gpt-5.6",
        .api = "chat",
        .streamed = true,
        .ending = "whole",
        .tokens = {10, 20, 30, 0, 40, 5},
        .cost = {}};
    call.cost = ProviderPrices::builtIn().cost(call.model, call.tokens).value();
    {
        Invoice invoice(path, Database::Open::create);
        invoice.add(call);
        EXPECT_THROW(invoice.add(call), DatabaseError) << "a call is billed once";
        call.id = "b";
        call.unixMicros = 6'000'000;
        invoice.add(call);
    }
    const Invoice invoice(path, Database::Open::readOnly);
    ASSERT_EQ(invoice.between(6, 7).size(), 1U);
    EXPECT_EQ(invoice.between(6, 7).front(), call);
    ASSERT_EQ(invoice.lines().size(), 1U);
    EXPECT_EQ(invoice.lines().front(), (InvoiceLine {"p", "k", "gpt-5.6", 2, {20, 40, 60, 0, 80, 10}, 2 * call.cost.nano}));
    EXPECT_EQ(std::accumulate(call.cost.nanoByMeter.begin(), call.cost.nanoByMeter.end(), 0L), call.cost.nano);
}

std::int64_t billedTotal(const std::string& file)
{
    const test::Scratch scratch;
    {
        const test::RunningProvider provider(scratch.path(), {"--prices", file});
        const auto answer = test::post(provider.url, "/v1/chat/completions", provider.upstreamKey,
            R"({"model":"gpt-5.6","messages":[{"role":"user"}],"metadata":{"sandbox_input":"1000","sandbox_cacheRead":"500","sandbox_output":"100"}})");
        EXPECT_EQ(answer.status, 200) << answer.body;
    }
    test::Running invoice({"invoice", "--dir", scratch.path().string(), "--json"});
    const auto document = json::parse(invoice.line());
    EXPECT_EQ(invoice.wait(), 0);
    return std::stoll(std::string(document.at("total").as_string()));
}

TEST(Invoice, OneCorruptedPriceShowsInTheTotal)
{
    std::string text = readText(pricesFile).value();
    EXPECT_EQ(billedTotal(pricesFile), 1000 * 5000 + 500 * 500 + 100 * 30000);
    const std::string right = R"("cached_input": "0.0005", "cache_write": "0.00625")";
    ASSERT_NE(text.find(right), std::string::npos);
    text.replace(text.find(right), right.size(), R"("cached_input": "0.000501", "cache_write": "0.00625")");
    const test::Scratch scratch;
    std::ofstream(scratch.path("prices.json")) << text;
    EXPECT_EQ(billedTotal(scratch.path("prices.json").string()), 1000 * 5000 + 500 * 501 + 100 * 30000);
}

/// The facts both price files were written from, read by digits here: `5e-06` → 5,000,000 pico.
std::int64_t picoOf(const json::value& usdPerToken) { return std::llround(usdPerToken.to_number<double>() * 1e12); }

TEST(Invoice, AgreesWithThePublishedFacts)
{
    const std::string path = FUSEBOARD_SHARED "/contracts/litellm-model-prices.json";
    const auto text = readText(path);
    if (!text)
        GTEST_SKIP() << "no published price facts beside the project: " << path;
    const auto facts = json::parse(*text);
    const auto& prices = ProviderPrices::builtIn();
    const std::array<std::pair<const char*, MeteredTokens>, 5> rows {{{"input_cost_per_token", {.input = 1000}},
        {"cache_read_input_token_cost", {.cachedInput = 1000}}, {"cache_creation_input_token_cost", {.cacheWrite = 1000}},
        {"cache_creation_input_token_cost_above_1hr", {.cacheWrite1h = 1000}}, {"output_cost_per_token", {.output = 1000}}}};
    int compared = 0;
    for (const auto& [model, vendor] : prices.modelsAndVendors())
        for (const auto& [name, tokens] : rows)
            if (const auto* fact = facts.at(model).as_object().if_contains(name)) {
                EXPECT_EQ(prices.cost(model, tokens)->nano, picoOf(*fact)) << model << ' ' << name;
                ++compared;
            }
    EXPECT_GE(compared, 30);
}

TEST(Invoice, AgreesInValueWithTheProductsPriceListForEveryModelItBills)
{
    // Two files, written apart, in two formats: USD per million tokens there, per thousand here.
    const auto text = readText(FUSEBOARD_BUILD "/../resources/prices/prices-2026-08-01.json");
    ASSERT_TRUE(text);
    const auto models = json::parse(*text).at("models").as_object();
    const auto& prices = ProviderPrices::builtIn();
    for (const auto& [model, vendor] : prices.modelsAndVendors()) {
        ASSERT_TRUE(models.contains(model)) << model;
        const auto compare = [&](const json::object& entry, std::int64_t prompt) {
            const auto nanoPerMillion = [&](const char* name, const char* fallback) {
                const auto* found = entry.if_contains(entry.contains(name) ? name : fallback);
                return found == nullptr ? 0 : picoPerToken(std::string(found->as_string())).value_or(-1);
            };
            const auto nano = [&](MeteredTokens tokens) { return prices.cost(model, tokens)->nano; };
            EXPECT_EQ(nano({.input = prompt}) * 1'000'000, nanoPerMillion("input", "") * prompt) << model;
            EXPECT_EQ(nano({.cachedInput = prompt}) * 1'000'000, nanoPerMillion("cacheRead", "input") * prompt) << model;
            EXPECT_EQ(nano({.cacheWrite = prompt}) * 1'000'000, nanoPerMillion("cacheWrite5m", "input") * prompt) << model;
            EXPECT_EQ((nano({.input = prompt, .output = 1000}) - nano({.input = prompt})) * 1'000'000,
                nanoPerMillion("output", "") * 1000)
                << model;
        };
        const auto& entry = models.at(model).as_object();
        compare(entry, 100'000);
        if (const auto* tiers = entry.if_contains("tiers"))
            compare(tiers->at(0).as_object(), tiers->at(0).at("above").as_int64() + 1000);
    }
}

} // namespace
} // namespace fuseboard::sandbox
