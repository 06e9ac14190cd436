// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/loops/loopdesk.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace fuseboard::gateway;

namespace {

constexpr int timesToOpen = 8;

class WatchedSessions : public testing::Test {
protected:
    static std::shared_ptr<const PolicyBook> policy(std::vector<SpendLimit> budgets)
    {
        PolicyDocument document;
        document.prices = PriceList("1", Currency::usd(), {});
        document.budgets = std::move(budgets);
        document.breakers = {{.rule = "loops"}};
        return std::make_shared<const PolicyBook>(std::make_shared<const Config>(), std::move(document), "{}");
    }
    static std::string reading(int times)
    {
        std::string body = R"({"messages":[{"role":"user","content":"Mend it."})";
        for (int i = 0; i < times; ++i)
            body += R"(,{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"Read","arguments":"{}"}}]},)"
                    R"({"role":"tool","tool_call_id":"c","content":"int a;"})";
        return body + "]}";
    }
    /// What the gateway does of a call, but for sending it.
    std::optional<Trip> call(Api api, const std::string& body)
    {
        CallIdentity identity {.team = "team-a", .token = "t", .session = session, .model = "m", .label = "agent"};
        const auto watched = loops.see(api, {}, body, identity);
        auto live = std::make_shared<LiveCall>();
        live->id = std::to_string(++calls);
        live->identity = identity;
        live->policy = desk.policy();
        live->since = now;
        live->worstNano = 10;
        live->currency = Currency::usd();
        isLetIn = desk.admit(live).has_value();
        if (isLetIn)
            desk.settle(*live, 10, 0);
        desk.end(live);
        return watched ? loops.ended(*watched, isLetIn ? loops::Ended::answered : loops::Ended::refused, 10) : std::nullopt;
    }
    Instant now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    boost::asio::io_context admin;
    Desk desk {policy({})};
    EventHub events {admin};
    LoopDesk loops {desk, events};
    std::string session = "session-7";
    bool isLetIn = false;
    int calls = 0;
};

TEST_F(WatchedSessions, aNamedOneIsHeldWhateverItsBodiesAre)
{
    ASSERT_FALSE(call(Api::embeddings, R"({"input":["a"]})"));
    EXPECT_TRUE(isLetIn);
    desk.raise({.whose = {"t", session}, .incident = {}, .verdict = {.level = BreakerLevel::open}});
    for (const auto& [api, body] :
        {std::pair(Api::chat, reading(0)), std::pair(Api::embeddings, std::string(R"({"input":["a"]})")),
            std::pair(Api::responses, std::string(R"({"input":"hi"})"))}) {
        call(api, body);
        EXPECT_FALSE(isLetIn) << body;
    }
    session = "another";
    call(Api::embeddings, R"({"input":["a"]})");
    EXPECT_TRUE(isLetIn);
}

TEST_F(WatchedSessions, whomABudgetRefusesIsNotJudged)
{
    const auto next = policy({{{LimitKind::token, "t", {}}, PeriodKind::month, {10, Currency::usd()}, true}});
    desk.enforce(next, desk.prepare(next, now), {});
    call(Api::chat, reading(0));
    EXPECT_TRUE(isLetIn);
    for (int times = 0; times < 2 * timesToOpen; ++times) {
        call(Api::chat, reading(times));
        EXPECT_FALSE(isLetIn);
    }
    EXPECT_TRUE(desk.trips().empty());
}

TEST_F(WatchedSessions, aPersonIsAskedAgainOnceWhatTheyAllowedIsUsedUp)
{
    desk.raise({.whose = {"t", session}, .incident = {}, .verdict = {.level = BreakerLevel::open}});
    call(Api::chat, reading(0));
    EXPECT_FALSE(isLetIn);
    ASSERT_TRUE(loops.allow({"t", session}, 25, now + std::chrono::hours(1)));
    int more = 0;
    std::optional<Trip> trip;
    while (!trip && more < timesToOpen)
        trip = call(Api::chat, reading(more++));
    EXPECT_EQ(more, 3) << "two calls have used it up";
    ASSERT_TRUE(trip);
    EXPECT_EQ(trip->whose.session, session);
    EXPECT_FALSE(trip->incident.empty());
    EXPECT_FALSE(call(Api::chat, reading(more))) << "once";
}

} // namespace
