// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A freeze that is pressed many times at once, by several people and programs (ACCEPTANCE K10).
#include "gatewayprocess.h"

#include "crash/figures.h"
#include "support/keptcaller.h"
#include "support/tallyprovider.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <barrier>
#include <format>
#include <functional>
#include <iostream>
#include <thread>

using namespace fuseboard::test;

namespace {

constexpr int presses = times(200, 1000);
constexpr std::array shares {presses * 2 / 5, presses * 2 / 5, presses / 5}; ///< of three clients; the last comes over TCP

struct Order {
    std::string id, by;
    int generation = 1;
};

struct Press {
    Order order;
    int status = 0;
    std::string answer;
};

int count(std::string_view text, std::string_view part)
{
    int found = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
        ++found;
    return found;
}

std::string request(const Order& order)
{
    const std::string body =
        std::format(R"({{"orderId":"{}","generation":{},"state":"frozen","mode":"refuse","reason":"a drill","by":"{}"}})",
            order.id, order.generation, order.by);
    return std::format("PUT /v1/holds/team/team-a HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer admin-door-to-freeze\r\n"
                       "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
        body.size(), body);
}

class Presses : public testing::Test {
protected:
    void SetUp() override
    {
        gateway.start();
        watcher = RawSocket::local(gateway.adminSocket());
        ASSERT_TRUE(watcher.send("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        ASSERT_TRUE(watcher.receiveUntil(": watching").contains(": watching"));
    }

    /// All are sent before any is answered to its client; those of one client first.
    std::vector<Press> pressAll(const std::function<Order(int)>& orderOf) const
    {
        std::vector<Press> all(presses);
        std::barrier together(std::ssize(shares));
        {
            std::vector<std::jthread> clients;
            for (int first = 0; const int share : shares) {
                clients.emplace_back([&, first, share, overTcp = clients.size() + 1 == shares.size()] {
                    std::vector<KeptCaller> kept(static_cast<std::size_t>(share));
                    for (KeptCaller& each : kept)
                        each.socket() = overTcp ? RawSocket::tcp(gateway.adminPort()) : RawSocket::local(gateway.adminSocket());
                    together.arrive_and_wait();
                    for (int i = first; KeptCaller & each : kept) {
                        Order& order = all[static_cast<std::size_t>(i)].order;
                        order = orderOf(i++);
                        EXPECT_TRUE(each.send(request(order)));
                    }
                    for (int i = first; KeptCaller & each : kept) {
                        while (each.isBusy() && each.receive()) { }
                        Press& press = all[static_cast<std::size_t>(i++)];
                        press.status = each.status();
                        press.answer = each.answer().substr(each.bodyAt());
                    }
                });
                first += share;
            }
        }
        return all;
    }
    /// What watchers were told of the team since this was asked last.
    std::string changes()
    {
        EXPECT_EQ(gateway.hold("team/team-b", ++marks, "frozen").status, 200);
        return watcher.receiveUntil(std::format(R"("id":"team-b"}},"state":"frozen","generation":{})", marks));
    }
    static int countOf(const std::string& changes) { return count(changes, R"("id":"team-a"},"state")"); }
    [[nodiscard]] std::string breakers() const { return gateway.admin("GET", "/v1/breakers").body; }
    /// The one freeze of the team in force; the same after a kill.
    std::string inForce()
    {
        const std::string before = breakers();
        EXPECT_EQ(count(before, R"("id":"team-a")"), 1) << before;
        gateway.kill();
        gateway.start();
        EXPECT_EQ(breakers(), before) << "after a kill";
        EXPECT_EQ(gateway.call("tok-a", "/v1/chat/completions", chat("m")).status, 403);
        EXPECT_EQ(provider.requests(), 0);
        return before;
    }
    /// Answers other than that the freeze of this generation is in force and saved.
    static std::ptrdiff_t others(const std::vector<Press>& all, int generation)
    {
        return std::ranges::count_if(all, [&](const Press& press) {
            const bool isFine = press.status == 200
                && press.answer.starts_with(std::format(R"({{"generation":{},"durable":true,)", generation));
            if (!isFine && press.order.generation == generation)
                std::cout << press.status << " " << press.answer << "\n";
            return press.order.generation == generation && !isFine;
        });
    }

    TallyProvider provider {false};
    GatewayProcess gateway {provider.port()};
    RawSocket watcher;
    int marks = 0;
};

TEST_F(Presses, ofOneOrderChangeTheStateOnce)
{
    const Stopwatch watch;
    const auto all = pressAll([](int) { return Order {"order-1", "A. Smith"}; });
    std::cout << std::format("{} presses in {:.2f} s\n", presses, watch.seconds());
    figure("presses-of-one-order-answered-otherwise", static_cast<double>(others(all, 1)), 0);
    EXPECT_EQ(countOf(changes()), 1);
    EXPECT_TRUE(inForce().contains(R"("orderId":"order-1")"));
}

TEST_F(Presses, ofManyPeopleLeaveTheFirstInForce)
{
    const auto all = pressAll([](int i) { return Order {std::format("order-{}", i), std::format("P{}.", i)}; });
    figure("presses-of-many-answered-otherwise", static_cast<double>(others(all, 1)), 0);
    const std::string told = changes();
    EXPECT_EQ(countOf(told), 1);
    const auto by = told.find(R"("by":"P)");
    ASSERT_NE(by, std::string::npos) << told;
    const std::string first = told.substr(by, told.find('.', by) - by);
    const std::string stays = inForce();
    EXPECT_TRUE(stays.contains(first + '.')) << first << " was told, in force is " << stays;
}

TEST_F(Presses, ofAnOlderGenerationAreStaleOnceANewerIsInForce)
{
    const auto all = pressAll([](int i) { return Order {std::format("order-{}", i), "A. Smith", 1 + i % 2}; });
    figure("presses-of-the-newer-answered-otherwise", static_cast<double>(others(all, 2)), 0);
    int stale = 0;
    for (const Press& press : all)
        if (press.order.generation == 1 && press.status != 200) {
            EXPECT_EQ(press.status, 409);
            EXPECT_EQ(press.answer, R"({"generation":2})");
            ++stale;
        }
    EXPECT_GT(stale, 0);
    const std::string told = changes();
    EXPECT_LE(countOf(told), 2) << "each generation once at most";
    EXPECT_EQ(count(told, R"("id":"team-a"},"state":"frozen","generation":2)"), 1);
    EXPECT_TRUE(inForce().contains(R"("generation":2)"));
}

} // namespace
