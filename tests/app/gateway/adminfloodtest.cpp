// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How soon a freeze is acknowledged while the admin door is flooded (ACCEPTANCE A8): by programs that may read and ask without
// a pause, and by strangers who come again as soon as they are turned away.
#include "gatewayprocess.h"
#include "steadycallers.h"

#include "crash/figures.h"
#include "support/keptcaller.h"
#include "support/tallyprovider.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <format>
#include <iostream>
#include <span>
#include <sys/epoll.h>
#include <thread>

using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr int readers = 48, strangers = 300; ///< the door over TCP has 256 connections for them
constexpr int rows = 10'000; ///< of the longest page
constexpr double soon = isSanitized ? 600 : 200; ///< milliseconds; under a sanitizer all takes some three times as long
constexpr auto flooded = std::chrono::milliseconds(times(2'000, 10'000));

std::string request(const std::string& line, const std::string& token, const std::string& body = {})
{
    return std::format("{} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n"
                       "Content-Length: {}\r\n\r\n{}",
        line, token, body.size(), body);
}

/// Connections to the admin door over TCP, each of which asks again when it is answered and comes again when it is turned away.
class Flood {
public:
    Flood(std::uint16_t port, std::string request, int connections)
        : m_port(port)
        , m_request(std::move(request))
        , m_poll(::epoll_create1(EPOLL_CLOEXEC))
        , m_all(static_cast<std::size_t>(connections))
        , m_thread([this](const std::stop_token& stop) { run(stop); })
    {
    }
    ~Flood()
    {
        m_thread.request_stop();
        m_thread.join();
        ::close(m_poll);
    }
    Flood(const Flood&) = delete;
    Flood& operator=(const Flood&) = delete;

    std::atomic<int> sent = 0, served = 0, refused = 0, closed = 0; ///< closed: without an answer

private:
    void knock(KeptCaller& caller)
    {
        caller.connect(m_port);
        epoll_event wanted {.events = EPOLLIN, .data = {.ptr = &caller}};
        ::epoll_ctl(m_poll, EPOLL_CTL_ADD, caller.fd(), &wanted);
        ask(caller);
    }
    void ask(KeptCaller& caller)
    {
        caller.send(m_request); // one that is turned away at once is heard of below
        ++sent;
    }
    void hear(KeptCaller& caller)
    {
        if (!caller.receive()) {
            closed += caller.isBusy() ? 1 : 0;
            knock(caller);
        } else if (!caller.isBusy()) {
            ++(caller.status() == 200 ? served : refused);
            if (caller.status() == 200)
                ask(caller);
        }
    }
    void run(const std::stop_token& stop)
    {
        for (KeptCaller& caller : m_all)
            knock(caller);
        while (!stop.stop_requested()) {
            std::array<epoll_event, 64> events {};
            const int count = ::epoll_wait(m_poll, events.data(), static_cast<int>(events.size()), 10);
            for (const epoll_event& event : std::span(events).first(static_cast<std::size_t>(std::max(count, 0))))
                hear(*static_cast<KeptCaller*>(event.data.ptr));
        }
    }

    std::uint16_t m_port;
    std::string m_request;
    int m_poll;
    std::vector<KeptCaller> m_all;
    std::jthread m_thread; ///< last: it uses all the others
};

class AdminFlood : public testing::Test {
protected:
    void SetUp() override
    {
        gateway.write(GatewayProcess::policyOf(1, "[]", {"whole"}));
        gateway.start();
    }

    /// Freezes and releases; each answer's milliseconds. As a new peer each time, but for the remote one, which stays.
    void order(KeptCaller& peer, const char* state, std::vector<double>& milliseconds)
    {
        const Stopwatch watch;
        if (&peer == &local)
            local.socket() = RawSocket::local(gateway.adminSocket());
        if (&peer == &newcomer)
            newcomer.connect(gateway.adminPort());
        ++generation;
        const std::string body = std::format(
            R"({{"orderId":"o-{0}","generation":{0},"state":"{1}","mode":"refuse","reason":"a drill","by":"A. Smith"}})",
            generation, state);
        const bool freezes = std::string_view(state) == "frozen";
        ASSERT_TRUE(
            peer.send(request("PUT /v1/holds/team/team-a", freezes ? "admin-door-to-freeze" : "admin-door-to-resume", body)));
        while (peer.isBusy())
            ASSERT_TRUE(peer.receive()) << "an authorised peer was turned away";
        ASSERT_EQ(peer.status(), 200) << peer.answer();
        if (freezes)
            milliseconds.push_back(watch.seconds() * 1000);
    }
    std::vector<double> orderFor(std::chrono::milliseconds time, KeptCaller& peer)
    {
        std::vector<double> milliseconds;
        for (const auto until = std::chrono::steady_clock::now() + time; std::chrono::steady_clock::now() < until;) {
            for (const char* state : {"frozen", "released"}) {
                order(peer, state, milliseconds);
                if (HasFatalFailure())
                    return milliseconds;
            }
            std::this_thread::sleep_for(5ms);
        }
        return milliseconds;
    }

    /// `path`: what the readers read.
    void flood(const std::string& name, const std::string& path, double leastRate)
    {
        remote.connect(gateway.adminPort());
        const auto alone = orderFor(flooded / 8, local);
        ASSERT_FALSE(HasFatalFailure());
        const Flood reading(gateway.adminPort(), request("GET " + path, "admin-door-to-read"), readers);
        const Flood guessing(gateway.adminPort(), request("GET /v1/breakers", "wrong"), strangers);
        const Stopwatch watch;
        const auto atTheSocket = orderFor(flooded / 2, local);
        ASSERT_FALSE(HasFatalFailure());
        const auto overTcp = orderFor(flooded / 2, remote);
        ASSERT_FALSE(HasFatalFailure());
        const auto anew = orderFor(flooded / 2, newcomer);
        ASSERT_FALSE(HasFatalFailure());
        const double rate = (reading.sent + guessing.sent) / watch.seconds();
        std::cout << std::format(
            "{:.0f} requests a second, {} answered to readers, {} strangers refused and {} turned away; a freeze "
            "alone p99 {:.1f} ms, in the flood at the socket {:.1f} ms of {}, over TCP {:.1f} ms of {}, by a new connection "
            "{:.1f} ms of {}\n",
            rate, reading.served.load(), guessing.refused.load(), guessing.closed.load(), percentile99(alone),
            percentile99(atTheSocket), atTheSocket.size(), percentile99(overTcp), overTcp.size(), percentile99(anew),
            anew.size());
        EXPECT_EQ(guessing.served, 0);
        if (isTimed) {
            EXPECT_GT(reading.served, 0);
            EXPECT_GT(guessing.refused + guessing.closed, strangers);
            EXPECT_GE(rate, leastRate);
        }
        figure(name + "-freeze-at-the-socket-p99-ms", percentile99(atTheSocket), soon);
        figure(name + "-freeze-over-tcp-p99-ms", percentile99(overTcp), soon);
        figure(name + "-freeze-by-a-new-connection-p99-ms", percentile99(anew), soon);
    }

    TallyProvider provider {false};
    GatewayProcess gateway {provider.port()};
    KeptCaller local, remote, newcomer;
    int generation = 0;
};

TEST_F(AdminFlood, holdsNoFreezeUp) { flood("adminflood", "/v1/breakers", times(1'000, 10'000)); }

/// Each of them is as much work as thousands of others.
TEST_F(AdminFlood, ofTheLongestPagesHoldsNoFreezeUp)
{
    {
        const SteadyCallers callers(gateway.callersPort(), callOf("whole", "tok-b"), 4);
        while (callers.served < rows && callers.lost == 0)
            std::this_thread::sleep_for(1ms);
        ASSERT_EQ(callers.lost, 0);
    }
    flood("adminflood-pages", "/v1/usage?after=0&limit=10000", 100);
}

} // namespace
