// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Prices that change while streams run (ACCEPTANCE B11).
#include "gatewayprocess.h"
#include "steadycallers.h"

#include "crash/figures.h"
#include "store/sqlite.h"
#include "support/tallyprovider.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <format>
#include <iostream>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

constexpr int streams = times(50, 200), changes = times(10, 500); ///< so many streams run through each change

/// Version p<n>: what the provider names costs n dollars for a million tokens of input, 2n of output.
std::string policyWith(int version)
{
    std::string policy = GatewayProcess::policyOf(version, "[]", {"ends"});
    policy.replace(policy.find("\"v1\""), 4, std::format("\"p{}\"", version));
    const std::string old = R"("m":{"input":"1","output":"2"})";
    policy.replace(policy.find(old), old.size(), std::format(R"("m":{{"input":"{}","output":"{}"}})", version, 2 * version));
    return policy;
}

bool isReadable(const KeptCaller& caller)
{
    pollfd waiting {caller.fd(), POLLIN, 0};
    return ::poll(&waiting, 1, 0) > 0;
}

/// Whether more of its answer is to come than what is here.
bool stillRuns(KeptCaller& caller)
{
    while (caller.isBusy() && isReadable(caller))
        EXPECT_TRUE(caller.receive());
    return caller.isBusy();
}

TEST(PriceChange, leavesRunningStreamsThePricesAtWhichTheyWereLetIn)
{
    TallyProvider provider(false);
    GatewayProcess gateway(provider.port());
    gateway.write(policyWith(1));
    gateway.start();
    std::vector<KeptCaller> callers(streams);
    for (KeptCaller& caller : callers)
        caller.connect(gateway.callersPort());
    std::ptrdiff_t ranOn = 0;
    const Stopwatch watch;
    for (int version = 1; version <= changes; ++version) {
        for (int i = 0; KeptCaller & caller : callers)
            ASSERT_TRUE(caller.send(callOf("ends", "tok-b", std::format("nonce-{}", version * streams + i++))));
        for (KeptCaller& caller : callers)
            while (caller.bodyAt() == 0)
                ASSERT_TRUE(caller.receive());
        ASSERT_EQ(gateway.admin("PUT", "/v1/policy", policyWith(version + 1)).status, 200);
        ranOn += std::ranges::count_if(callers, stillRuns);
        for (KeptCaller& caller : callers)
            while (caller.isBusy())
                ASSERT_TRUE(caller.receive());
    }
    ASSERT_EQ(gateway.stop(), 0);

    sqlite::Database ledger(gateway.directory() / "ledger.db", sqlite::Access::read);
    sqlite::Statement row(ledger, "SELECT priceVersion, input, output, cost FROM call ORDER BY seq");
    int rows = 0, otherVersion = 0, otherCost = 0;
    for (; row.step(); ++rows) {
        const int version = 1 + rows / streams; // the next streams began only when these were over
        otherVersion += row.text(0) == std::format("p{}", version) ? 0 : 1;
        const std::int64_t nano = (row.integer(1) + 2 * row.integer(2)) * version * 1000;
        otherCost += row.integer(1) == TallyProvider::inputTokens && row.integer(3) == nano ? 0 : 1;
    }
    std::cout << std::format("{} streams through {} changes of the prices in {:.1f} s; {} ran on after theirs\n", rows, changes,
        watch.seconds(), ranOn);
    EXPECT_EQ(rows, streams * changes);
    EXPECT_GT(ranOn, rows / 20);
    figure("prices-rows-with-another-version", otherVersion, 0);
    figure("prices-rows-with-another-cost", otherCost, 0);
}

} // namespace
