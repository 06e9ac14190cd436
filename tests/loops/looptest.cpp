// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A smaller run of `./dev bench loops`, and what single sessions show.
#include "loops/script.h"
#include "loops/trial.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace fuseboard;
using namespace fuseboard::test::loops;
using fuseboard::loops::LoopSign;
using fuseboard::loops::LoopWatch;

namespace {

Turn reading(const std::string& path, const std::string& result)
{
    return {.said = {}, .calls = {{"Read", R"({"path":")" + path + R"("})", result}}, .asked = {}};
}

/// A script of one session that reads the same file so many times.
LabelledSession readingAgain(int times)
{
    Script script("reading again", 1);
    script.session.session = "session-1";
    for (int i = 0; i < times; ++i)
        script.answer(reading("src/a.cpp", "int secretWord = 1;"), 5);
    return std::move(script.session);
}

} // namespace

TEST(Loops, FigureOnTheHalfThatNothingWasTunedOn)
{
    const LoopFigures figures = tryLoops(2, 60, nullptr);
    for (const std::string& miss : figures.misses)
        std::printf("%s\n", miss.c_str());
    EXPECT_GE(figures.precision(), 0.95);
    EXPECT_GE(figures.recall(), 0.95) << "opened within 6 calls without progress";
    EXPECT_GE(figures.warned(), 0.95) << "within a minute";
    EXPECT_LE(figures.honestTripped(), 0.01) << "of the ones made to look like loops";
}

TEST(Loops, TheTracesHonestChatsAreLeftAlone)
{
    const auto trace = rebuildTrace(std::string(FUSEBOARD_SHARED) + "/data/mooncake-conversation.jsonl", 4'000);
    if (trace.order.empty())
        GTEST_SKIP() << "the published traces are not beside the project";
    Trial trial;
    std::size_t opened = 0;
    for (const Played& played : trial.play(trace))
        opened += played.openedAt.has_value();
    EXPECT_LE(static_cast<double>(opened), 0.001 * static_cast<double>(trace.sessions.size()));
}

TEST(Loops, AVerdictCarriesWhatItIsFoundedOnAndNoText)
{
    Trial trial;
    const LabelledSession session = readingAgain(9);
    const Played played = trial.play(session);
    ASSERT_TRUE(played.openedAt);
    EXPECT_EQ(*played.openedAt, 6U) << "the first reading has news, the fifth after it is one too many";
    const auto& verdict = played.verdict;
    EXPECT_EQ(verdict.calls, 5);
    ASSERT_EQ(verdict.evidence.size(), 1U);
    EXPECT_EQ(verdict.evidence[0].sign, LoopSign::sameCall);
    EXPECT_EQ(verdict.evidence[0].tool, "Read");
    EXPECT_EQ(verdict.evidence[0].count, 5);
    EXPECT_NE(verdict.evidence[0].arguments, 0U);
    EXPECT_NE(verdict.evidence[0].result, 0U);
    EXPECT_GT(verdict.costNano, 0);
    EXPECT_EQ(verdict.costNanoAnHour, verdict.costNano / 60 * 3600) << "of a session shorter than a minute, as of a minute";
}

TEST(Loops, FingerprintsAreKeyedAnewInEachProcess)
{
    const gateway::Fingerprints one(gateway::FingerprintKey::make()), other(gateway::FingerprintKey::make());
    EXPECT_EQ(one.of("int secretWord"), one.of("int secretWord"));
    EXPECT_NE(one.of("int secretWord"), other.of("int secretWord")) << "who knows the text can't know its fingerprint";
}

TEST(Loops, VelocityAloneNeverOpens)
{
    Trial trial;
    trial.learn(honestOnes(101, 121, 2));
    Script script("very fast", 1);
    script.session.priceFactor = 5'000;
    for (int i = 0; i < 300; ++i)
        script.answer(script.work(), i % 10 == 0);
    EXPECT_EQ(trial.play(script.session).worst, BreakerLevel::warn)
        << "thousands of times the money of its kind, and getting on";

    Script same("one prompt", 1);
    for (int i = 0; i < 500; ++i)
        same.again(i % 5 == 0);
    EXPECT_EQ(trial.play(same.session).worst, BreakerLevel::throttle) << "one prompt, hundreds of times a minute";
}

TEST(Loops, APersonWhoSpeaksStartsAnew)
{
    Script script("somebody speaks", 1);
    for (int round = 0; round < 4; ++round)
        for (int i = 0; i < 4; ++i) {
            Turn turn = reading("src/a.cpp", "the same");
            if (i == 3)
                turn.asked = "No, look at " + script.dice.path();
            script.answer(std::move(turn), 5);
        }
    Trial trial;
    EXPECT_FALSE(trial.play(script.session).openedAt);
}

TEST(Loops, WhatAPersonLetsGoOnIsCountedAnew)
{
    LoopWatch watch;
    gateway::ConversationReader reader(gateway::FingerprintKey::make());
    const LabelledSession session = readingAgain(16);
    std::vector<BreakerLevel> levels;
    for (const Call& call : session.calls) {
        fuseboard::loops::ConversationPrint request {.token = "token", .session = session.session, .prefixes = {}, .task = {}};
        ASSERT_TRUE(reader.open(session.api, session.body(call), request));
        auto place = watch.find(request);
        levels.push_back(watch.judge(place, request, reader.turn(place.known), {}).level);
        watch.ended(place, fuseboard::loops::Ended::answered, 1, {});
        if (levels.size() == 8)
            watch.forgive("token", "session-1");
    }
    EXPECT_EQ(levels[6], BreakerLevel::open);
    EXPECT_EQ(levels[8], BreakerLevel::none);
    EXPECT_EQ(levels[12], BreakerLevel::open) << "five calls later";
}

TEST(Loops, KnowsABoundedNumberOfSessionsAndAgents)
{
    LoopWatch watch;
    for (std::uint64_t i = 1; i <= 20'000; ++i) {
        fuseboard::loops::ConversationPrint request {
            .token = "token", .session = i % 2 ? "" : std::to_string(i % 3), .prefixes = {1, i * 7, i * 11}, .task = {}};
        auto place = watch.find(request);
        watch.judge(place, request, {}, {});
    }
    EXPECT_LE(watch.sessions(), 2'048U);
    EXPECT_LE(watch.threads(), 2'048U + 3 * 64U);
    for (std::uint64_t i = 1; i <= 10'000; ++i) {
        fuseboard::loops::ConversationPrint request {
            .token = "token", .session = std::to_string(i % 500), .prefixes = {1, i * 13, i * 17}, .task = {}};
        auto place = watch.find(request);
        watch.judge(place, request, {}, {});
    }
    EXPECT_LE(watch.threads(), 4'096U);
}

TEST(Loops, NoTokenMakesAnothersSessionsForgotten)
{
    LoopWatch watch;
    const auto seen = [&](const std::string& token, const std::string& session, std::uint64_t item) {
        fuseboard::loops::ConversationPrint request {
            .token = token, .session = session, .prefixes = {1, item * 7, item * 11}, .task = {}};
        auto place = watch.find(request);
        const bool isKnown = place.thread != 0;
        watch.judge(place, request, {}, {});
        EXPECT_EQ(fuseboard::loops::isNameOfOurs(place.session), session.empty()) << place.session;
        return isKnown;
    };
    for (std::uint64_t i = 1; i <= 100; ++i)
        seen("quiet", "", i);
    for (std::uint64_t i = 1'001; i <= 9'000; ++i)
        seen("flood", "", i);
    for (std::uint64_t i = 10'001; i <= 30'000; ++i)
        seen("other flood", std::to_string(i % 100), i);
    for (std::uint64_t i = 1; i <= 100; ++i)
        EXPECT_TRUE(seen("quiet", "", i)) << i;
    EXPECT_LE(watch.threads(), 4'096U + 64U);
}

TEST(Loops, OursAreTheNamesThatAreMadeHere)
{
    EXPECT_TRUE(fuseboard::loops::isNameOfOurs("thread-0123456789ab-1"));
    for (const char* other : {"", "thread-", "thread-7", "thread-0123456789ab-", "thread-0123456789ab-x",
             "thread-0123456789aB-1", "Thread-0123456789ab-1", "thread-0123456789abc-1"})
        EXPECT_FALSE(fuseboard::loops::isNameOfOurs(other)) << other;
}

TEST(Loops, WhatWasTriedAndGotOnIsCountedAnew)
{
    LoopWatch watch;
    gateway::ConversationReader reader(gateway::FingerprintKey::make());
    const LabelledSession session = readingAgain(16);
    std::vector<BreakerLevel> levels;
    for (const Call& call : session.calls) {
        fuseboard::loops::ConversationPrint request {.token = "token", .session = session.session, .prefixes = {}, .task = {}};
        ASSERT_TRUE(reader.open(session.api, session.body(call), request));
        auto place = watch.find(request);
        levels.push_back(watch.judge(place, request, reader.turn(place.known), {}).level);
        watch.ended(place, fuseboard::loops::Ended::answered, 1, {});
        if (levels.size() == 8)
            watch.gotOn(place);
    }
    EXPECT_EQ(levels[7], BreakerLevel::open);
    EXPECT_EQ(levels[8], BreakerLevel::none);
    EXPECT_EQ(levels[12], BreakerLevel::open) << "five calls later";
}

TEST(Loops, AConversationIsKnownByItsLastItems)
{
    LoopWatch watch;
    fuseboard::loops::ConversationPrint request {.token = "token", .session = "s", .prefixes = {1, 2}, .task = {}};
    auto place = watch.find(request);
    watch.judge(place, request, {}, {});
    while (request.items() < 1 + 511)
        request.prefixes.push_back(request.prefixes.back() + 1);
    EXPECT_EQ(watch.find(request).thread, place.thread);
    request.prefixes.push_back(request.prefixes.back() + 1);
    EXPECT_EQ(watch.find(request).thread, 0U) << "a request of thousands of items is not looked up by each";
}

TEST(Loops, WhoIsRefusedAndComesAgainIsNoLoop)
{
    LoopWatch watch;
    gateway::ConversationReader reader(gateway::FingerprintKey::make());
    const LabelledSession session = readingAgain(3);
    for (int i = 0; i < 20; ++i) {
        fuseboard::loops::ConversationPrint request {.token = "token", .session = session.session, .prefixes = {}, .task = {}};
        ASSERT_TRUE(reader.open(session.api, session.body(session.calls.back()), request));
        auto place = watch.find(request);
        EXPECT_EQ(watch.judge(place, request, reader.turn(place.known), {}).level, BreakerLevel::none);
        watch.ended(place, fuseboard::loops::Ended::refused, 0, {});
    }
}

TEST(Loops, ManyPeopleOfOneKeyMaySayTheSame)
{
    // A chat of fixed questions and answers: fifty people go the same way, one after the other, without a session's name.
    LabelledSession chat {.pattern = "menu", .api = gateway::Api::chat, .kind = "chat"};
    chat.conversations = {{.system = "You are a menu.", .task = "hi", .turns = {}, .agent = {}, .parent = {}}};
    for (const char* answer : {"Hello! 1: hours, 2: prices.", "We are open from 9 to 5.", "Anything else?"})
        chat.conversations[0].turns.push_back({.said = answer, .calls = {}, .asked = "1"});
    for (int person = 0; person < 50; ++person)
        for (std::size_t turns = 0; turns < 4; ++turns)
            chat.calls.push_back({.turns = turns, .at = std::chrono::seconds(person * 100 + static_cast<int>(turns) * 10)});
    Trial trial;
    EXPECT_EQ(trial.play(chat).worst, BreakerLevel::none);
}

TEST(Loops, TwoCallersWithOneConversationAreTwo)
{
    Trial trial;
    LabelledSession session = readingAgain(5);
    EXPECT_FALSE(trial.play(session).openedAt);
    session.seed = 2; // another token
    EXPECT_FALSE(trial.play(session).openedAt);
}
