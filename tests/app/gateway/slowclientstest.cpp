// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What thousands of callers that take their time do to those that do not, and when they are cut (ACCEPTANCE G5).
#include "fountain.h"
#include "gatewayprocess.h"
#include "slowclients.h"
#include "steadycallers.h"

#include "crash/figures.h"
#include "support/tallyprovider.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <format>
#include <iostream>

using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr int slowEach = times(100, 1000), idle = times(500, 5000), goodCallers = 4;
constexpr auto alone = std::chrono::milliseconds(times(1'000, 5'000));
constexpr double goodMs = 25;
constexpr double looks = 5; ///< seconds: a cut is seen up to one late, and a busy machine adds to that

/// Allowed where the machine is so slow that good calls alone are hardly faster.
double mostBeside(double aloneMs) { return std::max(goodMs, 4 * aloneMs); }

void expectCut(const SlowClients& clients, Slow what, const char* name, int count, double afterSeconds)
{
    const auto cuts = clients.cutAfter(what);
    ASSERT_EQ(std::ssize(cuts), count) << name << " that were cut";
    EXPECT_GE(std::ranges::min(cuts), afterSeconds - 0.1) << name;
    figure(std::string("slow-clients-") + name + "-cut-after-s", std::ranges::max(cuts), afterSeconds + looks);
}

TEST(SlowClients, areCutInTimeAndHoldNobodyUp)
{
    TallyProvider provider(false);
    Fountain fountain;
    GatewayProcess gateway(provider.port());
    fountain.standBehind(gateway, GatewayProcess::policyOf(1, "[]", {"whole"}));
    gateway.start();
    const auto descriptors = gateway.descriptors() + 2 * goodCallers; // and their provider's
    SteadyCallers good(gateway.callersPort(), callOf("whole", "tok-b"), goodCallers);
    std::this_thread::sleep_for(alone / 3); // warm
    good.milliseconds();
    std::this_thread::sleep_for(alone);
    const double aloneMs = percentile99(good.milliseconds());
    const double before = gateway.residentMiB();
    double openMs = 0, besideMs = 0, grown = 0;
    {
        const SlowClients slow(gateway.callersPort(),
            {{Slow::idle, idle}, {Slow::reader, slowEach}, {Slow::body, slowEach}, {Slow::head, slowEach}});
        while (!slow.areOpen())
            std::this_thread::sleep_for(10ms);
        std::this_thread::sleep_for(1s);
        for (const Stopwatch watch; fountain.streams() < slowEach && watch.seconds() < 10;)
            std::this_thread::sleep_for(10ms);
        grown = gateway.residentMiB() - before;
        EXPECT_GE(gateway.descriptors(), descriptors + slow.count()) << "they are let in";
        EXPECT_EQ(fountain.streams(), slowEach);
        openMs = percentile99(good.milliseconds());
        const auto last = isBenchmark ? Slow::idle : Slow::head;
        const Stopwatch watch;
        while (std::ssize(slow.cutAfter(last)) < (isBenchmark ? idle : slowEach) && watch.seconds() < (isBenchmark ? 90 : 12))
            std::this_thread::sleep_for(50ms);
        besideMs = percentile99(good.milliseconds());
        expectCut(slow, Slow::head, "heads", slowEach, 5);
        if (isBenchmark) {
            expectCut(slow, Slow::body, "bodies", slowEach, 30);
            expectCut(slow, Slow::idle, "idle", idle, 75);
            EXPECT_TRUE(fountain.waitForHangUps(slowEach)) << "readers that were cut";
            EXPECT_TRUE(gateway.waitForDescriptors(descriptors)) << "of all that were cut";
        }
        std::cout << std::format(
            "{} slow clients: a good call's p99 {:.2f} ms before them, {:.2f} ms while they come, {:.2f} ms "
            "beside them; {:.1f} KiB more resident each; {} good calls\n",
            slow.count(), aloneMs, openMs, besideMs, grown * 1024 / slow.count(), good.served.load());
        if (!isSanitized) {
            figure("slow-clients-rss-KiB-each", grown * 1024 / slow.count(), 64);
        }
    }
    EXPECT_TRUE(gateway.waitForDescriptors(descriptors)) << "once they have left";
    figure("slow-clients-good-calls-failed", good.lost + good.refused + good.otherwise + good.knocks, 0);
    figure("slow-clients-good-p99-while-they-come-ms", openMs, mostBeside(aloneMs));
    figure("slow-clients-good-p99-beside-them-ms", besideMs, mostBeside(aloneMs));
}

} // namespace
