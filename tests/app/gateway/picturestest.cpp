// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/meter.h"
#include "gateway/refusal.h"

#include <gtest/gtest.h>

using namespace fuseboard::gateway;

namespace {

const std::string data(1'400'000, 'A'); // a screenshot

RequestFacts facts(Api api, const std::string& part)
{
    const auto read = readRequest(api, R"({"model":"m","messages":[{"role":"user","content":[)" + part + "]}]}");
    EXPECT_TRUE(read);
    return read.value_or(RequestFacts {});
}

TEST(Pictures, countAsPicturesWhereverTheirDataStands)
{
    const std::string url = "data:image/png;base64," + data;
    const std::pair<Api, std::string> parts[] {{Api::chat, R"({"type":"image_url","image_url":{"url":")" + url + R"("}})"},
        {Api::responses, R"({"type":"input_image","image_url":")" + url + R"("})"},
        {Api::messages, R"({"type":"image","source":{"type":"base64","media_type":"image/png","data":")" + data + R"("}})"},
        {Api::messages,
            R"({"type":"tool_result","content":[{"type":"image","source":{"type":"base64","data":")" + data + R"("}}]})"},
        {Api::messages, R"({"type":"image","source":{"type":"url","url":"https://example.org/a.png"}})"}};
    for (const auto& [api, part] : parts) {
        const RequestFacts read = facts(api, part);
        EXPECT_GT(read.inputTokens, 6'000) << part.substr(0, 60);
        EXPECT_LT(read.inputTokens, 6'300) << part.substr(0, 60);
        const auto counted = Meter(api, read).metering().tokens.input;
        EXPECT_GT(counted, 6'000);
        EXPECT_LT(counted, 6'300);
    }
}

TEST(Pictures, textIsNotTakenForOne)
{
    std::string words;
    while (words.size() < 100'000)
        words += "pay for this ";
    EXPECT_GT(
        facts(Api::messages, R"({"type":"image","source":{"type":"base64","data":")" + words + R"("}})").inputTokens, 50'000);
    EXPECT_GT(facts(Api::messages, R"({"type":"text","text":"data:image/png;base64,)" + data + R"("})").inputTokens, 700'000);
}

TEST(Pictures, aDocumentAtAnAddressIsAFile)
{
    EXPECT_GT(
        facts(Api::messages, R"({"type":"document","source":{"type":"url","url":"https://example.org/a.pdf"}})").inputTokens,
        100'000);
}

TEST(Refusals, aBudgetThatWentAwayIsNotNamed)
{
    const CallerError error = cutByBudget(std::nullopt, nullptr);
    EXPECT_EQ(error.message, "This answer was cut because it cost more than was set aside for it.");
    EXPECT_EQ(errorBody(Dialect::openai, error).find("1970"), std::string::npos);
}

} // namespace
