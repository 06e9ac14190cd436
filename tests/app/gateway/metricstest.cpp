// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "expositionreader.h"
#include "gatewayprocess.h"
#include "nastyupstream.h"

#include <gtest/gtest.h>

#include <set>

using namespace fuseboard::test;

namespace {

class Exported : public testing::Test {
protected:
    void SetUp() override { gateway.start(); }
    [[nodiscard]] Exposition read() const
    {
        const Answer answer = gateway.admin("GET", "/metrics");
        EXPECT_TRUE(answer.head.find("text/plain; version=0.0.4") != std::string::npos) << answer.head;
        Exposition out = readExposition(answer.body);
        for (const std::string& fault : out.faults)
            ADD_FAILURE() << fault;
        return out;
    }
    void call(const std::string& path, const std::string& model, bool stream = false) const
    {
        (void)gateway.call("tok-a", path, chat(model, stream));
    }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

const std::string chatPath = "/v1/chat/completions";

TEST(ExpositionReader, findsWhatAScraperWouldRefuse)
{
    const std::string counter = "# HELP a_total h\n# TYPE a_total counter\n";
    const std::string histogram = "# HELP h h\n# TYPE h histogram\n";
    EXPECT_TRUE(readExposition(counter + "a_total{l=\"a\\\\b\\\"c\\nd\"} 1\na_total 2.5e+06\n").faults.empty());
    EXPECT_TRUE(
        readExposition(histogram + "h_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n").faults.empty());
    for (const std::string& bad : {counter + "a_total 1\na_total 2\n", counter + "a_total -1\n", counter + "a_total NaN\n",
             counter + "a_total{l=\"a\\x\"} 1\n", counter + "a_total{l=\"a} 1\n", counter + "a_total{l=\"a\",l=\"b\"} 1\n",
             counter + "a_total{1l=\"a\"} 1\n", counter + "b_total 1\n", counter + "a_total{l=\"a\"}1\n", counter + "a_total 1",
             counter + counter, std::string("# HELP a h\n# TYPE a counter\na 1\n"), std::string("a_total 1\n"),
             std::string("# TYPE a gauge\na 1\n"), std::string("# HELP a h\n# TYPE a gouge\na 1\n"),
             histogram + "h_bucket{le=\"1\"} 3\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n",
             histogram + "h_bucket{le=\"1\"} 1\nh_sum 3\nh_count 1\n",
             histogram + "h_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_count 2\n",
             histogram + "h_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 3\n"})
        EXPECT_FALSE(readExposition(bad).faults.empty()) << bad;
}

TEST_F(Exported, theTextIsWellFormedFromTheFirstMoment)
{
    const Exposition fresh = read();
    EXPECT_EQ(fresh.families.at("fuseboard_calls_in_flight").type, "gauge");
}

TEST_F(Exported, tokensAndTimesHaveTheNamesOfOpenTelemetry)
{
    call(chatPath, "m");
    call(chatPath, "m");
    call("/v1/responses", "m");
    call("/v1/messages", "m", false);
    call(chatPath, "m", true);
    call("/v1/embeddings", "m");
    const std::string weird = "we\\\"ird";
    call(chatPath, weird);
    (void)gateway.hold("team/team-a", 1, "frozen");
    call(chatPath, "m");
    const Exposition told = read();

    const Exposition::Labels ours {{"gen_ai_operation_name", "chat"}, {"gen_ai_provider_name", "openai"},
        {"gen_ai_request_model", "m"}, {"gen_ai_token_type", "input"}};
    EXPECT_EQ(told.families.at("gen_ai_client_token_usage").type, "histogram");
    EXPECT_EQ(told.sum("gen_ai_client_token_usage_count", ours), 4);
    EXPECT_EQ(told.sum("gen_ai_client_token_usage_sum", ours), 40);
    Exposition::Labels output = ours;
    output["gen_ai_token_type"] = "output";
    EXPECT_EQ(told.sum("gen_ai_client_token_usage_sum", output), 80);
    Exposition::Labels sixteen = ours;
    sixteen["le"] = "16";
    EXPECT_EQ(told.sum("gen_ai_client_token_usage_bucket", sixteen), 4);
    EXPECT_EQ(told.sum("gen_ai_client_token_usage_count", {{"gen_ai_provider_name", "anthropic"}}), 2);
    EXPECT_EQ(told.sum("gen_ai_client_token_usage_count", {{"gen_ai_operation_name", "embeddings"}}), 2);
    EXPECT_EQ(told.sum("gen_ai_client_operation_duration_seconds_count"), 7) << "a refused call is no call of the provider's";
    EXPECT_EQ(told.sum("fuseboard_calls_total"), 7);
    EXPECT_EQ(told.sum("fuseboard_tokens_total", {{"class", "prompt"}}), 70);
    EXPECT_EQ(told.sum("fuseboard_refusals_total"), 1);
}

TEST_F(Exported, aStreamsFirstByteAndFailuresAreToldApart)
{
    call(chatPath, "stream", true);
    call(chatPath, "m");
    call(chatPath, "status:503");
    call(chatPath, "html");
    const Exposition told = read();
    EXPECT_EQ(told.sum("gen_ai_server_time_to_first_token_seconds_count"), 1);
    EXPECT_EQ(told.sum("gen_ai_client_operation_duration_seconds_count", {{"error_type", "failed"}}), 1);
    EXPECT_EQ(told.sum("gen_ai_client_operation_duration_seconds_count", {{"error_type", "cut"}}), 1);
}

TEST_F(Exported, inventedModelsMakeNoSeries)
{
    for (int i = 0; i < 300; ++i)
        call(chatPath, "invented-" + std::to_string(i));
    call(chatPath, "m-2026-08-07");
    const Exposition told = read();
    std::set<std::string> models;
    for (const Exposition::Sample& sample : told.samples)
        if (const auto model = sample.labels.find("gen_ai_request_model"); model != sample.labels.end())
            models.insert(model->second);
    EXPECT_EQ(models, (std::set<std::string> {"_OTHER", "m"}));
    EXPECT_EQ(told.sum("gen_ai_client_token_usage_count", {{"gen_ai_request_model", "_OTHER"}}), 600);
}

} // namespace
