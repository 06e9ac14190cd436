// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/faultplan.h"
#include "crash/figures.h"
#include "crash/files.h"
#include "crash/powercut.h"
#include "gateway/ledger/callcodec.h"
#include "gateway/ledger/openledger.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <iostream>
#include <map>

using namespace fuseboard;
using namespace fuseboard::gateway;
using namespace fuseboard::test;

namespace {

constexpr std::uint64_t shortJournal = 20'000; // so that it begins anew every few dozen calls
constexpr std::int64_t running = 3; ///< calls that are open at a time
constexpr std::int64_t settledNano = 2;

LedgerEntry entry(std::int64_t number, bool isSettled)
{
    CallRow row {.callId = std::to_string(number)};
    row.session = std::string(100, 's');
    row.cost = Money {isSettled ? settledNano : 1, Currency::usd()};
    LedgerEntry out {.call = {}, .settled = isSettled};
    appendCall(out.call, row);
    return out;
}

/// Calls by their numbers, one opened a step and one settled, and taken to `ledger.db` now and then.
class Calls {
public:
    explicit Calls(OpenLedger ledger, std::int64_t first)
        : m_ledger(std::move(ledger))
        , m_first(first)
        , m_next(first)
    {
    }
    /// The call that is open now; the one so many before it is settled.
    Result<std::int64_t> step()
    {
        const LedgerEntry opened = entry(m_next, false), settled = entry(m_next - running, true);
        std::vector<const LedgerEntry*> told {&opened};
        if (m_next - running >= m_first)
            told.push_back(&settled);
        auto kept = m_ledger.journal.keep(told);
        if (!kept)
            return std::unexpected(kept.error());
        if (*kept)
            m_unfiled.push_back(*std::move(kept));
        if (m_next % 7 == 0 && !m_unfiled.empty()) {
            const std::uint64_t group = m_unfiled.back()->group;
            if (auto filed = m_ledger.file.add(m_unfiled, {group, false}); filed) {
                m_unfiled.clear();
                m_ledger.journal.haveFiled(group);
            }
        }
        return m_next++;
    }

private:
    OpenLedger m_ledger;
    std::vector<std::shared_ptr<const SettledCalls>> m_unfiled;
    std::int64_t m_first, m_next;
};

/// What calls cost, by their numbers; the last: how many stand there twice.
std::pair<std::map<std::int64_t, std::int64_t>, int> costsIn(OpenLedger& ledger)
{
    std::map<std::int64_t, std::int64_t> costs;
    int doubled = 0;
    const auto page = ledger.file.page(0, 1'000'000);
    EXPECT_TRUE(page);
    for (const CallRow& row : page.value_or(LedgerPage {}).rows)
        doubled += !costs.emplace(std::stoll(row.callId), row.cost->nano).second;
    return {costs, doubled};
}

/// Calls from `first` to `last` of which something else is kept than was acknowledged.
int lostOf(const std::map<std::int64_t, std::int64_t>& costs, std::int64_t first, std::int64_t last)
{
    int lost = 0;
    for (std::int64_t number = first; number <= last; ++number) {
        const auto kept = costs.find(number);
        lost += kept == costs.end() || (number <= last - running && kept->second != settledNano);
    }
    return lost;
}

} // namespace

TEST(JournalCut, aPowerCutLosesNoCallAndChargesNoneTwice)
{
    std::mt19937 random = seeded(31);
    const TemporaryDirectory directory;
    PowerCut power(emptied(directory.path() / "disk"), emptied(directory.path() / "aside"));
    ASSERT_TRUE(LedgerFile::create(power.disk() / "ledger.db"));
    std::int64_t first = 0;
    int lost = 0;
    for (int cycle = 0; cycle < times(60, 400); ++cycle) {
        const Ending ended = power.during(
            [&](const Acknowledge& acknowledge) {
                Calls calls(openLedger(power.disk(), shortJournal).value(), first);
                for (;;)
                    acknowledge(calls.step().value());
            },
            random() % 200, std::chrono::microseconds(random() % 500), random);
        auto ledger = openLedger(power.disk(), shortJournal);
        ASSERT_TRUE(ledger) << "cycle " << cycle << ": " << ledger.error().subject << ": " << ledger.error().detail;
        const auto [costs, doubled] = costsIn(*ledger);
        EXPECT_EQ(doubled, 0) << "cycle " << cycle;
        if (!ended.acknowledged.empty())
            lost += lostOf(costs, first, ended.acknowledged.back());
        EXPECT_EQ(lost, 0) << "cycle " << cycle;
        if (!costs.empty())
            first = costs.rbegin()->first + 1;
    }
    std::cout << first << " calls\n";
    EXPECT_GT(first, times(1'000, 10'000));
    figure("powercut-journal-lost", lost, 0);
}

/// At every sync of some hundred: what was acknowledged before stays, and after it nothing is acknowledged (ACCEPTANCE H3).
TEST(JournalCut, afterAFailedSyncNothingIsAcknowledged)
{
    int failed = 0;
    for (int syncs = 0; syncs < times(120, 300); ++syncs) {
        const TemporaryDirectory directory;
        ASSERT_TRUE(LedgerFile::create(directory.path() / "ledger.db"));
        fuseboardWatch(directory.path().c_str(), "");
        fuseboardFaultPlan()->syncsLeft = syncs;
        std::int64_t last = -1;
        bool isRefusing = false;
        if (auto ledger = openLedger(directory.path(), shortJournal)) {
            Calls calls(*std::move(ledger), 0);
            for (int step = 0; step < 300; ++step) {
                const auto acknowledged = calls.step();
                EXPECT_FALSE(isRefusing && acknowledged) << "after " << syncs << " syncs";
                isRefusing = !acknowledged;
                if (acknowledged)
                    last = *acknowledged;
            }
        }
        failed += isRefusing;
        fuseboardFaultPlan()->syncsLeft = -1;
        fuseboardWatch("", "");
        auto ledger = openLedger(directory.path(), shortJournal);
        ASSERT_TRUE(ledger) << "after " << syncs << " syncs: " << ledger.error().detail;
        const auto [costs, doubled] = costsIn(*ledger);
        EXPECT_EQ(doubled, 0) << "after " << syncs << " syncs";
        EXPECT_EQ(lostOf(costs, 0, last), 0) << "after " << syncs << " syncs";
    }
    EXPECT_GT(failed, times(60, 150)); // the others were those of ledger.db
}
