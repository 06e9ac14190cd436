// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/jsonwriter.h"

#include <gtest/gtest.h>
#include <simdjson.h>

using namespace fuseboard;

namespace {

TEST(JsonWriter, separatesMembersAndElements)
{
    JsonWriter out;
    out.beginObject().member("a", 1).key("b").beginArray().integer(-2).text("x").beginObject().endObject().endArray();
    out.member("c", true).key("d").null().nano("e", -5).memberIfSet("f", "").memberIfSet("g", "h").endObject();
    EXPECT_EQ(out.str(), R"({"a":1,"b":[-2,"x",{}],"c":true,"d":null,"e":"-5","g":"h"})");
}

TEST(JsonWriter, everyByteParsesAgainAndStaysTheSame)
{
    std::string all;
    for (int c = 0; c < 128; ++c)
        all += static_cast<char>(c);
    all += "é€😀";
    const std::string json = JsonWriter().beginObject().member("text", all).endObject().str();
    simdjson::dom::parser parser;
    std::string_view back;
    ASSERT_EQ(parser.parse(json)["text"].get_string().get(back), simdjson::SUCCESS);
    EXPECT_EQ(back, all);
}

TEST(JsonWriter, bytesThatAreNoUtf8BecomeReplacements)
{
    for (const std::string text : {"\xff", "\xc3(", "\xe2\x82", "a\x80z"}) {
        const std::string json = JsonWriter().beginArray().text(text).endArray().str();
        simdjson::dom::parser parser;
        EXPECT_EQ(parser.parse(json).error(), simdjson::SUCCESS);
        EXPECT_NE(json.find("\xef\xbf\xbd"), std::string::npos);
    }
}

} // namespace
