// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/admindoor.h"
#include "gateway/guesses.h"
#include "gateway/callertoken.h"
#include "gateway/orderdocument.h"
#include "gateway/refusal.h"
#include "gateway/upstream.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace fuseboard;
using namespace fuseboard::gateway;

namespace {

const AdminTokens tokens {"r", "f", "s", "p"};
const http::Peer tcp {"127.0.0.1", {}};
const http::Peer local {"unix", 1000};

http::RequestHead request(http::Headers headers, std::string method = "GET")
{
    if (!headers.has("host"))
        headers.add("Host", "127.0.0.1:99");
    return {.method = std::move(method), .target = "/v1/health", .headers = std::move(headers)};
}

int status(const http::RequestHead& head, const http::Peer& peer)
{
    const auto judged = judgeDoor(head, peer, 1000, tokens);
    return judged ? 200 : judged.error().status;
}

TEST(AdminDoor, letsInWhoMayComeIn)
{
    struct Row {
        const char* name;
        http::RequestHead head;
        http::Peer peer;
        int status;
    };
    const Row rows[] {
        {"our own user", request({}), local, 200},
        {"root", request({}), {"unix", 0}, 200},
        {"another user", request({}), {"unix", 1001}, 403},
        {"no token over TCP", request({}), tcp, 401},
        {"a wrong token", request({{"Authorization", "Bearer x"}}), tcp, 401},
        {"an empty token", request({{"Authorization", "Bearer "}}), tcp, 401},
        {"the reading token", request({{"Authorization", "Bearer r"}}), tcp, 200},
        {"a foreign host", request({{"Host", "evil.example"}, {"Authorization", "Bearer r"}}), tcp, 403},
        {"a foreign host that starts like ours", request({{"Host", "localhost.evil.example"}}), local, 403},
        {"localhost in capitals", request({{"Host", "LOCALHOST:1"}}), local, 200},
        {"our IPv6 name", request({{"Host", "[::1]:1"}}), local, 200},
        {"an origin, even ours", request({{"Origin", "http://127.0.0.1:99"}, {"Authorization", "Bearer r"}}), tcp, 403},
        {"a null origin", request({{"Origin", "null"}}), local, 403},
        {"a browser's own page", request({{"Sec-Fetch-Site", "same-origin"}}), local, 403},
        {"a write without a type", request({}, "PUT"), local, 415},
        {"a write as a form", request({{"Content-Type", "text/plain"}}, "PUT"), local, 415},
        {"a write as JSON", request({{"Content-Type", "application/json; charset=utf-8"}}, "PUT"), local, 200},
    };
    for (const Row& row : rows)
        EXPECT_EQ(status(row.head, row.peer), row.status) << row.name;
}

TEST(AdminDoor, eachTokenHasItsOwnRight)
{
    const auto rights = [](const char* token) {
        return judgeDoor(request({{"Authorization", std::string("Bearer ") + token}}), tcp, 1000, tokens)
            .value_or(AdminRights {});
    };
    EXPECT_EQ(rights("r"), (AdminRights {.read = true}));
    EXPECT_EQ(rights("f"), (AdminRights {.read = true, .freeze = true}));
    EXPECT_EQ(rights("s"), (AdminRights {.read = true, .resume = true}));
    EXPECT_EQ(rights("p"), (AdminRights {.read = true, .policy = true}));
    EXPECT_FALSE(judgeDoor(request({{"Authorization", "Bearer "}}), tcp, 1000, {}));
}

TEST(CallerToken, comesFromEitherFieldButNeverFromTwoThatDiffer)
{
    EXPECT_EQ(callerToken({{"Authorization", "Bearer a"}}), "a");
    EXPECT_EQ(callerToken({{"authorization", "bearer a"}}), "a");
    EXPECT_EQ(callerToken({{"X-Api-Key", "a"}}), "a");
    EXPECT_EQ(callerToken({{"Authorization", "Bearer a"}, {"x-api-key", "a"}}), "a");
    EXPECT_EQ(callerToken({{"Authorization", "Bearer a"}, {"x-api-key", "b"}}), "");
    EXPECT_EQ(callerToken({{"Authorization", "Bearer a"}, {"Authorization", "Bearer a"}}), "");
    EXPECT_EQ(callerToken({{"Authorization", "Basic a"}}), "");
    EXPECT_EQ(callerToken({}), "");
}

TEST(Upstream, getsOurKeyAndNothingOfTheCallersIdentity)
{
    const http::RequestHead caller {.method = "POST",
        .target = "/v1/messages?beta=true",
        .headers = {{"Host", "a"}, {"Authorization", "Bearer secret"}, {"X-Api-Key", "secret"}, {"Cookie", "c"},
            {"OpenAI-Organization", "o"}, {"OpenAI-Project", "p"}, {"X-Forwarded-For", "1"}, {"X-Fuseboard-Team", "t"},
            {"X-Team", "t"}, {"X-Cost", "0"}, {"Transfer-Encoding", "chunked"}, {"Accept-Encoding", "gzip"},
            {"anthropic-version", "2026-10-21"}, {"anthropic-beta", "b"}}};
    UpstreamConfig upstream {.name = "u", .key = "ours"};
    const auto head = upstreamRequest(caller, upstream, Dialect::anthropic);
    EXPECT_EQ(head.target, "/v1/messages?beta=true");
    EXPECT_EQ(head.headers.get("x-api-key"), "ours");
    EXPECT_EQ(head.headers.get("accept-encoding"), "identity");
    EXPECT_EQ(head.headers.get("anthropic-version"), "2026-10-21");
    EXPECT_EQ(head.headers.all().size(), 5U); // version, beta, type, encoding, key
    for (const auto& [name, value] : head.headers.all())
        EXPECT_EQ(value.find("secret"), std::string::npos) << name;
    EXPECT_EQ(upstreamRequest(caller, upstream, Dialect::openai).headers.get("authorization"), "Bearer ours");
}

TEST(Upstream, getsOnlyTheParametersThatItsApisHave)
{
    const auto passed = [](const char* target) {
        return upstreamRequest({.method = "GET", .target = target, .headers = {}}, {.name = "u", .key = {}}, Dialect::openai)
            .target;
    };
    EXPECT_EQ(passed("/v1/models"), "/v1/models");
    EXPECT_EQ(passed("/v1/messages?beta=true"), "/v1/messages?beta=true");
    EXPECT_EQ(passed("/v1/models?api_key=secret&limit=20&after_id=x"), "/v1/models?limit=20&after_id=x");
    for (const char* target :
        {"/v1/models?", "/v1/models?key=secret", "/v1/models?&&", "/v1/models?access_token=secret&token=1",
            "/v1/models?%62eta=1", "/v1/models?betas=1", "/v1/models?=beta", "/v1/models?a?beta=1"})
        EXPECT_EQ(passed(target), "/v1/models") << target;
}

TEST(HiddenKey, isFoundHoweverItIsSpelled)
{
    const auto hidden = [](const std::string& key, std::string text) {
        HiddenKey(key).hideIn(text);
        return text;
    };
    EXPECT_EQ(hidden("sk-proj-0123456789", "a sk-proj-0123456789sk-proj-0123456789 b"), "a " + std::string(36, '*') + " b");
    EXPECT_EQ(hidden("sk-1234", "sk-1234"), "*******");
    EXPECT_EQ(hidden("a/b+c=0123456789", R"(a\/b+c=0123456789)"), std::string(17, '*'));
    EXPECT_EQ(hidden("a/b+c=0123456789", R"(a/b\u002bc\u003d0123456789)"), std::string(26, '*'));
    EXPECT_EQ(hidden("a/b+c=0123456789", "?k=a%2Fb%2Bc%3D0123456789&"), "?k=" + std::string(22, '*') + "&");
    for (const char* word : {"", "ollama", "not-needed", "lm-studio", "1234567", "none"}) // not worth hiding
        EXPECT_EQ(
            hidden(word, "an ollama that is not-needed, lm-studio 1234567"), "an ollama that is not-needed, lm-studio 1234567");
    EXPECT_EQ(hidden("************", "*** ************ x"), "*** ************ x"); // and it ends
    EXPECT_EQ(hidden("sk-proj-0123456789", ""), "");
}

TEST(Guesses, areAnsweredLateFromTheSixthInAMinute)
{
    Guesses guesses;
    const SteadyTime start {std::chrono::hours(1)};
    for (int i = 0; i < Guesses::atOnce; ++i)
        EXPECT_EQ(guesses.noted("a", start).count(), 0);
    EXPECT_EQ(guesses.noted("a", start + std::chrono::seconds(59)), Guesses::late);
    EXPECT_EQ(guesses.noted("b", start).count(), 0);
    EXPECT_EQ(guesses.noted("a", start + std::chrono::seconds(60)).count(), 0);
    for (int i = 0; i < 25'000; ++i)
        guesses.noted(std::to_string(i), start); // in bounds
}

TEST(Refusal, explainsItselfInTheCallersDialect)
{
    const Hold hold {
        {"order-1", Scope::ofTeam("team-payments"), 3, HoldState::frozen, FreezeMode::refuse, "runaway", "A. Smith"},
        *parseInstant("2026-11-24T10:04:11Z")};
    const Team team {.id = "team-payments", .name = "Payments", .owner = "P. Owner"};
    const CallerError error = refusal(hold, &team, *parseInstant("2026-11-24T23:59:59Z"));
    EXPECT_EQ(error.status, 403);
    EXPECT_EQ(error.message, "Team Payments' AI spending was frozen by A. Smith at 10:04 UTC: runaway. Ask: P. Owner.");
    EXPECT_EQ(refusal(hold, &team, *parseInstant("2026-11-25T00:00:00Z")).message,
        "Team Payments' AI spending was frozen by A. Smith on 2026-11-24 at 10:04 UTC: runaway. Ask: P. Owner.");
    EXPECT_EQ(errorBody(Dialect::openai, error),
        R"({"error":{"message":")" + error.message
            + R"(","type":"fuseboard_breaker_open","param":null,"code":"breaker_open","scope":"team/team-payments","rule":"freeze",)"
            + R"("owner":"P. Owner","resetsAt":null,"incident":"order-1"}})");
    EXPECT_TRUE(
        errorBody(Dialect::anthropic, error).starts_with(R"({"type":"error","error":{"type":"permission_error","message":)"));
    EXPECT_TRUE(errorEvent(Api::chat, error).starts_with("data: {\"error\":"));
    EXPECT_TRUE(errorEvent(Api::messages, error).starts_with("event: error\ndata: {\"type\":\"error\""));
    EXPECT_TRUE(
        errorEvent(Api::responses, error).starts_with("event: error\ndata: {\"type\":\"error\",\"code\":\"breaker_open\""));
    EXPECT_NE(errorEvent(Api::responses, error, 7).find(R"("param":null,"sequence_number":7,"scope":)"), std::string::npos);
    EXPECT_NE(errorEvent(Api::responses, error).find(R"("error":{"message":"Team Payments')"), std::string::npos);
    for (const Api api : {Api::chat, Api::messages, Api::responses})
        EXPECT_TRUE(errorEvent(api, error).ends_with("}\n\n"));
}

TEST(OrderDocument, isReadWholeOrNamesItsFault)
{
    const std::string good = R"({"orderId":"o","generation":2,"state":"frozen","mode":"cut","reason":"r","by":"b"})";
    EXPECT_EQ(*parseOrder(Scope::ofTeam("team-a"), good),
        (HoldOrder {"o", Scope::ofTeam("team-a"), 2, HoldState::frozen, FreezeMode::cut, "r", "b"}));
    EXPECT_EQ(
        parseOrder({}, R"({"orderId":"o","generation":2,"state":"released","reason":"r","by":"b"})")->mode, FreezeMode::refuse);
    const std::pair<const char*, const char*> bad[] {
        {"", "order"},
        {"[]", "order"},
        {R"({"generation":2,"state":"frozen","reason":"r","by":"b"})", "orderId"},
        {R"({"orderId":"o","generation":0,"state":"frozen","reason":"r","by":"b"})", "generation"},
        {R"({"orderId":"o","generation":"2","state":"frozen","reason":"r","by":"b"})", "generation"},
        {R"({"orderId":"o","generation":2,"state":"warm","reason":"r","by":"b"})", "state"},
        {R"({"orderId":"o","generation":2,"state":"frozen","mode":"slice","reason":"r","by":"b"})", "mode"},
        {R"({"orderId":"o","generation":2,"state":"frozen","mode":7,"reason":"r","by":"b"})", "mode"},
        {R"({"orderId":"o","generation":2,"state":"frozen","reason":"","by":"b"})", "reason"},
        {R"({"orderId":"o","generation":2,"state":"frozen","reason":"r"})", "by"},
    };
    for (const auto& [body, field] : bad) {
        const auto order = parseOrder({}, body);
        ASSERT_FALSE(order) << body;
        EXPECT_TRUE(std::ranges::contains(order.error(), std::string(field), &Error::subject)) << body;
    }
}

} // namespace
