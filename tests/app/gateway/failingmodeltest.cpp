// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiersfixture.h"

#include <thread>

using namespace fuseboard::test;

namespace {

class FailingModel : public TiersTest {
protected:
    static std::string rule(const std::string& more = {})
    {
        return R"(,"breakers":[{"rule":"failures","failuresToOpen":3)" + more + "}]";
    }
    /// As the admin door shows it.
    [[nodiscard]] std::string breakers() const { return gateway.admin("GET", "/v1/breakers").body; }
    NastyUpstream other;
    void failThrice()
    {
        upstream.setIll(true);
        for (int i = 0; i < 3; ++i)
            EXPECT_EQ(gateway.call("tok-a", chatPath, capped("ill")).status, 503);
        EXPECT_EQ(upstream.requests(), 3);
    }
};

TEST_F(FailingModel, isRefusedAtOnceInTheCallersDialectAndSaysWhen)
{
    start("[]", {"ill"}, rule());
    RawSocket watcher = RawSocket::local(gateway.adminSocket());
    EXPECT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    EXPECT_TRUE(has(watcher.receiveUntil("watching"), "watching"));
    failThrice();
    const Answer chat = gateway.call("tok-b", chatPath, capped("ill"));
    EXPECT_EQ(chat.status, 503);
    const int wait = std::stoi("0" + fieldOf(chat.head, "Retry-After"));
    EXPECT_TRUE(wait > 290 && wait <= 300) << chat.head;
    EXPECT_TRUE(has(chat.body, "The model ill fails: 3 calls in a row, the last with status 503. It is tried again at "))
        << chat.body;
    EXPECT_TRUE(has(chat.body, R"("resetsAt":"20)")) << chat.body;
    EXPECT_TRUE(has(chat.body, R"("code":"model_failing")") && has(chat.body, R"("scope":"model/ill","rule":"failures")"))
        << chat.body;
    const Answer messages = gateway.call("tok-b", "/v1/messages", capped("ill"));
    EXPECT_TRUE(has(messages.body, R"({"type":"error","error":{"type":"overloaded_error")")) << messages.body;
    EXPECT_EQ(upstream.requests(), 3);
    EXPECT_EQ(gateway.call("tok-b", chatPath, capped("m")).status, 200) << "others are served";
    const std::string shown = breakers();
    EXPECT_TRUE(has(shown, R"({"scope":{"kind":"model","id":"ill"},"breaker":"open","state":"open","rule":"failures")"))
        << shown;
    EXPECT_TRUE(has(shown, R"("evidence":[{"sign":"failures","count":3,"status":503,"code":"upstream_503"}])")) << shown;
    const std::string told = watcher.receiveUntil(R"("retryAfter")");
    EXPECT_TRUE(has(told, "event: trip") && has(told, R"("id":"ill")")) << told;
    EXPECT_TRUE(has(gateway.admin("GET", "/metrics").body, R"(fuseboard_refusals_total{kind="model_failing"})"));
    EXPECT_EQ(gateway.rows().size(), 4U) << "what was not sent is no call";
}

TEST_F(FailingModel, leadsStraightToItsFallback)
{
    addUpstream("other", other.port());
    start("[]", {"ill"},
        rule() + R"(,"tiers":[{"tier":"premium","dialect":"openai",)" + place("ill") + R"(,"fallbacks":[{)"
            + place("ill", "other") + "},{" + place("m", "other") + "}]}]");
    upstream.setIll(true);
    other.setIll(true);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(routeOf("tok-a", capped("ill")), "premium; reason=fallback");
    EXPECT_EQ(upstream.requests(), 3);
    EXPECT_EQ(other.requests(), 6);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(routeOf("tok-a", capped("ill")), "premium; reason=fallback");
    EXPECT_EQ(upstream.requests(), 3);
    EXPECT_EQ(other.requests(), 9);
    EXPECT_TRUE(has(breakers(), R"("upstream":"sandbox")") && has(breakers(), R"("upstream":"other")")) << breakers();
}

TEST_F(FailingModel, isTriedAgainAfterItsWaitAndClosesWithAnAnswer)
{
    start("[]", {"ill"}, rule(R"(,"firstWait":2)"));
    constexpr auto wait = std::chrono::milliseconds(2050);
    failThrice();
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("ill")).status, 503);
    EXPECT_EQ(upstream.requests(), 3);
    std::this_thread::sleep_for(wait);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("ill")).status, 503);
    EXPECT_EQ(upstream.requests(), 4) << "the probe";
    std::this_thread::sleep_for(wait);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("ill")).status, 503);
    EXPECT_EQ(upstream.requests(), 4) << "now it waits twice as long";
    upstream.setIll(false);
    std::this_thread::sleep_for(wait);
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(gateway.call("tok-a", chatPath, capped("ill")).status, 200);
    EXPECT_EQ(breakers(), R"({"breakers":[]})");
}

TEST_F(FailingModel, isOnlyWatchedWhereTheRuleObservesAndNotAtAllWithoutIt)
{
    start("[]", {"ill"}, rule(R"(,"observe":true)"));
    failThrice();
    EXPECT_TRUE(has(gateway.call("tok-a", chatPath, capped("ill")).body, "provider says no"));
    EXPECT_EQ(upstream.requests(), 4);
    EXPECT_TRUE(has(breakers(), R"("observe":true)") && has(breakers(), R"("wouldRefuse":1)")) << breakers();
    ASSERT_EQ(put("[]", {"ill"}), 200);
    for (int i = 0; i < 5; ++i)
        EXPECT_TRUE(has(gateway.call("tok-a", chatPath, capped("ill")).body, "provider says no"));
    EXPECT_EQ(upstream.requests(), 9);
    EXPECT_EQ(breakers(), R"({"breakers":[]})");
}

TEST_F(FailingModel, isFrozenByAPersonAboveItsBreaker)
{
    start("[]", {"ill"}, rule());
    failThrice();
    EXPECT_EQ(gateway.hold("model/ill", 1, "frozen").status, 200);
    const Answer answer = gateway.call("tok-a", chatPath, capped("ill"));
    EXPECT_EQ(answer.status, 403);
    EXPECT_TRUE(has(answer.body, "was frozen by A. Smith")) << answer.body;
    EXPECT_TRUE(has(breakers(), R"("state":"frozen")")) << breakers();
    EXPECT_EQ(gateway.hold("model/ill", 2, "released").status, 200);
    EXPECT_EQ(gateway.call("tok-a", chatPath, capped("ill")).status, 503) << "a release does not mend it";
    EXPECT_EQ(upstream.requests(), 3);
}

TEST_F(FailingModel, isOneThatCanNotBeReachedToo)
{
    addUpstream("dead", closedPort);
    start("[]", {"gone"}, rule() + R"(,"tiers":[{"tier":"premium","dialect":"openai",)" + place("gone", "dead") + "}]");
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(gateway.call("tok-a", chatPath, capped("gone")).status, 502);
    const Answer answer = gateway.call("tok-a", chatPath, capped("gone"));
    EXPECT_TRUE(has(answer.body, "3 calls in a row, the last without an answer")) << answer.body;
    EXPECT_TRUE(has(breakers(), R"("count":3,"code":"upstream_unreachable")")) << breakers();
}

} // namespace
