// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a gateway that starts again and again ever lets a frozen team through (ACCEPTANCE K12).
#include "gatewayprocess.h"
#include "steadycallers.h"

#include "crash/figures.h"
#include "support/tallyprovider.h"

#include <gtest/gtest.h>

#include <format>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr int restarts = times(10, 200);
constexpr int answersEach = 20; ///< of either team between two restarts
constexpr auto patience = 20s;

/// Below those that a system gives to connections: callers who knock meanwhile do not take it.
std::uint16_t freePort()
{
    for (auto port = static_cast<std::uint16_t>(12'000 + ::getpid() % 10'000);; ++port)
        if (!RawSocket::tcp(port).isOpen())
            return port;
}

/// Callers find it again where it was.
void fixCallersPort(const GatewayProcess& gateway)
{
    gateway.configure("127.0.0.1:0", std::format("127.0.0.1:{}", freePort()));
}

TEST(Restarts, underLoadLetNoCallOfAFrozenTeamThrough)
{
    TallyProvider provider;
    GatewayProcess gateway(provider.port());
    fixCallersPort(gateway);
    gateway.write(GatewayProcess::policyOf(1, "[]", {"whole"}));
    gateway.start();
    ASSERT_EQ(gateway.hold("team/team-a", 1, "frozen").status, 200);
    int knocks = 0;
    {
        SteadyCallers frozen(gateway.callersPort(), callOf("whole", "tok-a", "nonce-1"), 4);
        SteadyCallers other(gateway.callersPort(), callOf("whole", "tok-b", "nonce-2"), 2);
        const auto goOn = [&] {
            const int refused = frozen.refused + answersEach, served = other.served + answersEach;
            for (const auto until = std::chrono::steady_clock::now() + patience; std::chrono::steady_clock::now() < until;) {
                if (frozen.refused >= refused && other.served >= served)
                    return true;
                std::this_thread::sleep_for(1ms);
            }
            return false;
        };
        const Stopwatch watch;
        for (int i = 0; i < restarts; ++i) {
            ASSERT_TRUE(goOn()) << frozen.refused << " refused and " << frozen.served << " served of the frozen team, "
                                << other.served << " served of the other, restart " << i;
            if (i % 2 == 0)
                gateway.kill();
            else
                ASSERT_EQ(gateway.stop(), 0);
            ASSERT_NO_FATAL_FAILURE(gateway.start());
        }
        ASSERT_TRUE(goOn());
        knocks = frozen.knocks;
        std::cout << std::format("{} restarts in {:.1f} s: {} refused and {} served of the frozen team, which knocked {} times "
                                 "in vain; {} served of the other\n",
            restarts, watch.seconds(), frozen.refused.load(), frozen.served.load(), knocks, other.served.load());
        figure("restarts-frozen-calls-served", frozen.served, 0);
        figure("restarts-frozen-calls-answered-otherwise", frozen.otherwise, 0);
    }
    EXPECT_GT(knocks, restarts) << "they were there before its door opened";
    const auto invoice = provider.invoice();
    figure("restarts-frozen-calls-at-the-provider", invoice.contains("nonce-1") ? invoice.at("nonce-1").times : 0, 0);
    EXPECT_GE(invoice.at("nonce-2").times, restarts * answersEach);
}

} // namespace
