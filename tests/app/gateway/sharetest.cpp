// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What one team's flood does to the calls of others (ACCEPTANCE L9).
#include "gatewayprocess.h"

#include "crash/figures.h"
#include "gateway/uuid.h"
#include "support/keptcaller.h"
#include "support/tallyprovider.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <format>
#include <iostream>
#include <span>
#include <sys/epoll.h>

using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

using Time = KeptCaller::Time;

constexpr int flooders = times(200, 500), others = 4, othersEach = 4;
constexpr auto measured = std::chrono::milliseconds(times(1'500, 10'000));
constexpr auto patience = 10s;

Time now() { return std::chrono::steady_clock::now(); }

std::string request(const std::string& token)
{
    const std::string body = R"({"model":"whole","messages":[{"role":"user","content":"nonce-1"}]})";
    return std::format("POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer {}\r\n"
                       "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
        token, body.size(), body);
}

struct Caller {
    KeptCaller connection;
    std::string request;
    bool floods = false;
    int floodBefore = 0; ///< answers to the flood when this call was sent
};

/// How the others' calls went.
struct Course {
    std::vector<double> milliseconds;
    std::vector<double> overtaken; ///< by so many answers to the flood each
    int flood = 0, refused = 0;
};

/// Everybody calls again as soon as there is an answer.
Course callFor(std::chrono::milliseconds time, std::uint16_t port, int flooding)
{
    Course course;
    const int poll = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<Caller> all(static_cast<std::size_t>(flooding + others * othersEach));
    for (int i = 0; Caller & caller : all) {
        caller.floods = i < flooding;
        caller.request = request(caller.floods ? "tok-a" : std::format("tok-{}", (i - flooding) % others));
        caller.connection.connect(port);
        epoll_event wanted {.events = EPOLLIN, .data = {.ptr = &caller}};
        ::epoll_ctl(poll, EPOLL_CTL_ADD, caller.connection.fd(), &wanted);
        EXPECT_TRUE(caller.connection.send(caller.request));
        ++i;
    }
    const Time until = now() + time;
    const auto isBusy = [](const Caller& caller) { return caller.connection.isBusy(); };
    for (Time heard = now(); std::ranges::any_of(all, isBusy) && now() - heard < patience;) {
        std::array<epoll_event, 64> events {};
        const int count = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 100);
        for (const epoll_event& event : std::span(events).first(static_cast<std::size_t>(std::max(count, 0)))) {
            Caller& caller = *static_cast<Caller*>(event.data.ptr);
            KeptCaller& connection = caller.connection;
            if (!connection.receive() || connection.isBusy())
                continue;
            course.refused += connection.status() == 200 ? 0 : 1;
            if (caller.floods) {
                ++course.flood;
            } else {
                course.milliseconds.push_back(
                    std::chrono::duration<double, std::milli>(connection.receivedAt() - connection.sentAt()).count());
                course.overtaken.push_back(course.flood - caller.floodBefore);
            }
            if (now() < until) {
                caller.floodBefore = course.flood;
                EXPECT_TRUE(connection.send(caller.request));
            }
        }
        if (count > 0)
            heard = now();
    }
    EXPECT_EQ(std::ranges::count_if(all, isBusy), 0) << "calls without an answer";
    ::close(poll);
    return course;
}

TEST(Share, aTeamThatFloodsWaitsBehindItself)
{
    TallyProvider provider(false);
    GatewayProcess gateway(provider.port());
    std::string policy = GatewayProcess::policyOf(1, "[]", {"whole"});
    for (int i = 0; i < others; ++i) {
        policy.insert(policy.find("\"teams\":[") + 9, std::format(R"({{"id":"team-{0}","name":"Team {0}"}},)", i));
        policy.insert(policy.find("\"tokens\":[") + 10,
            std::format(R"({{"sha256":"{}","team":"team-{}","label":"t"}},)",
                fuseboard::gateway::sha256Hex(std::format("tok-{}", i)), i));
    }
    gateway.write(policy);
    gateway.start();
    callFor(measured / 5, gateway.callersPort(), 0); // warm
    const Course alone = callFor(measured, gateway.callersPort(), 0);
    Course crowded = callFor(measured, gateway.callersPort(), flooders);
    const Course after = callFor(measured, gateway.callersPort(), 0);
    const double before = percentile99(alone.milliseconds), then = percentile99(after.milliseconds);
    const double beside = percentile99(crowded.milliseconds);
    std::cout << std::format("{} callers of {} teams: {} calls alone, p99 {:.2f} ms; beside {} callers of one team {} calls, "
                             "p99 {:.2f} ms, while that has {}; alone again p99 {:.2f} ms\n",
        others * othersEach, others, alone.milliseconds.size(), before, flooders, crowded.milliseconds.size(), beside,
        crowded.flood, then);
    EXPECT_EQ(alone.refused + crowded.refused + after.refused, 0);
    ASSERT_FALSE(crowded.overtaken.empty());
    EXPECT_GT(crowded.flood, flooders) << "it floods";
    // Were it first come, first served, each call would see all flooders answered before it.
    std::ranges::sort(crowded.overtaken);
    figure(
        "share-flooders-answered-before-one-of-the-others", crowded.overtaken[crowded.overtaken.size() / 2] / flooders, 0.75);
    if (isBenchmark)
        figure("share-others-p99-beside-a-flood", beside / std::max(before, then), 2);
}

} // namespace
