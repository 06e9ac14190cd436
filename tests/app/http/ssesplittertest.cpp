// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ssesplitter.h"

#include <gtest/gtest.h>

using namespace fuseboard::http;

namespace {

using Events = std::vector<SseEvent>;

/// `bytes` are those of all that was given out, in one.
Events feedAll(const std::vector<std::string_view>& pieces, std::string& bytes)
{
    SseSplitter splitter;
    bytes.clear();
    Events out;
    for (const auto piece : pieces)
        for (auto& event : splitter.feed(piece)) {
            bytes += event.bytes;
            event.bytes.clear();
            if (event.isEvent)
                out.push_back(std::move(event));
        }
    return out;
}

struct Row {
    const char* name;
    std::string stream;
    Events events;
    std::string rest {}; ///< of the stream, which is not given out
};

const Row rows[] {
    {"line feeds", "data: a\n\ndata: b\n\n", {{"", "a"}, {"", "b"}}},
    {"carriage returns", "data: a\r\rdata: b\r\r", {{"", "a"}, {"", "b"}}},
    {"both", "event: x\r\ndata: a\r\n\r\ndata: b\r\n\r\n", {{"x", "a"}, {"", "b"}}},
    {"all three mixed", "data: a\r\n\ndata: b\r\r\ndata: c\n\r\n", {{"", "a"}, {"", "b"}, {"", "c"}}},
    {"several data lines", "data: a\ndata:\ndata: b\n\n", {{"", "a\n\nb"}}},
    {"only one blank is taken off", "data:  a\ndata:b\n\n", {{"", " a\nb"}}},
    {"comments and unknown fields", ": hello\nid: 7\nretry: 1\ndata: a\n\n: bye\n\n", {{"", "a"}}},
    {"a name without data is no event", "event: x\n\ndata: a\n\n", {{"", "a"}}},
    {"an unfinished event is never given out", "data: a\n\ndata: b\n", {{"", "a"}}, "data: b\n"},
    {"keep-alives", ": wait\n\n: wait\n\ndata: a\n\n", {{"", "a"}}},
    {"a byte order mark",
        "\xef\xbb\xbf"
        "data: a\n\n",
        {{"", "a"}}},
    {"a field without a colon", "data\n\n", {{"", ""}}},
    {"colons in the data", "data: {\"a\":\"b:c\"}\n\n", {{"", "{\"a\":\"b:c\"}"}}},
};

TEST(SseSplitter, givesTheSameEventsWhereverTheStreamIsCut)
{
    for (const Row& row : rows) {
        SCOPED_TRACE(row.name);
        const std::string_view s = row.stream;
        std::string bytes;
        EXPECT_EQ(feedAll({s}, bytes), row.events);
        EXPECT_EQ(bytes + row.rest, row.stream);
        for (std::size_t i = 0; i <= s.size(); ++i)
            for (std::size_t j = i; j <= s.size(); ++j) {
                ASSERT_EQ(feedAll({s.substr(0, i), s.substr(i, j - i), s.substr(j)}, bytes), row.events) << i << " " << j;
                ASSERT_TRUE(row.stream.starts_with(bytes)) << i << " " << j;
                ASSERT_GE(bytes.size() + row.rest.size() + 1, s.size()) << i << " " << j; // half a CRLF may be cut off
            }
    }
}

TEST(SseSplitter, anEventOverTheLimitEndsTheReading)
{
    SseSplitter splitter;
    EXPECT_TRUE(splitter.feed("data: " + std::string(SseSplitter::maxEventBytes, 'x')).empty());
    EXPECT_TRUE(splitter.overflowed());
    EXPECT_TRUE(splitter.feed("\n\ndata: a\n\n").empty());
}

} // namespace
