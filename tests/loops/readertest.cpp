// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is read of a request's body.
#include "gateway/loops/conversationreader.h"
#include "gateway/loops/steadytext.h"
#include "loops/conversation.h"
#include "loops/dice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

using namespace fuseboard;
using namespace fuseboard::test::loops;
using gateway::Api;

namespace {

std::string steady(std::string_view text)
{
    std::string out, shape;
    gateway::steadyText(text, out, shape);
    std::replace(out.begin(), out.end(), '\x01', '~');
    return out;
}

std::string shape(std::string_view text)
{
    std::string out, shape;
    gateway::steadyText(text, out, shape);
    std::replace(shape.begin(), shape.end(), '\x01', '~');
    std::replace(shape.begin(), shape.end(), '\x02', '#');
    return shape;
}

LabelledSession twoTurns(Api api)
{
    LabelledSession session {.pattern = "two turns", .api = api};
    session.conversations = {{.system = "You help.",
        .task = "Mend the build. Be quick.",
        .turns = {{.said = "I look.", .calls = {{"Read", R"({"path":"a.cpp"})", "int a;"}}, .asked = {}},
            {.said = "Both now.",
                .calls = {{"Read", R"({"path":"b.cpp"})", "int b;"}, {"Bash", R"({"command":"make"})", "Error: no rule", true}},
                .asked = "Go on."}},
        .agent = {},
        .parent = {}}};
    return session;
}

loops::ConversationPrint caller() { return {.token = "token", .session = "session", .prefixes = {}, .task = {}}; }

class EachApi : public testing::TestWithParam<Api> { };

} // namespace

TEST(SteadyText, LeavesOutWhatChangesByItself)
{
    EXPECT_EQ(steady("at 2026-11-27T10:15:00.123Z"), "at ~");
    EXPECT_EQ(steady("[10:15:00] started"), "[~] started");
    EXPECT_EQ(steady("took 40 ms"), "took ~ ms");
    EXPECT_EQ(steady("took 1.5s"), "took ~");
    EXPECT_EQ(steady(R"({"attempt":7,"page":7})"), R"({"attempt":~,"page":7})");
    EXPECT_EQ(steady(R"({"requestId":"8f14e45f-ceea-467f-9c1d-0a2b3c4d5e6f"})"), R"({"requestId":"~"})");
    EXPECT_EQ(steady("trace 0af7651916cd43dd"), "trace ~");
    EXPECT_EQ(steady("nocache=1764000123"), "nocache=~");
    EXPECT_EQ(steady("# try 3"), "# try ~");
}

TEST(SteadyText, KeepsFiguresThatTellOfProgress)
{
    EXPECT_EQ(steady("12 of 80 failed"), "12 of 80 failed");
    EXPECT_EQ(steady(R"({"progress":41})"), R"({"progress":41})");
    EXPECT_EQ(steady("[3/240] Building a.cpp"), "[3/240] Building a.cpp");
    EXPECT_EQ(steady("a.cpp:12: error"), "a.cpp:12: error");
    EXPECT_EQ(shape("12 of 80 failed, img_017.png"), "# of # failed, img_#.png");
    EXPECT_EQ(steady(""), "");
    EXPECT_EQ(steady(":-+.9"), ":-+.9");
}

TEST_P(EachApi, TurnsAreReadAlike)
{
    const LabelledSession session = twoTurns(GetParam());
    gateway::ConversationReader reader(gateway::FingerprintKey::make());
    auto first = caller(), second = caller(), third = caller();
    ASSERT_TRUE(reader.open(session.api, session.body({.turns = 0}), first));
    EXPECT_FALSE(first.answeredBefore);
    EXPECT_EQ(first.task.size(), 2U) << "sentences";
    ASSERT_TRUE(reader.open(session.api, session.body({.turns = 1}), second));
    const auto one = reader.turn(first.items());
    ASSERT_TRUE(reader.open(session.api, session.body({.turns = 2}), third));
    const auto two = reader.turn(second.items()), last = reader.turn(0);

    EXPECT_EQ(second.prefixes[first.items()], first.prefixes.back()) << "it goes on where the first ended";
    EXPECT_EQ(third.prefixes[second.items()], second.prefixes.back());
    ASSERT_EQ(one.uses.size(), 1U);
    EXPECT_EQ(one.uses[0].tool, "Read");
    EXPECT_EQ(one.asked.exact, 0U);
    EXPECT_NE(one.said.exact, 0U);
    ASSERT_EQ(two.uses.size(), 2U);
    EXPECT_EQ(two.uses[0].name, one.uses[0].name);
    EXPECT_NE(two.uses[0].arguments, one.uses[0].arguments);
    EXPECT_EQ(two.uses[0].result.shape == one.uses[0].result.shape, false);
    EXPECT_EQ(two.uses[1].tool, "Bash");
    EXPECT_TRUE(two.uses[1].failed);
    EXPECT_FALSE(two.uses[0].failed);
    EXPECT_NE(two.asked.exact, 0U);
    EXPECT_EQ(last.uses.size(), 2U) << "without knowing what was before, the last turn";
    EXPECT_EQ(last.uses[1].result, two.uses[1].result);
}

INSTANTIATE_TEST_SUITE_P(Dialects, EachApi, testing::Values(Api::chat, Api::responses, Api::messages));

TEST(ConversationReader, AnotherTokenOrSessionIsAnotherConversation)
{
    const LabelledSession session = twoTurns(Api::chat);
    gateway::ConversationReader reader(gateway::FingerprintKey::make());
    auto one = caller(), token = caller(), named = caller();
    token.token = "other";
    named.session = "other";
    for (auto* request : {&one, &token, &named})
        ASSERT_TRUE(reader.open(session.api, session.body({.turns = 1}), *request));
    EXPECT_NE(one.prefixes.back(), token.prefixes.back());
    EXPECT_NE(one.prefixes.back(), named.prefixes.back());
}

TEST(ConversationReader, WhatIsNoConversationIsLeftAlone)
{
    gateway::ConversationReader reader(gateway::FingerprintKey::make());
    for (const char* body :
        {"", "[", "{}", R"({"messages":3})", R"({"messages":[]})", R"({"messages":[1,"a",null]})", R"({"input":"hi"})"}) {
        auto request = caller();
        EXPECT_FALSE(reader.open(Api::chat, body, request)) << body;
    }
}

TEST(ConversationReader, OddPartsAreLeftOut)
{
    gateway::ConversationReader reader(gateway::FingerprintKey::make());
    auto request = caller();
    const std::string body =
        R"({"messages":[{"role":"user","content":[{"type":"text"},7,{"type":"image_url"}]},{"role":"assistant",)"
        R"("tool_calls":[{"id":7},{"id":"a","function":{"name":"x","arguments":"not JSON"}},3]},)"
        R"({"role":"tool","tool_call_id":"b","content":null},{"role":"tool","tool_call_id":"a","content":[{"text":"r"}]}]})";
    ASSERT_TRUE(reader.open(Api::chat, body, request));
    const auto turn = reader.turn(1);
    ASSERT_GE(turn.uses.size(), 1U);
    EXPECT_EQ(turn.uses[0].tool, "x");
    EXPECT_NE(turn.uses[0].result.exact, 0U);
}

TEST(ConversationReader, DamagedBodiesAreReadOrLeftAlone)
{
    gateway::ConversationReader reader(gateway::FingerprintKey::make());
    Dice dice(5);
    int read = 0;
    for (int i = 0; i < 20'000; ++i) {
        const Api api = std::array {Api::chat, Api::responses, Api::messages}[static_cast<std::size_t>(i % 3)];
        std::string body = twoTurns(api).body({.turns = dice.number(0, 2)});
        static const std::vector<std::string> pieces {
            "null", "[]", "{}", "7", "\"\"", "\\u0000", "\"role\"", "\"type\"", "]", "}"};
        for (std::size_t damage = dice.number(1, 3); damage > 0; --damage) {
            const std::size_t at = dice.number(0, body.size() - 1);
            if (dice.chance(0.5))
                body[at] = static_cast<char>(dice.number(0, 255));
            else
                body.replace(at, dice.number(0, 12), dice.pick(pieces));
        }
        auto request = caller();
        if (!reader.open(api, body, request))
            continue;
        ++read;
        ASSERT_EQ(request.prefixes.size(), request.items() + 1);
        EXPECT_LE(reader.turn(dice.number(0, request.items())).uses.size(), 64U);
        reader.close();
    }
    EXPECT_GT(read, 1'000) << "some damage is none to the whole";
}

TEST(ConversationReader, WhatHasMorePartsThanAnyConversationIsNone)
{
    gateway::ConversationReader reader(gateway::FingerprintKey::make());
    const auto list = [](std::size_t count, const std::string& part) {
        std::string out = "[";
        for (std::size_t i = 0; i < count; ++i)
            out.append(i == 0 ? "" : ",").append(part);
        return out + "]";
    };
    const auto isRead = [&](const std::string& messages, const std::string& more = {}) {
        auto request = caller();
        return reader.open(Api::messages, R"({"messages":)" + messages + more + "}", request);
    };
    EXPECT_TRUE(isRead(list(4'096, "{}")));
    EXPECT_FALSE(isRead(list(4'097, "{}")));
    EXPECT_FALSE(isRead(list(2'000'000, "{}")));
    const auto blocks = [&](std::size_t count, const std::string& block) {
        return R"({"content":)" + list(count, block) + "}";
    };
    EXPECT_TRUE(isRead(list(2, blocks(2'048, "{}"))));
    EXPECT_FALSE(isRead(list(2, blocks(2'049, "{}"))));
    EXPECT_FALSE(isRead(list(1, blocks(2'000'000, "7"))));
    EXPECT_FALSE(isRead("[{}]", R"(,"system":)" + list(4'097, "{}")));
    EXPECT_FALSE(isRead(R"([{"content":[{"input":)" + list(100'000, "7") + "}]}]")) << "values within a block";
    std::string members = list(100'000, R"("x":7)");
    members.front() = '{';
    members.back() = '}';
    EXPECT_FALSE(isRead("[" + members + "]"));
}

TEST(ConversationReader, AToolsNameForgesNoLineOfALog)
{
    gateway::ConversationReader reader(gateway::FingerprintKey::make());
    auto request = caller();
    ASSERT_TRUE(reader.open(Api::messages,
        R"({"messages":[{"role":"user","content":"go"},{"role":"assistant","content":[)"
        R"({"type":"tool_use","id":"a","name":"mcp__x.y:Z-9 q\n[2026] \u001b\u00e9","input":{}}]}]})",
        request));
    const auto turn = reader.turn(1);
    ASSERT_EQ(turn.uses.size(), 1U);
    EXPECT_EQ(turn.uses[0].tool, "mcp__x.y:Z-9_q__2026_____");
}

TEST(ConversationReader, AReminderIsNobodysWord)
{
    gateway::ConversationReader reader(gateway::FingerprintKey::make());
    auto request = caller();
    ASSERT_TRUE(reader.open(Api::messages,
        R"({"messages":[{"role":"user","content":"go"},{"role":"assistant","content":"ok"},{"role":"user","content":[)"
        R"({"type":"text","text":"<system-reminder>Keep your list.</system-reminder>"}]}]})",
        request));
    EXPECT_EQ(reader.turn(1).asked.exact, 0U);
}
