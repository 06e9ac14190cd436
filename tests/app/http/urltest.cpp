// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message.h"
#include "http/url.h"

#include <gtest/gtest.h>

using namespace fuseboard::http;

namespace {

TEST(Url, readsWhatABaseAddressMayBe)
{
    EXPECT_EQ(*Url::parse("http://127.0.0.1:8080"), (Url {false, "127.0.0.1", 8080, ""}));
    EXPECT_EQ(*Url::parse("https://api.example.com"), (Url {true, "api.example.com", 443, ""}));
    EXPECT_EQ(*Url::parse("https://api.example.com/openai/"), (Url {true, "api.example.com", 443, "/openai"}));
    EXPECT_EQ(Url::parse("http://[::1]:81/x")->text(), "http://[::1]:81/x");
    for (const char* bad :
        {"", "ftp://a", "http://", "http://a:b", "http://a:99999", "http://u@h", "http://a/x?y", "http://a/ b", "//a"})
        EXPECT_FALSE(Url::parse(bad)) << bad;
}

TEST(RequestHead, findsPathAndParameters)
{
    const RequestHead head {.target = "/v1/usage?after=12&name=a%2Fb&flag&bad=%4"};
    EXPECT_EQ(head.path(), "/v1/usage");
    EXPECT_EQ(head.parameter("after"), "12");
    EXPECT_EQ(head.parameter("name"), "a/b");
    EXPECT_EQ(head.parameter("flag"), "");
    EXPECT_EQ(head.parameter("bad"), std::nullopt);
    EXPECT_EQ(head.parameter("none"), std::nullopt);
}

TEST(Message, fieldsThatCouldBreakTheFramingAreLeftOut)
{
    const std::string bytes =
        serialise(ResponseHead {.status = 200, .headers = {{"A", "1"}, {"B", "x\r\nC: 2"}, {"D\n", "3"}}});
    EXPECT_EQ(bytes, "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n");
}

} // namespace
