// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions that get nowhere, over real sockets.
#include "budgets.h"
#include "gateway/asks/asksfile.h"
#include "store/sqlite.h"

#include <gtest/gtest.h>

#include <csignal>
#include <format>
#include <thread>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

constexpr const char* acts = R"([{"rule":"loops"}])";
constexpr const char* observes = R"([{"rule":"loops","observe":true}])";
constexpr auto slowed = std::chrono::milliseconds(5100); ///< a little more than one call's turn

/// The request of an agent that has read the same file so many times.
std::string reading(int times, const std::string& task = "Mend the build.", int tokens = 20)
{
    std::string body =
        R"({"model":"m","max_tokens":)" + std::to_string(tokens) + R"(,"messages":[{"role":"user","content":")" + task + "\"}";
    for (int i = 0; i < times; ++i) {
        const std::string id = std::to_string(i);
        body += R"(,{"role":"assistant","content":null,"tool_calls":[{"id":"c)" + id
            + R"(","type":"function","function":{"name":"Read","arguments":"{\"path\":\"secretPath.cpp\"}"}}]},{"role":"tool","tool_call_id":"c)"
            + id + R"(","content":"int secretWord = 1;"})";
    }
    return body + "]}";
}

class HeldSessions : public testing::Test {
protected:
    void write(const std::string& breakers, const std::string& budgets = "[]")
    {
        gateway.write(GatewayProcess::policyOf(++revision, budgets, {}, R"(,"breakers":)" + breakers));
    }
    void start(const std::string& breakers, const std::string& budgets = "[]")
    {
        write(breakers, budgets);
        gateway.start();
    }
    /// Other rules come into force while it runs.
    void change(const std::string& breakers)
    {
        write(breakers);
        gateway.signal(SIGHUP);
        const std::string inForce = "\"policyRevision\":" + std::to_string(revision);
        for (int i = 0; i < 10'000; ++i)
            if (has(gateway.admin("GET", "/v1/health").body, inForce))
                return;
        ADD_FAILURE() << "the policy is not in force";
    }
    Answer read(int times, const std::string& task = "Mend the build.") const
    {
        return gateway.call("tok-a", chatPath, reading(times, task));
    }
    [[nodiscard]] std::string breakers() const { return gateway.admin("GET", "/v1/breakers").body; }
    /// Reads until the session is slowed down; how often it has read then.
    int readUntilSlowed(const std::string& task = "Mend the build.") const
    {
        for (int times = 0; times < 12; ++times)
            if (read(times, task).status == 429)
                return times;
        return -1;
    }
    /// Reads until the session is held; how often it has read then.
    int readUntilHeld(const std::string& task = "Mend the build.") const
    {
        const int times = readUntilSlowed(task);
        std::this_thread::sleep_for(slowed);
        EXPECT_EQ(read(times, task).status, 403);
        return times;
    }
    [[nodiscard]] std::string asks() const { return gateway.admin("GET", "/v1/asks").body; }
    /// Of the first ask that is listed.
    [[nodiscard]] std::string askId() const
    {
        const std::string list = asks();
        const auto at = list.find(R"("id":")") + 6;
        return list.substr(at, list.find('"', at) - at);
    }
    Answer answer(const std::string& id, const std::string& members) const
    {
        return gateway.admin("POST", "/v1/asks/" + id, "{" + members + R"(,"by":"A. Smith"})");
    }
    /// What the file says of the asks, as numbers in the order of their ids.
    [[nodiscard]] std::string states() const
    {
        const sqlite::Database file(gateway.directory() / "asks.db", sqlite::Access::read);
        sqlite::Statement rows(file, "SELECT state FROM ask ORDER BY id");
        std::string out;
        while (rows.step())
            out += rows.text(0);
        return out;
    }
    /// A thousand more open ones, as the first but of other sessions.
    void askAThousandTimes() const
    {
        sqlite::Database file(gateway.directory() / "asks.db", sqlite::Access::write);
        file.execute(
            "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
            "INSERT INTO ask SELECT n.i || hex(randomblob(8)), at, kind, 'other-' || n.i, tool, team, token, label, person, "
            "agent, amount, currency, reason, \"limit\", spent, resetsAt, 0, '', 0, 0, 0, period, about, evidence, worstCall "
            "FROM n, (SELECT * FROM ask WHERE about = 'session' LIMIT 1)");
    }
    static std::string in(std::chrono::hours time)
    {
        return std::format("{:%FT%T}Z", std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) + time);
    }

    int revision = 0;
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
    EXPECT_FALSE(has(shown, R"("cost":"0")")) << "whole answers cost money: " << shown;
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
    const Answer allowed = answer(askId(), R"("decision":"allow","amount":"1000000")");
    EXPECT_EQ(allowed.status, 200) << allowed.body;
    EXPECT_TRUE(has(allowed.body, R"("state":"allowed")") && has(allowed.body, R"("granted":"1000000")")) << allowed.body;
    EXPECT_EQ(read(times).status, 200);
    EXPECT_TRUE(has(breakers(), R"("breaker":"open")")) << "it is let go on, not closed";
    int more = times;
    while (more < times + 60 && read(++more).status == 200) { }
    EXPECT_LT(more, times + 60) << "the money is used up";
    const std::string askedAgain = gateway.admin("GET", "/v1/asks").body;
    EXPECT_TRUE(has(askedAgain, R"("state":"open")")) << askedAgain;
    EXPECT_EQ(gateway.call("tok-b", chatPath, reading(1)).status, 200);
}

TEST_F(HeldSessions, itIsLetGoForADayAtMostAndForTwoCallsAtLeast)
{
    start(acts);
    const int times = readUntilSlowed();
    std::this_thread::sleep_for(slowed);
    const std::string dear = reading(times, "Mend the build.", 200'000);
    ASSERT_EQ(gateway.call("tok-a", chatPath, dear).status, 403);
    const std::string asked = asks(), id = askId();
    EXPECT_GT(nano(asked, "worstCall"), 400'000'000) << asked;
    EXPECT_EQ(nano(asked, "amount"), 2 * nano(asked, "worstCall")) << asked;
    for (const int hours : {25, 48}) {
        const Answer refused = answer(id, R"("decision":"allow","until":")" + in(std::chrono::hours(hours)) + "\"");
        EXPECT_EQ(refused.status, 422);
        EXPECT_TRUE(has(refused.body, "a held session is let go for a day at most")) << refused.body;
    }
    EXPECT_TRUE(has(asks(), R"("state":"open")")) << asks();
    EXPECT_EQ(gateway.call("tok-a", chatPath, dear).status, 403);
    const Answer allowed = answer(id, R"("decision":"allow","until":")" + in(std::chrono::hours(24)) + "\"");
    EXPECT_EQ(allowed.status, 200) << allowed.body;
    EXPECT_TRUE(has(allowed.body, R"("calls":200)")) << allowed.body;
    EXPECT_EQ(nano(allowed.body, "granted"), nano(asked, "amount"));
    EXPECT_EQ(gateway.call("tok-a", chatPath, dear).status, 200);
}

TEST_F(HeldSessions, afterARestartNobodyIsAskedAboutWhatIsHeldNoMore)
{
    start(acts);
    readUntilHeld();
    const std::string id = askId();
    gateway.kill();
    gateway.start();
    EXPECT_EQ(states(), "3") << "before anybody has listed them";
    EXPECT_EQ(asks(), R"({"asks":[]})");
    for (const char* decision : {"allow", "keep"}) {
        const Answer late = answer(id, R"("decision":")" + std::string(decision) + "\"");
        EXPECT_EQ(late.status, 409);
        EXPECT_TRUE(has(late.body, R"("code":"not_held")")) << late.body;
    }
    EXPECT_EQ(states(), "3");
    readUntilHeld();
    EXPECT_NE(askId(), id);
    EXPECT_TRUE(has(asks(), R"("state":"open")")) << asks();
    EXPECT_EQ(states(), "30");
}

TEST_F(HeldSessions, oneThatIsFreeAgainIsNotAllowedAnything)
{
    start(acts);
    const int times = readUntilHeld();
    const std::string id = askId();
    change("[]");
    const Answer late = answer(id, R"("decision":"allow")");
    EXPECT_EQ(late.status, 409);
    EXPECT_TRUE(has(late.body, R"("code":"not_held")")) << late.body;
    EXPECT_EQ(states(), "3");
    change(acts);
    EXPECT_EQ(read(times).status, 403) << "nothing was granted";
}

TEST_F(HeldSessions, oneThatIsHeldAnewIsAskedAboutAnew)
{
    start(acts);
    int times = readUntilHeld();
    const std::string id = askId();
    change(observes);
    EXPECT_EQ(read(times).status, 200) << "a rule that only observes holds nobody";
    change(acts);
    int status = 0;
    for (int tries = 0; tries < 4 && status != 403; ++tries) {
        status = read(++times).status;
        if (status == 429)
            std::this_thread::sleep_for(slowed);
    }
    ASSERT_EQ(status, 403);
    EXPECT_NE(askId(), id);
    EXPECT_EQ(states(), "30");
}

TEST_F(HeldSessions, theirAsksCrowdOutNoBudgetsAndNoOtherSessions)
{
    start(acts, "[" + budget("token", "*", 900'000'000) + "]");
    readUntilHeld();
    const std::string id = askId();
    askAThousandTimes();
    const Answer raised = gateway.call("tok-a", "/fuseboard/raise", R"({"amount":"300000","reason":"It is late."})");
    EXPECT_EQ(raised.status, 202) << raised.body;
    readUntilHeld("Another task.");
    const std::string list = asks();
    EXPECT_FALSE(has(list, "other-")) << list.substr(0, 2000);
    EXPECT_TRUE(has(list, id) && has(list, "It is late.")) << list;
    std::size_t sessions = 0;
    for (auto at = list.find(R"("about":"session")"); at != std::string::npos; at = list.find(R"("about":"session")", at + 1))
        ++sessions;
    EXPECT_EQ(sessions, 2U) << list;
    askAThousandTimes();
    EXPECT_FALSE(has(asks(), "other-")) << "listing ends them too";
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
        old.execute(
            "ALTER TABLE ask DROP COLUMN worstCall; ALTER TABLE ask DROP COLUMN evidence; ALTER TABLE ask DROP COLUMN about; "
            "PRAGMA user_version = 2");
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

TEST_F(HeldSessions, asksOfTheVersionBeforeAreKeptAndEnd)
{
    const auto file = gateway.directory() / "asks.db";
    const gateway::Ask held {.id = "a",
        .about = gateway::AskAbout::session,
        .scope = {LimitKind::session, "s", {}},
        .token = "t",
        .amount = {5, Currency::usd()},
        .evidence = "{}",
        .worstCallNano = 7};
    ASSERT_TRUE(gateway::AsksFile::open(file)->add(held));
    {
        sqlite::Database old(file, sqlite::Access::write);
        old.execute("ALTER TABLE ask DROP COLUMN worstCall; PRAGMA user_version = 3");
    }
    auto asks = gateway::AsksFile::open(file);
    ASSERT_TRUE(asks);
    ASSERT_EQ(asks->all()->size(), 1U);
    EXPECT_EQ(asks->all()->front().evidence, "{}");
    EXPECT_EQ(asks->all()->front().worstCallNano, 0);
    gateway::Ask newer = held;
    newer.id = "b";
    newer.scope.id = "s2";
    ASSERT_TRUE(asks->add(newer));
    EXPECT_EQ((*asks->find("b"))->worstCallNano, 7);
    EXPECT_TRUE(asks->end({"a", "b"}, gateway::AskState::allowed, {}));
    EXPECT_EQ(asks->all()->size(), 2U) << "none of them was allowed";
    EXPECT_TRUE(asks->end({"a"}, gateway::AskState::open, {}));
    EXPECT_EQ(asks->all()->size(), 1U);
    EXPECT_EQ((*asks->find("a"))->state, gateway::AskState::over);
    EXPECT_EQ((*asks->answer("a", {.allow = true}, {}))->state, gateway::AskState::over);
}

} // namespace
