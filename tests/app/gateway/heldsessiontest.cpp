// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions that get nowhere, over real sockets.
#include "budgets.h"
#include "gateway/asks/asksfile.h"
#include "store/sqlite.h"

#include <gtest/gtest.h>

#include <thread>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

constexpr const char* acts = R"([{"rule":"loops"}])";
constexpr const char* observes = R"([{"rule":"loops","observe":true}])";
constexpr auto slowed = std::chrono::milliseconds(5100); ///< a little more than one call's turn

/// The request of an agent that has read the same file so many times.
std::string reading(int times, const std::string& task = "Mend the build.", const std::string& result = "int secretWord = 1;")
{
    std::string body = R"({"model":"m","max_tokens":20,"messages":[{"role":"user","content":")" + task + "\"}";
    for (int i = 0; i < times; ++i) {
        const std::string id = std::to_string(i);
        body += R"(,{"role":"assistant","content":null,"tool_calls":[{"id":"c)" + id
            + R"(","type":"function","function":{"name":"Read","arguments":"{\"path\":\"secretPath.cpp\"}"}}]},{"role":"tool","tool_call_id":"c)"
            + id + R"(","content":")" + result + "\"}";
    }
    return body + "]}";
}

class HeldSessions : public testing::Test {
protected:
    void start(const std::string& breakers)
    {
        std::string policy = GatewayProcess::policyOf(1, "[]", {}, R"(,"breakers":)" + breakers);
        gateway.write(policy);
        gateway.start();
    }
    Answer read(int times, const std::string& task = "Mend the build.") const
    {
        return gateway.call("tok-a", chatPath, reading(times, task));
    }
    [[nodiscard]] std::string breakers() const { return gateway.admin("GET", "/v1/breakers").body; }
    /// Reads until the session is slowed down; how often it has read then.
    int readUntilSlowed() const
    {
        for (int times = 0; times < 12; ++times)
            if (read(times).status == 429)
                return times;
        return -1;
    }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

TEST_F(HeldSessions, aLoopIsSlowedDownHeldAndAskedAbout)
{
    start(acts);
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    ASSERT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    ASSERT_TRUE(has(watcher.receiveUntil("watching"), "watching"));

    const int times = readUntilSlowed();
    ASSERT_EQ(times, 6) << "the first reading has news, the fourth after it slows it down, and that is the next one";
    const Answer slow = read(times);
    EXPECT_EQ(slow.status, 429);
    EXPECT_TRUE(has(slow.head, "Retry-After: ")) << slow.head;
    EXPECT_TRUE(has(slow.body, R"("code":"session_slowed")")) << slow.body;
    EXPECT_TRUE(has(breakers(), R"("breaker":"throttle")")) << breakers();
    const int sent = upstream.requests();

    std::this_thread::sleep_for(slowed);
    const Answer held = read(times);
    EXPECT_EQ(held.status, 403);
    for (const char* part :
        {R"("code":"session_held")", "Read was called 5 times more with the same arguments and the same result",
            "Ask: P. Owner.", R"("scope":"session/thread-)", R"("rule":"loops")", R"("incident":")"})
        EXPECT_TRUE(has(held.body, part)) << held.body;
    EXPECT_EQ(read(times).status, 403);
    EXPECT_EQ(upstream.requests(), sent) << "nothing of that was sent";
    EXPECT_EQ(read(0, "Another task.").status, 200) << "another session of the same key";

    const std::string told = watcher.receiveUntil("event: ask");
    EXPECT_TRUE(has(told, "event: trip\ndata: {\"scope\":\"session/thread-")) << told;
    const std::string shown = breakers();
    for (const char* part : {R"("breaker":"open")", R"("sign":"same-call","tool":"Read","count":5,"arguments":")",
             R"("costAnHour":")", R"("label":"tok-a")"})
        EXPECT_TRUE(has(shown, part)) << shown;
    const std::string asks = gateway.admin("GET", "/v1/asks").body;
    EXPECT_TRUE(has(asks, R"("about":"session")") && has(asks, R"("evidence":{"rule":"loops")")) << asks;
    for (const std::string& text : {told, shown, asks, held.body})
        EXPECT_FALSE(has(text, "secret")) << text;
}

TEST_F(HeldSessions, aPersonLetsItGoOnForSoMuchMoney)
{
    start(acts);
    const int times = readUntilSlowed();
    std::this_thread::sleep_for(slowed);
    ASSERT_EQ(read(times).status, 403);
    const std::string asks = gateway.admin("GET", "/v1/asks").body;
    const auto at = asks.find(R"("id":")") + 6;
    const std::string id = asks.substr(at, asks.find('"', at) - at);
    const Answer answer = gateway.admin("POST", "/v1/asks/" + id, R"({"decision":"allow","amount":"1000000","by":"A. Smith"})");
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_TRUE(has(answer.body, R"("state":"allowed")") && has(answer.body, R"("granted":"1000000")")) << answer.body;
    EXPECT_EQ(read(times).status, 200);
    EXPECT_TRUE(has(breakers(), R"("breaker":"open")")) << "it is let go on, not closed";
    int more = times;
    while (more < times + 60 && read(++more).status == 200) { }
    EXPECT_LT(more, times + 60) << "the money is used up";
    EXPECT_EQ(gateway.call("tok-b", chatPath, reading(1)).status, 200);
}

TEST_F(HeldSessions, observingItOnlySaysWhatItWouldHaveDone)
{
    start(observes);
    for (int times = 0; times < 10; ++times)
        EXPECT_EQ(read(times).status, 200) << times;
    const std::string shown = breakers();
    EXPECT_TRUE(has(shown, R"("breaker":"open")") && has(shown, R"("observe":true)")) << shown;
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/asks").body, R"({"asks":[]})"));
}

TEST_F(HeldSessions, withoutTheRuleNobodyIsWatched)
{
    start("[]");
    for (int times = 0; times < 10; ++times)
        EXPECT_EQ(read(times).status, 200) << times;
    EXPECT_TRUE(has(breakers(), R"({"breakers":[]})"));
}

TEST_F(HeldSessions, aSessionThatGetsOnIsLeftAlone)
{
    start(acts);
    std::string body = R"({"model":"m","max_tokens":20,"messages":[{"role":"user","content":"Read them all."})";
    for (int i = 0; i < 12; ++i) {
        const std::string id = std::to_string(i), word(static_cast<std::size_t>(i + 3), static_cast<char>('a' + i));
        body += R"(,{"role":"assistant","content":"Next.","tool_calls":[{"id":"c)" + id
            + R"(","type":"function","function":{"name":"Read","arguments":"{\"path\":\")" + word
            + R"(.cpp\"}"}}]},{"role":"tool","tool_call_id":"c)" + id + R"(","content":"contents of )" + word + "\"}";
        EXPECT_EQ(gateway.call("tok-a", chatPath, body + "]}").status, 200) << i;
    }
    EXPECT_TRUE(has(breakers(), R"({"breakers":[]})"));
}

TEST_F(HeldSessions, claudeCodesSessionIsNamedAsItNamesIt)
{
    start(observes);
    for (int times = 0; times < 9; ++times) {
        std::string body = R"({"model":"m","max_tokens":20,"messages":[{"role":"user","content":"Mend it."})";
        for (int i = 0; i < times; ++i)
            body += R"(,{"role":"assistant","content":[{"type":"tool_use","id":"t)" + std::to_string(i)
                + R"(","name":"Bash","input":{"command":"make"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t)"
                + std::to_string(i) + R"(","is_error":true,"content":"no rule"}]})";
        body += "]}";
        RawSocket socket = RawSocket::tcp(gateway.callersPort());
        EXPECT_TRUE(
            socket.send("POST /v1/messages?beta=true HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nx-api-key: tok-a\r\n"
                        "x-claude-code-session-id: session-7\r\nContent-Type: application/json\r\nContent-Length: "
                + std::to_string(body.size()) + "\r\n\r\n" + body));
        EXPECT_EQ(readAnswer(std::move(socket)).status, 200);
    }
    const std::string shown = breakers();
    EXPECT_TRUE(has(shown, R"("scope":{"kind":"session","id":"session-7"})") && has(shown, R"("sign":"same-error")")) << shown;
}

TEST_F(HeldSessions, asksOfAnEarlierVersionAreKept)
{
    const auto file = gateway.directory() / "asks.db";
    {
        auto asks = gateway::AsksFile::open(file);
        ASSERT_TRUE(asks);
        ASSERT_TRUE(asks->add({.id = "a", .token = "t", .amount = {5, Currency::usd()}, .reason = "r"}));
    }
    {
        sqlite::Database old(file, sqlite::Access::write);
        old.execute("ALTER TABLE ask DROP COLUMN evidence; ALTER TABLE ask DROP COLUMN about; PRAGMA user_version = 2");
    }
    auto asks = gateway::AsksFile::open(file);
    ASSERT_TRUE(asks);
    const auto all = asks->all();
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 1U);
    EXPECT_EQ(all->front().about, gateway::AskAbout::budget);
    EXPECT_EQ(all->front().reason, "r");
    // One of a session and one of a budget wait side by side, one of each session.
    const gateway::Ask held {
        .id = "b", .about = gateway::AskAbout::session, .scope = {LimitKind::session, "s", {}}, .token = "t"};
    gateway::Ask other = held;
    other.id = "c";
    EXPECT_EQ(asks->add(held)->asking, gateway::Asking::asked);
    EXPECT_EQ(asks->add(other)->asking, gateway::Asking::waits);
    other.scope.id = "s2";
    EXPECT_EQ(asks->add(other)->asking, gateway::Asking::asked);
    const auto own = asks->openOf("t");
    ASSERT_TRUE(own && *own);
    EXPECT_EQ((*own)->id, "a") << "the caller's own wish";
}

} // namespace
