// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "budgets.h"

#include <gtest/gtest.h>

#include <chrono>
#include <format>
#include <fstream>

using namespace fuseboard::test;

namespace {

constexpr const char* wish = R"({"amount":"300000","reason":"The release is tonight."})";

class Asks : public testing::Test {
protected:
    void SetUp() override
    {
        gateway.write(
            GatewayProcess::policyOf(1, "[" + budget("team", "team-a", 200'000) + "," + budget("token", "*", 900'000) + "]"));
        gateway.start();
    }

    int call() const { return gateway.call("tok-a", chatPath, capped("m")).status; }
    void spendAll() const
    {
        while (call() == 200) { }
    }
    Answer raise(const std::string& token = "tok-a", const std::string& body = wish) const
    {
        return gateway.call(token, "/fuseboard/raise", body);
    }
    /// The id of a new ask.
    std::string asked(const std::string& token = "tok-a") const
    {
        const Answer answer = raise(token);
        EXPECT_EQ(answer.status, 202) << answer.body;
        const auto at = answer.body.find(R"("id":")") + 6;
        return answer.body.substr(at, answer.body.find('"', at) - at);
    }
    Answer answer(const std::string& id, const std::string& members) const
    {
        return gateway.admin("POST", "/v1/asks/" + id, "{" + members + R"(,"by":"A. Smith"})");
    }
    int overTcp(const std::string& right, const std::string& id, const std::string& decision) const
    {
        const std::string body = R"({"decision":")" + decision + R"(","by":"A. Smith"})";
        RawSocket socket = RawSocket::tcp(gateway.adminPort());
        socket.send("POST /v1/asks/" + id
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer admin-door-to-" + right
            + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        return readAnswer(std::move(socket)).status;
    }
    static std::string in(std::chrono::milliseconds time)
    {
        return std::format("{:%FT%T}Z", std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) + time);
    }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

TEST_F(Asks, whatIsAllowedIsInForceAtOnceAndAfterAKill)
{
    spendAll();
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    EXPECT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_TRUE(has(watcher.receiveUntil("watching"), "watching"));
    const std::string id = asked();
    EXPECT_TRUE(has(watcher.receiveUntil("\n\n"), "event: ask\ndata: {\"id\":\"" + id));
    EXPECT_TRUE(has(gateway.call("tok-a", "/fuseboard/me", {}).body, R"("ask":{"id":")" + id + R"(","state":"open")"));
    const std::string list = gateway.admin("GET", "/v1/asks").body;
    for (const char* part : {R"("scope":"team/team-a")", R"("label":"tok-a")", R"("amount":"300000")", R"("limit":"200000")",
             R"("reason":"The release is tonight.")", R"("state":"open")"})
        EXPECT_TRUE(has(list, part)) << list;
    const Answer allowed = answer(id, R"("decision":"allow","amount":"150000")");
    EXPECT_EQ(allowed.status, 200);
    EXPECT_TRUE(has(allowed.body, R"("state":"allowed","scope":"team/team-a")") && has(allowed.body, R"("granted":"150000")"))
        << allowed.body;
    EXPECT_EQ(call(), 200);
    EXPECT_FALSE(has(gateway.call("tok-a", "/fuseboard/me", {}).body, R"("ask")"));
    spendAll();
    gateway.kill();
    gateway.start();
    EXPECT_EQ(call(), 403);
    const std::string stands = gateway.admin("GET", "/v1/reservations").body;
    EXPECT_TRUE(has(stands, R"("limit":"200000","allowance":"150000")")) << stands;
    EXPECT_GT(costOf(gateway.rows()), 200'000);
    EXPECT_LE(costOf(gateway.rows()), 350'000);
}

TEST_F(Asks, anAllowanceEndsWhenItWasSaid)
{
    spendAll();
    EXPECT_EQ(answer(asked(), R"("decision":"allow","until":")" + in(std::chrono::milliseconds(1500)) + "\"").status, 200);
    EXPECT_EQ(call(), 200);
    const auto since = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - since < std::chrono::seconds(10)
        && has(gateway.admin("GET", "/v1/reservations").body, R"("allowance":"300000")")) { }
    EXPECT_GT(std::chrono::steady_clock::now() - since, std::chrono::seconds(1));
    EXPECT_EQ(call(), 403);
    gateway.kill();
    gateway.start();
    EXPECT_EQ(call(), 403);
}

TEST_F(Asks, oneOfEachCallerWaitsAndAnAnswerIsGivenOnce)
{
    spendAll();
    const std::string id = asked();
    const Answer again = raise("tok-a", R"({"amount":"1","reason":"Please."})");
    EXPECT_EQ(again.status, 200);
    EXPECT_TRUE(has(again.body, id) && has(again.body, R"("amount":"300000")")) << again.body;
    EXPECT_NE(asked("tok-b"), id);
    EXPECT_EQ(answer(id, R"("decision":"keep")").status, 200);
    EXPECT_EQ(answer(id, R"("decision":"keep")").status, 200);
    EXPECT_EQ(answer(id, R"("decision":"allow")").status, 409);
    EXPECT_EQ(call(), 403);
    const Answer soon = raise();
    EXPECT_EQ(soon.status, 429);
    EXPECT_TRUE(has(soon.head, "Retry-After: 900")) << soon.body;
}

TEST_F(Asks, onlyWhoMayResumeMayAllow)
{
    const std::string id = asked(), other = asked("tok-b");
    for (const char* right : {"read", "policy"})
        for (const char* decision : {"allow", "keep"})
            EXPECT_EQ(overTcp(right, id, decision), 403) << right;
    EXPECT_EQ(overTcp("freeze", id, "allow"), 403);
    EXPECT_EQ(overTcp("freeze", id, "keep"), 200);
    EXPECT_EQ(overTcp("resume", other, "allow"), 200);
    EXPECT_EQ(overTcp("resume", "none", "allow"), 404);
}

TEST_F(Asks, whatIsNoWishOrNoAnswerChangesNothing)
{
    for (const char* body : {"[]", R"({"reason":"r"})", R"({"amount":"1"})", R"({"amount":1,"reason":"r"})",
             R"({"amount":"0","reason":"r"})", R"({"amount":"-5","reason":"r"})", R"({"amount":"1.5","reason":"r"})",
             R"({"amount":"9223372036854775808","reason":"r"})", R"({"amount":"1","reason":" "})",
             R"({"amount":"1","currency":"EUR","reason":"r"})", R"({"amount":"1","amount":"2","reason":"r"})"})
        EXPECT_EQ(raise("tok-a", body).status, 400) << body;
    EXPECT_EQ(raise("probe-a").status, 409);
    EXPECT_EQ(raise("nobody").status, 401);
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/asks").body, R"({"asks":[]})"));
    const std::string id = asked();
    for (const char* members : {R"("decision":"maybe")", R"("amount":"1")", R"("decision":"allow","amount":"0")",
             R"("decision":"allow","until":"2020-01-01T00:00:00Z")", R"("decision":"allow","until":"2999-01-01T00:00:00Z")"}) {
        const Answer refused = answer(id, members);
        EXPECT_EQ(refused.status, 422) << members;
        EXPECT_TRUE(has(refused.body, R"("path":")")) << refused.body;
    }
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/asks").body, R"("state":"open")"));
}

TEST_F(Asks, aDamagedFileOfAsksStopsNoCalls)
{
    gateway.kill();
    std::ofstream(gateway.directory() / "asks.db") << "no database";
    gateway.start();
    EXPECT_EQ(call(), 200);
    EXPECT_EQ(raise().status, 503);
    EXPECT_EQ(gateway.admin("GET", "/v1/asks").status, 503);
}

} // namespace
