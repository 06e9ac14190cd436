// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Callers that stop reading their streams: what they take of the gateway's memory, and whether their provider is held up
// instead (ACCEPTANCE G6).
#include "fountain.h"
#include "gatewayprocess.h"
#include "steadycallers.h"

#include "crash/figures.h"
#include "support/tallyprovider.h"

#include <gtest/gtest.h>

#include <format>
#include <iostream>

using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

constexpr int stalled = times(50, 500);
constexpr int room = 4096; ///< for what they do not read
constexpr auto patience = 20s;

class StalledReaders : public testing::Test {
protected:
    void SetUp() override
    {
        fountain.standBehind(gateway, GatewayProcess::policyOf(1, "[]", {"ends"}));
        gateway.start();
    }
    /// Until nothing has been taken of the streams for a while. False: they go on and on.
    [[nodiscard]] bool waitForStandstill() const
    {
        std::int64_t before = -1;
        for (const auto until = std::chrono::steady_clock::now() + patience; before != fountain.poured();) {
            if (std::chrono::steady_clock::now() > until)
                return false;
            before = fountain.poured();
            std::this_thread::sleep_for(500ms);
        }
        return true;
    }

    TallyProvider provider {false};
    Fountain fountain;
    GatewayProcess gateway {provider.port()};
};

TEST_F(StalledReaders, holdTheirProviderUpAndNobodyElse)
{
    const auto descriptors = gateway.descriptors();
    {
        SteadyCallers warm(gateway.callersPort(), callOf("ends", "tok-b"), 4);
        std::this_thread::sleep_for(300ms);
    }
    const double before = gateway.residentMiB();
    std::vector<RawSocket> readers;
    for (int i = 0; i < stalled; ++i) {
        readers.push_back(RawSocket::tcp(gateway.callersPort(), room));
        ASSERT_TRUE(readers.back().send(Fountain::request()));
        ASSERT_TRUE(readers.back().receive().starts_with("HTTP/1.1 200"));
    }
    ASSERT_TRUE(waitForStandstill()) << fountain.poured() << " bytes poured by " << stalled << " streams nobody reads";
    const double grown = gateway.residentMiB() - before;
    const std::int64_t poured = fountain.poured();
    EXPECT_EQ(fountain.streams(), stalled);
    {
        SteadyCallers others(gateway.callersPort(), callOf("ends", "tok-b"), 4);
        std::this_thread::sleep_for(1s);
        EXPECT_GT(others.served, 20) << "streams of others";
        EXPECT_EQ(others.lost + others.refused + others.otherwise, 0);
    }
    std::cout << std::format(
        "{} streams that nobody reads: {:.0f} KiB each of the provider's bytes were taken, and {:.0f} KiB each "
        "are more in the gateway, {:.1f} MiB of {:.1f}\n",
        stalled, static_cast<double>(poured) / 1024 / stalled, grown * 1024 / stalled, grown, before + grown);
    figure("stalled-readers-KiB-each-of-the-provider", static_cast<double>(poured) / 1024 / stalled, 512);
    figure("stalled-readers-bytes-taken-meanwhile", static_cast<double>(fountain.poured() - poured), 0);
    if (!isSanitized) {
        figure("stalled-readers-rss-KiB-each", grown * 1024 / stalled, 256);
        figure("stalled-readers-rss-MiB", before + grown, 200);
    }

    // Whoever reads on is served on.
    std::size_t read = 0;
    for (std::string more; read < 8 * 1024 * 1024; read += more.size())
        if (more = readers.front().receive(); more.empty())
            break;
    EXPECT_GE(read, 8U * 1024 * 1024);
    EXPECT_GT(fountain.poured(), poured);
    readers.clear();
    EXPECT_TRUE(gateway.waitForDescriptors(descriptors));
    EXPECT_TRUE(fountain.waitForHangUps(stalled));
}

} // namespace
