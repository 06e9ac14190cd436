// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gatewayprocess.h"
#include "nastyupstream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <format>

using namespace fuseboard::test;

namespace {

class Calls : public testing::Test {
protected:
    void SetUp() override { gateway.start(); }

    /// The only row, after what the test did.
    std::string row()
    {
        EXPECT_TRUE(gateway.waitForRows(1));
        const auto all = gateway.rows();
        EXPECT_EQ(all.size(), 1U);
        return all.empty() ? std::string() : all.front();
    }
    static bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

    NastyUpstream upstream;
    GatewayProcess gateway {upstream.port()};
};

constexpr const char* chatPath = "/v1/chat/completions";

TEST_F(Calls, wholeAnswersOfEveryPathAreMeteredAndPriced)
{
    for (const char* path : {chatPath, "/v1/responses", "/v1/embeddings", "/v1/messages?beta=true"}) {
        const Answer answer = gateway.call("tok-a", path, chat("m"));
        EXPECT_EQ(answer.status, 200) << path << answer.body;
        EXPECT_TRUE(has(answer.body, "usage"));
    }
    const auto rows = gateway.rows();
    ASSERT_EQ(rows.size(), 4U);
    for (const std::string& r : rows) {
        EXPECT_TRUE(has(r,
            R"("tokens":{"input":10,"cacheRead":0,"cacheWrite5m":0,"cacheWrite1h":0,"output":20,"reasoning":0},"cost":"50000","currency":"USD")"))
            << r;
        EXPECT_TRUE(has(r, R"("team":"team-a")") && has(r, R"("agent":"agent-tok-a")") && has(r, R"("status":"completed")")
            && has(r, R"("usageSource":"provider")") && has(r, R"("upstream":"sandbox")") && has(r, R"("priceVersion":"v1")"))
            << r;
    }
    EXPECT_TRUE(
        std::ranges::any_of(upstream.heads(), [](const auto& h) { return h.starts_with("POST /v1/messages?beta=true "); }));
    for (const std::string& head : upstream.heads()) {
        EXPECT_TRUE(has(head, "upstream-secret"));
        EXPECT_FALSE(has(head, "tok-a"));
    }
}

TEST_F(Calls, streamsAreMeteredAndTheirUsageIsOnlyForWhoAsked)
{
    const Answer plain = gateway.call("tok-a", chatPath, chat("stream", true));
    EXPECT_EQ(plain.status, 200);
    EXPECT_TRUE(has(plain.body, "hello") && has(plain.body, "[DONE]") && plain.body.ends_with("0\r\n\r\n")) << plain.body;
    EXPECT_FALSE(has(plain.body, "prompt_tokens"));
    const Answer asked = gateway.call(
        "tok-a", chatPath, R"({"model":"stream","stream":true,"stream_options":{"include_usage":true},"messages":[]})");
    EXPECT_TRUE(has(asked.body, R"("choices":[],"usage":{"prompt_tokens":10)")) << asked.body;
    const Answer message = gateway.call("tok-a", "/v1/messages", chat("stream", true));
    EXPECT_TRUE(has(message.body, "event: message_stop") && message.body.ends_with("0\r\n\r\n")) << message.body;
    ASSERT_EQ(gateway.rows().size(), 3U);
    for (const std::string& r : gateway.rows())
        EXPECT_TRUE(has(r, R"("output":20)") && has(r, R"("cost":"50000")") && has(r, R"("usageSource":"provider")")) << r;
}

/// A stream as some providers send it: with comments that keep it open, numbers, and any ends of lines.
std::string oddStream(bool crlf)
{
    std::string out =
        ": wait\n\nretry: 10\nid: 1\ndata: {\"choices\":[{\"delta\":{\"content\":\"h\\u00e9l\"}}]}\n\n"
        "event: delta\ndata:{\"choices\":[{\"delta\":\ndata:{\"content\":\"lo \xc3\xa9\"}}]}\n\n: wait\n\n\n"
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20}}\nid: 3\n\ndata: [DONE]\n\n";
    for (auto at = out.find('\n'); crlf && at != std::string::npos; at = out.find('\n', at + 2))
        out.insert(at, 1, '\r');
    return out;
}

/// What the chunks of an answer carry.
std::string dechunked(std::string_view body)
{
    std::string out;
    while (!body.empty()) {
        std::size_t size = 0;
        const auto line = body.find("\r\n");
        std::from_chars(body.data(), body.data() + line, size, 16);
        out += body.substr(line + 2, size);
        body.remove_prefix(std::min(body.size(), line + 2 + size + 2));
    }
    return out;
}

TEST(Streams, areByteIdenticalWhereverTheyAreCut)
{
    std::atomic<std::size_t> cut = 0;
    std::atomic<bool> crlf = false;
    NastyUpstream upstream([&](const std::string&, const std::string&, const std::string&) {
        const std::string stream = oddStream(crlf), first = stream.substr(0, cut), second = stream.substr(cut);
        return std::format(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n{}{:x}\r\n{}"
            "\r\n0\r\n\r\n",
            first.empty() ? "" : std::format("{:x}\r\n{}\r\n", first.size(), first), second.size(), second);
    });
    GatewayProcess gateway {upstream.port()};
    gateway.start();
    const std::string asks = R"({"model":"m","stream":true,"stream_options":{"include_usage":true},"messages":[]})";
    std::size_t calls = 0;
    for (const bool with : {false, true}) {
        crlf = with;
        const std::string stream = oddStream(with);
        for (cut = 0; cut < stream.size(); ++cut, ++calls) {
            const std::string got = dechunked(gateway.call("tok-a", chatPath, asks).body);
            // The line feed of a last CRLF that comes by itself is not waited for.
            ASSERT_TRUE(got == stream || (with && cut == stream.size() - 1 && got == stream.substr(0, cut))) << cut << got;
        }
    }
    const auto rows = gateway.rows();
    ASSERT_EQ(rows.size(), calls);
    for (const std::string& r : rows)
        ASSERT_TRUE(r.contains(R"("output":20,)") && r.contains(R"("usageSource":"provider")")) << r;
}

TEST_F(Calls, aStreamCutAtAnyPlaceIsAnErrorAndNeverFree)
{
    const std::string stream = NastyUpstream::streamFor(chatPath);
    const std::size_t whole = stream.size() + 85; // with its head
    std::size_t calls = 0;
    for (const char* path : {chatPath, "/v1/messages"})
        for (std::size_t at = 0; at + 40 < whole; at += 23) {
            const Answer answer = gateway.call("tok-a", path, chat("cut:" + std::to_string(at), true));
            ++calls;
            if (answer.status == 200) {
                EXPECT_TRUE(has(answer.body, "upstream_cut")) << path << at << answer.body;
                EXPECT_FALSE(has(answer.body, "[DONE]") || has(answer.body, "message_stop")) << at;
            } else {
                EXPECT_EQ(answer.status, 502) << at;
            }
        }
    const auto rows = gateway.rows();
    ASSERT_EQ(rows.size(), calls);
    for (const std::string& r : rows) {
        EXPECT_TRUE(has(r, R"("status":"cut")") && has(r, R"("cut":"upstream")")) << r;
        EXPECT_FALSE(has(r, R"("tokens":{"input":0)")) << r;
    }
}

TEST_F(Calls, whatIsNoAnswerNeverLooksLikeOne)
{
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("html")).status, 502);
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("reset")).status, 502);
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("redirect")).status, 502);
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("status:401")).status, 502); // our key was refused, not the caller's
    for (const int status : {400, 403, 429, 500, 529}) {
        const Answer answer = gateway.call("tok-a", chatPath, chat("status:" + std::to_string(status)));
        EXPECT_EQ(answer.status, status);
        EXPECT_TRUE(has(answer.body, "provider says no"));
    }
    const auto rows = gateway.rows();
    ASSERT_EQ(rows.size(), 9U);
    EXPECT_TRUE(has(rows[1], R"("usageSource":"counted")") && !has(rows[1], R"("input":0)")) << rows[1];
    EXPECT_TRUE(
        has(rows[8], R"("status":"failed")") && has(rows[8], R"("cost":"0")") && has(rows[8], R"("reason":"upstream_529")"))
        << rows[8];
}

TEST_F(Calls, missingUsageIsCountedAndMarked)
{
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("nousage")).status, 200);
    const std::string r = row();
    EXPECT_TRUE(has(r, R"("usageSource":"counted")") && has(r, R"("output":2,)")) << r;
    EXPECT_FALSE(has(r, R"("input":0)") || has(r, R"("cost":"0")")) << r;
}

TEST_F(Calls, whatHadComeOfAWholeAnswerThatWasCutIsCounted)
{
    EXPECT_EQ(gateway.call("tok-a", chatPath, chat("half")).status, 502);
    const std::string r = row();
    EXPECT_TRUE(has(r, R"("cut":"upstream")") && has(r, R"("usageSource":"counted")")) << r;
    EXPECT_FALSE(has(r, R"("output":0,)")) << r;
}

TEST_F(Calls, aCallerWhoLeavesEndsTheUpstreamAndPays)
{
    for (const char* model : {"endless", "silent"}) {
        RawSocket caller = gateway.open("tok-a", chatPath, chat(model, true));
        if (std::string_view(model) == "endless")
            EXPECT_TRUE(has(caller.receiveUntil("hello"), "hello"));
        else
            while (upstream.requests() < 2) { } // until it has reached the provider
        caller.close();
    }
    EXPECT_TRUE(upstream.waitForHangUps(2));
    ASSERT_TRUE(gateway.waitForRows(2));
    for (const std::string& r : gateway.rows()) {
        EXPECT_TRUE(has(r, R"("cut":"client")") && has(r, R"("usageSource":"counted")")) << r;
        EXPECT_FALSE(has(r, R"("input":0)")) << r;
    }
}

TEST_F(Calls, aCallerWhoLeavesWithBytesUnreadIsSeenToo)
{
    RawSocket caller = gateway.open("tok-a", chatPath, chat("silent"));
    while (upstream.requests() < 1) { } // until it has reached the provider
    EXPECT_TRUE(caller.send("\r\n"));
    caller.close();
    EXPECT_TRUE(upstream.waitForHangUps(1));
    EXPECT_TRUE(has(row(), R"("cut":"client")"));
}

TEST_F(Calls, strangersAndUnknownPathsNeverReachTheUpstream)
{
    EXPECT_EQ(gateway.call("nobody", chatPath, chat("m")).status, 401);
    EXPECT_EQ(gateway.call("nobody", "/v1/models", {}).status, 401);
    EXPECT_EQ(gateway.call("tok-a", "/v1/files", {}).status, 404);
    EXPECT_EQ(gateway.call("tok-a", chatPath, {}).status, 405);
    EXPECT_EQ(gateway.call("tok-a", chatPath, R"({"model":"a","model":"b"})").status, 400);
    EXPECT_EQ(gateway.call("tok-a", chatPath, "not json").status, 400);
    EXPECT_EQ(gateway.call("probe-a", chatPath, chat("m")).status, 403);
    EXPECT_EQ(gateway.call("tok-a", "/fuseboard/raise", R"({"amount":"1","reason":"r"})").status, 409); // no budget is hard
    EXPECT_EQ(gateway.call("probe-a", "/v1/models", {}).status, 200);
    RawSocket asking = RawSocket::tcp(gateway.callersPort());
    EXPECT_TRUE(
        asking.send("GET /v1/models HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer tok-a\r\nContent-Length: 2\r\n\r\n{}"));
    EXPECT_EQ(readAnswer(std::move(asking)).status, 400);
    EXPECT_EQ(upstream.requests(), 0);
    EXPECT_TRUE(gateway.rows().empty());
    EXPECT_TRUE(has(gateway.call("tok-a", "/v1/models", {}).body, R"("id":"m")"));
    EXPECT_EQ(upstream.requests(), 1);
}

TEST_F(Calls, theErrorThatEndsAStreamGoesOnWithItsNumbers)
{
    const Answer cut = gateway.call("tok-a", "/v1/responses", chat("numbered", true));
    EXPECT_TRUE(has(cut.body, R"("sequence_number":7)") && has(cut.body, R"("code":"upstream_cut")")) << cut.body;
    EXPECT_TRUE(has(cut.body, R"("sequence_number":8,"error":{)")) << cut.body;
}

TEST_F(Calls, whoAsksForAWebSocketIsSentToHttp)
{
    RawSocket codex = RawSocket::tcp(gateway.callersPort());
    EXPECT_TRUE(codex.send("GET /v1/responses HTTP/1.1\r\nHost: g\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
                           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                           "openai-beta: responses_websockets=2026-02-06\r\nAuthorization: Bearer tok-a\r\n\r\n"));
    const Answer answer = readAnswer(std::move(codex));
    EXPECT_EQ(answer.status, 426) << answer.body;
    EXPECT_TRUE(has(answer.body, "no_websocket")) << answer.body;
    EXPECT_EQ(gateway.call("tok-a", "/v1/responses", {}).status, 405);
}

TEST_F(Calls, aCallWithoutAKeyOrWithTwoIsTold)
{
    const auto said = [&](const std::string& fields) {
        RawSocket caller = RawSocket::tcp(gateway.callersPort());
        EXPECT_TRUE(caller.send("GET /v1/models HTTP/1.1\r\nHost: g\r\nConnection: close\r\n" + fields + "\r\n"));
        const Answer answer = readAnswer(std::move(caller));
        EXPECT_EQ(answer.status, 401) << answer.body;
        EXPECT_TRUE(has(answer.head, "x-should-retry: false")) << answer.head; // else Claude Code goes on for three minutes
        return answer.body;
    };
    EXPECT_TRUE(has(said(""), "has no key"));
    EXPECT_TRUE(has(said("Authorization: Bearer tok-a\r\nx-api-key: sk-other\r\n"), "two different keys"));
    EXPECT_TRUE(has(said("Authorization: Basic dG9rLWE=\r\n"), "none that can be read"));
    EXPECT_TRUE(has(said("x-api-key: sk-other\r\n"), "does not know that key"));
}

TEST_F(Calls, anAddressWithoutItsVersionOrWithTwoIsTold)
{
    const auto said = [&](const char* path) { return gateway.call("tok-a", path, chat("m")).body; };
    EXPECT_TRUE(has(said("/chat/completions"), "has to end in /v1.")) << said("/chat/completions");
    EXPECT_TRUE(has(said("/v1/v1/messages"), "must not end in /v1.")) << said("/v1/v1/messages");
    for (const char* path : {"/v1/files", "/v1/messages/batches", "/v1/v1/files"})
        EXPECT_TRUE(has(said(path), "unknown_path") && !has(said(path), "address")) << said(path);
}

TEST_F(Calls, aBodyThatIsNotJsonOrCodedIsExplained)
{
    EXPECT_TRUE(has(gateway.call("tok-a", chatPath, "{\"model\": \"m\"\n\"n\": 1}").body,
        R"("message":"body: is not JSON: line 2, column 1: what stands there is not as JSON has it.")"));
    EXPECT_TRUE(has(gateway.call("tok-a", chatPath, " ").body, R"("message":"body: is empty, where JSON is expected.")"));
    EXPECT_TRUE(has(gateway.admin("PUT", "/v1/policy", "{\"revision\": }").body,
        R"({"path":"document","reason":"is not JSON: line 1, column 14: what stands there is not as JSON has it"})"));
    EXPECT_TRUE(
        has(gateway.admin("PUT", "/v1/holds/team/team-a", "{").body, "is not JSON: line 1, column 2: it ends too early"));
    RawSocket coded = RawSocket::tcp(gateway.callersPort());
    EXPECT_TRUE(coded.send(std::string("POST ") + chatPath
        + " HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer tok-a\r\nContent-Encoding: gzip\r\nContent-Length: "
          "4\r\n\r\n\x1f\x8b\x08\x01"));
    const Answer refused = readAnswer(std::move(coded));
    EXPECT_EQ(refused.status, 415);
    EXPECT_TRUE(has(refused.body, R"("code":"coded_body")") && has(refused.body, "Content-Encoding")) << refused.body;
    const Answer order = gateway.admin("PUT", "/v1/policy", "\x1f\x8b", "Content-Encoding: gzip\r\n");
    EXPECT_EQ(order.status, 415);
    EXPECT_TRUE(has(order.body, R"("code":"coded_body")")) << order.body;
    EXPECT_EQ(upstream.requests(), 0);
}

TEST_F(Calls, aTokenThatIsWithdrawnWhileItsBodyComesMakesNoCall)
{
    const std::string body = chat("m");
    RawSocket caller = RawSocket::tcp(gateway.callersPort());
    EXPECT_TRUE(caller.send(std::string("POST ") + chatPath
        + " HTTP/1.1\r\nHost: g\r\nConnection: close\r\nExpect: 100-continue\r\nAuthorization: Bearer tok-a\r\nContent-Length: "
        + std::to_string(body.size()) + "\r\n\r\n"));
    EXPECT_TRUE(has(caller.receiveUntil("\r\n\r\n"), "100 Continue")); // it is known, and the body waited for
    std::string policy = GatewayProcess::policy(2);
    const auto token = policy.find("\"tokens\":["), first = policy.find('{', token);
    policy.erase(first, policy.find('{', first + 1) - first);
    EXPECT_EQ(gateway.admin("PUT", "/v1/policy", policy).status, 200);
    EXPECT_TRUE(caller.send(body));
    EXPECT_EQ(readAnswer(std::move(caller)).status, 401);
    EXPECT_EQ(upstream.requests(), 0);
}

TEST_F(Calls, callersSeeTheirOwnStanding)
{
    gateway.call("tok-a", chatPath, chat("m"));
    gateway.call("tok-b", chatPath, chat("m"));
    const std::string me = gateway.call("tok-a", "/fuseboard/me", {}).body;
    EXPECT_TRUE(has(me, R"("team":"team-a")") && has(me, R"("spent":"50000")") && has(me, R"("limit":"20000000000000")")
        && has(me, R"("state":"allowed")"))
        << me;
}

TEST_F(Calls, aSettledCallSurvivesAKillAndPagesAreExact)
{
    for (int i = 0; i < 7; ++i)
        ASSERT_EQ(gateway.call("tok-a", chatPath, chat("m")).status, 200);
    gateway.kill();
    gateway.start();
    ASSERT_EQ(gateway.rows().size(), 7U);
    const Answer first = gateway.admin("GET", "/v1/usage?after=0&limit=5");
    EXPECT_TRUE(has(first.body, R"("next":5,"more":true)")) << first.body;
    const Answer rest = gateway.admin("GET", "/v1/usage?after=5&limit=5");
    EXPECT_TRUE(has(rest.body, R"("next":7,"more":false)"));
    EXPECT_TRUE(has(gateway.admin("GET", "/v1/usage?after=7").body, R"("rows":[],"next":7,"more":false)"));
    EXPECT_EQ(gateway.admin("GET", "/v1/usage?after=x").status, 400);
}

TEST_F(Calls, stoppingLetsRunningCallsEndAndKeepsThem)
{
    RawSocket caller = gateway.open("tok-a", chatPath, chat("stream", true));
    EXPECT_TRUE(has(caller.receiveUntil("[DONE]"), "[DONE]"));
    EXPECT_EQ(gateway.stop(), 0);
    gateway.start();
    EXPECT_EQ(gateway.rows().size(), 1U);
}

} // namespace
