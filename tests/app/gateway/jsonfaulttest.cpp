// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/jsonfault.h"

#include <gtest/gtest.h>
#include <simdjson.h>

using namespace fuseboard::gateway;

namespace {

bool isJson(const std::string& text)
{
    simdjson::dom::parser parser;
    return parser.parse(text).error() == simdjson::SUCCESS;
}

TEST(JsonFault, namesTheFirstOneAndItsPlace)
{
    const std::pair<std::string, const char*> rows[] {
        {"", "is empty, where JSON is expected"},
        {" \r\n", "is empty, where JSON is expected"},
        {"{\n  \"a\": 1\n  \"b\": 2\n}", "is not JSON: line 3, column 3: what stands there is not as JSON has it"},
        {"{\"a\": [1, 2,]}", "is not JSON: line 1, column 13: what stands there is not as JSON has it"},
        {"{\"a\": 1,}", "is not JSON: line 1, column 9: what stands there is not as JSON has it"},
        {"{\"ä\" 1}", "is not JSON: line 1, column 6: what stands there is not as JSON has it"},
        {"{a: 1}", "is not JSON: line 1, column 2: what stands there is not as JSON has it"},
        {"{\"a\": tru}", "is not JSON: line 1, column 7: what stands there is not as JSON has it"},
        {"{\"a\": 1", "is not JSON: line 1, column 8: it ends too early"},
        {"{\"a\": \"x", "is not JSON: line 1, column 9: it ends too early"},
        {"{} {}", "is not JSON: line 1, column 4: something follows its end"},
        {"{\"a\": \"\n\"}", "is not JSON: line 1, column 8: what stands there is not as JSON has it"},
        {"[\"\\q\"]", "is not JSON: line 1, column 4: what stands there is not as JSON has it"},
        {"[01]", "is not JSON: line 1, column 3: what stands there is not as JSON has it"},
        {"[1e999]", "is not JSON: a number is too large"},
        {"[\"\xFF\"]", "is not JSON: it is not UTF-8"},
        {"curl", "is not JSON: line 1, column 1: what stands there is not as JSON has it"},
    };
    for (const auto& [text, said] : rows) {
        EXPECT_EQ(jsonFault(text), said) << text;
        EXPECT_FALSE(isJson(text)) << text;
    }
}

/// Each byte of a document changed or left out, one after the other.
TEST(JsonFault, findsOneWhereTheParserDoesAndNowhereElse)
{
    const std::string good = "\xEF\xBB\xBF{\"a\":[1,-2.5e3,0,true,null,\"\\u00e4\\ud83d\\ude00\\n\xC3\xA4\"],\"b\":{},\"c\":[],"
                             "\"d\":18446744073709551615}";
    ASSERT_TRUE(isJson(good));
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (const char byte : std::string_view("\0\n \"\\/{}[]:,019.-+eEutfx\x80\xC3", 26)) {
            std::string text = good;
            text[at] = byte;
            EXPECT_EQ(jsonFault(text).empty(), isJson(text)) << text;
        }
        const std::string less = good.substr(0, at) + good.substr(at + 1), cut = good.substr(0, at);
        EXPECT_EQ(jsonFault(less).empty(), isJson(less)) << less;
        EXPECT_EQ(jsonFault(cut).empty(), isJson(cut)) << cut;
    }
    for (const std::size_t depth : {1000U, 1023U, 1024U, 1025U, 5000U}) {
        const std::string deep = std::string(depth, '[') + std::string(depth, ']');
        EXPECT_EQ(jsonFault(deep).empty(), isJson(deep)) << depth;
    }
}

} // namespace
