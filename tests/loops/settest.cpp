// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The set itself: it says what it means to say.
#include "loops/sessions.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <map>
#include <set>

using namespace fuseboard::test::loops;

TEST(LabelledSet, HasAtLeastTwoHundredRunawaysOfNinePatternsInTheHalfThatIsReported)
{
    const auto sessions = runaways(2, 52, 2);
    std::map<std::string, int> patterns;
    for (const LabelledSession& session : sessions) {
        ++patterns[session.pattern];
        ASSERT_TRUE(session.stuckFrom);
        EXPECT_GE(session.calls.size(), *session.stuckFrom + 6) << session.pattern << session.seed;
    }
    EXPECT_GE(sessions.size(), 200U);
    EXPECT_EQ(patterns.size(), 9U);
}

TEST(LabelledSet, EachBodyIsJsonAndOneSeedMakesTheSameSession)
{
    simdjson::dom::parser parser;
    for (const auto make : {runaways, honestOnes}) {
        const auto sessions = make(1, 3, 1), again = make(1, 3, 1);
        std::set<fuseboard::gateway::Api> apis;
        for (std::size_t i = 0; i < sessions.size(); ++i) {
            apis.insert(sessions[i].api);
            for (const Call& call : sessions[i].calls) {
                const std::string body = sessions[i].body(call);
                ASSERT_EQ(parser.parse(body).error(), simdjson::SUCCESS) << sessions[i].pattern << sessions[i].seed << body;
                ASSERT_EQ(body, again[i].body(call));
            }
        }
        EXPECT_EQ(apis.size(), 3U);
    }
}

TEST(LabelledSet, RebuildsTheTracesSessionsFromTheirPrefixes)
{
    const auto trace = rebuildTrace(std::string(FUSEBOARD_SHARED) + "/data/mooncake-conversation.jsonl", 20'000);
    if (trace.order.empty())
        GTEST_SKIP() << "the published traces are not beside the project";
    std::size_t chats = 0;
    for (const LabelledSession& session : trace.sessions)
        chats += session.calls.size() > 1;
    EXPECT_EQ(trace.order.size(), 12'031U);
    EXPECT_GT(chats, 1'500U) << "sessions of more than one call";
}
