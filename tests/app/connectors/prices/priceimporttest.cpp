// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/prices/priceimport.h"
#include "documents/policydocument.h"

#include <gtest/gtest.h>

#include <format>
#include <random>

using namespace fuseboard;

namespace {

constexpr UnitPrice dollars = 1'000'000'000; // per million tokens

const std::string liteLlm = R"({"sample_spec":{"input_cost_per_token":"words"},"fallback_generalizations":{"rules":[]},
"gpt-5.6":{"litellm_provider":"openai","input_cost_per_token":5e-06,"output_cost_per_token":"3e-05",
 "cache_read_input_token_cost":5e-07,"cache_creation_input_token_cost":6.25e-06,
 "input_cost_per_token_above_272k_tokens":1e-05,"output_cost_per_token_above_272k_tokens":4.5e-05,
 "input_cost_per_token_batches":2.5e-06,"output_cost_per_token_batches":1.5e-05,
 "input_cost_per_token_above_272k_tokens_priority":2e-05,"input_cost_per_token_priority":1e-05,
 "regional_processing_uplift_multiplier_eu":1.1,"max_tokens":5,"supports_vision":true},
"claude-opus-5":{"litellm_provider":"anthropic","input_cost_per_token":5e-06,"output_cost_per_token":2.5e-05,
 "cache_creation_input_token_cost":6.25e-06,"cache_creation_input_token_cost_above_1hr":1e-05,
 "cache_creation_input_token_cost_above_1hr_above_200k_tokens":2e-05,
 "provider_specific_entry":{"us":1.1,"fast":2.0,"schema":"words"},"cache_read_input_token_cost":null},
"xai/grok":{"litellm_provider":"xai","input_cost_per_token":1e-06,"output_cost_per_token":2e-06,"input_cost_per_token_above_128k_tokens":3e-06},
"qwen":{"litellm_provider":"dashscope","tiered_pricing":[{"range":[0,256000.0],"input_cost_per_token":5e-08,"output_cost_per_token":4e-07},
 {"range":[256000.0,1e6],"input_cost_per_token":2.5e-07}],"output_cost_per_token":9e-07},
"image":{"litellm_provider":"openai","output_cost_per_image":0.04},
"embed":{"mode":"embedding","input_cost_per_token":1e-07},
"draw":{"mode":"image_generation","input_cost_per_token":5e-06},
"negative":{"input_cost_per_token":-1e-07},
"words":{"input_cost_per_token":"cheap"},
"list":[1],
"huge":{"input_cost_per_token":2},
"range":{"tiered_pricing":[{"input_cost_per_token":1}]}})";

} // namespace

TEST(LiteLlmPrices, everyRateIsExactAndInItsPlace)
{
    const auto read = readLiteLlmPrices(liteLlm).value();
    const ModelPrice& gpt = read.models.at("gpt-5.6");
    EXPECT_EQ(gpt.base, (TokenPrices {5 * dollars, 30 * dollars, dollars / 2, 25 * dollars / 4, {}, {}}));
    EXPECT_EQ(
        gpt.tiers, (std::vector<PriceTier> {{272'000, {10 * dollars, 45 * dollars, dollars / 2, 25 * dollars / 4, {}, {}}}}))
        << "what the threshold lacks is the base's";
    EXPECT_EQ(gpt.services.at(ServiceTier::batch).base,
        (TokenPrices {5 * dollars / 2, 15 * dollars, dollars / 2, 25 * dollars / 4, {}, {}}));
    EXPECT_EQ(gpt.services.at(ServiceTier::priority).base.input, 10 * dollars);
    EXPECT_EQ(gpt.services.at(ServiceTier::priority).tiers,
        (std::vector<PriceTier> {{272'000, {20 * dollars, 45 * dollars, dollars / 2, 25 * dollars / 4, {}, {}}}}))
        << "what the service lacks is the standard's";
    EXPECT_FALSE(gpt.services.contains(ServiceTier::flex));
    EXPECT_EQ(gpt.factors.at("eu"), 1'100'000);
    const ModelPrice& opus = read.models.at("claude-opus-5");
    EXPECT_EQ(opus.base, (TokenPrices {5 * dollars, 25 * dollars, {}, 25 * dollars / 4, 10 * dollars, {}}));
    EXPECT_EQ(opus.tiers.at(0).prices.cacheWrite1h, 20 * dollars);
    EXPECT_EQ(opus.factors, (std::map<std::string, std::int64_t, std::less<>> {{"fast", 2'000'000}, {"us", 1'100'000}}));
    EXPECT_EQ(read.models.at("embed").base.output, 0);
}

TEST(LiteLlmPrices, longContextsFollowTheProvidersRule)
{
    const auto read = readLiteLlmPrices(liteLlm).value();
    const PriceList list("1", Currency::usd(), read.models);
    EXPECT_EQ(list.charge("gpt-5.6", {.input = 272'000})->total.text(), "1.36");
    EXPECT_EQ(list.charge("gpt-5.6", {.input = 272'001})->total.text(), "2.72001") << "the whole request";
    EXPECT_EQ(list.charge("xai/grok", {.input = 127'999})->total.text(), "0.127999");
    EXPECT_EQ(list.charge("xai/grok", {.input = 128'000})->total.text(), "0.384") << "the threshold itself is above";
    EXPECT_EQ(list.charge("qwen", {.input = 256'000, .output = 1'000'000})->total.text(), "0.4128");
    EXPECT_EQ(list.charge("qwen", {.input = 256'004, .output = 1'000'000})->total.text(), "0.964001");
}

TEST(LiteLlmPrices, whatMakesNoSenseIsNamedAndTheRestCounts)
{
    const auto read = readLiteLlmPrices(liteLlm).value();
    std::vector<std::string> names;
    for (const LeftOut& model : read.leftOut)
        names.push_back(model.model);
    EXPECT_EQ(names, (std::vector<std::string> {"negative", "words", "list", "huge", "range"}));
    EXPECT_EQ(read.leftOut[0].why, "input_cost_per_token: not a price");
    EXPECT_EQ(read.otherMeters, 2) << "one is sold by the image";
    EXPECT_EQ(read.models.size(), 5U);
}

TEST(LiteLlmPrices, aDocumentThatIsBrokenAnywhereGivesNothing)
{
    for (std::size_t length = 0; length < liteLlm.size(); length += 3)
        EXPECT_FALSE(readLiteLlmPrices(liteLlm.substr(0, length))) << length;
    for (const auto* nonsense : {"[]", "{}", "5", R"({"m":{"max_tokens":5}})"})
        EXPECT_FALSE(readForeignPrices(nonsense)) << nonsense;
}

TEST(ModelsDevPrices, areReadWithTheirTiersAndBothNames)
{
    const std::string text = R"({"openai":{"id":"openai","models":{
        "gpt-5.6":{"id":"gpt-5.6","cost":{"input":5,"output":30,"cache_read":0.5,"cache_write":6.25,
            "tiers":[{"tier":{"type":"context","size":272000},"input":10,"output":45}]}},
        "free":{"id":"free"},"bad":{"cost":{"input":-1,"output":1}},"half":{"cost":{"input":1}}}},
      "reseller":{"models":{"gpt-5.6":{"cost":{"input":"6.5","output":31,"reasoning":40,"context_over_200k":{"input":7,"output":41}}}}}})";
    const auto foreign = readForeignPrices(text).value();
    EXPECT_FALSE(foreign.isLiteLlm);
    const auto& models = foreign.import.models;
    EXPECT_EQ(models.size(), 3U);
    EXPECT_EQ(models.at("gpt-5.6"), models.at("openai/gpt-5.6"));
    EXPECT_EQ(models.at("gpt-5.6").tiers,
        (std::vector<PriceTier> {{272'000, {10 * dollars, 45 * dollars, dollars / 2, 25 * dollars / 4, {}, {}}}}));
    EXPECT_EQ(models.at("reseller/gpt-5.6").base, (TokenPrices {13 * dollars / 2, 31 * dollars, {}, {}, {}, 40 * dollars}));
    EXPECT_EQ(models.at("reseller/gpt-5.6").tiers.at(0).abovePromptTokens, 200'000);
    ASSERT_EQ(foreign.import.leftOut.size(), 2U);
    EXPECT_EQ(foreign.import.leftOut[0], (LeftOut {"openai/bad", "input: not a price"}));
    EXPECT_EQ(foreign.import.leftOut[1], (LeftOut {"openai/half", "output: missing"}));
    EXPECT_EQ(foreign.import.otherMeters, 1);

    const PriceList known("1", Currency::usd(), {{"gpt-5.6", {.base = {.input = 1, .output = 1}}}});
    const PriceList merged = listFrom(foreign, known, *parseInstant("2026-11-26T10:00:00Z"), "models.dev");
    EXPECT_EQ(merged.find("gpt-5.6")->base.input, 1) << "LiteLLM's comes first";
    EXPECT_TRUE(merged.models().contains("reseller/gpt-5.6") == false) << "known without its prefix";
    EXPECT_EQ(merged.origin().from, parseInstant("2026-11-26T00:00:00Z").value());
    EXPECT_EQ(merged.version(), "2026-11-26T10:00:00Z models.dev");

    const PriceList euros("2", *Currency::parse("EUR"), {{"ours", {.base = {.input = 1, .output = 1}}}});
    const PriceList beside = listFrom(foreign, euros, *parseInstant("2026-11-26T10:00:00Z"), "models.dev");
    EXPECT_EQ(beside.currency(), Currency::usd());
    EXPECT_EQ(beside.find("ours"), nullptr) << "euros are no dollars";
    EXPECT_NE(beside.find("gpt-5.6"), nullptr);
}

TEST(ForeignPrices, comeBackFromAListOfOurOwn)
{
    const auto foreign = readForeignPrices(liteLlm).value();
    EXPECT_TRUE(foreign.isLiteLlm);
    const PriceList list = listFrom(foreign, {}, *parseInstant("2026-11-26T10:00:00Z"), "a file");
    const auto again = parsePriceList(writePriceList(list));
    ASSERT_TRUE(again) << again.error().front().subject << again.error().front().detail;
    EXPECT_EQ(again->models(), list.models());
    EXPECT_EQ(again->origin(), list.origin());
    EXPECT_EQ(again->version(), list.version());
}

TEST(ForeignPrices, noiseNeverEndsTheProgramAndNeverGivesANegativePrice)
{
    std::mt19937 random(3);
    constexpr std::string_view alphabet = "{}[]\":,\\0123456789-+.eutfnl ";
    for (int trial = 0; trial < 4'000; ++trial) {
        std::string text = liteLlm;
        for (std::size_t change = 1 + random() % 3; change > 0; --change)
            text[random() % text.size()] = alphabet[random() % alphabet.size()];
        const auto foreign = readForeignPrices(text);
        if (!foreign)
            continue;
        for (const auto& [name, price] : foreign->import.models)
            ASSERT_TRUE(price.base.input >= 0 && price.base.output >= 0) << name;
    }
}
