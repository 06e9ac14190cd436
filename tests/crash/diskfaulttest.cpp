// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/company.h"
#include "crash/faultplan.h"
#include "crash/figures.h"
#include "crash/files.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <iostream>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

constexpr std::int64_t actsBefore = 40;

/// A history with something in it, and a copy of it for every point at which its disk may fail.
class DiskFault : public testing::Test {
protected:
    DiskFault()
    {
        auto history = History::create(file()).value();
        for (std::int64_t act = 0; act < actsBefore; ++act)
            EXPECT_TRUE(Company::act(*history, act));
        history.reset();
        std::filesystem::copy_file(file(), kept());
        fuseboardWatch(disk().c_str(), "");
    }
    ~DiskFault() override
    {
        mend();
        fuseboardWatch("", "");
    }
    static void mend()
    {
        fuseboardFaultPlan()->writesLeft = -1;
        fuseboardFaultPlan()->syncsLeft = -1;
    }
    [[nodiscard]] std::filesystem::path disk() const { return m_directory.path() / "disk"; }
    [[nodiscard]] std::filesystem::path file() const { return disk() / "history.db"; }
    [[nodiscard]] std::filesystem::path kept() const { return m_directory.path() / "kept.db"; }
    void startOver() const { std::filesystem::copy_file(kept(), emptied(disk()) / "history.db"); }
    /// What the file holds must be what so many acts leave, after opening it anew.
    void expectWhole(std::int64_t acts) const
    {
        const auto history = History::open(file(), HistoryMode::owner);
        ASSERT_TRUE(history) << history.error().detail;
        const auto shown = shownBy(**history);
        ASSERT_TRUE(shown) << shown.error().detail;
        Company company;
        EXPECT_EQ(wrongWith(*shown, company, acts), "");
    }

    /// Whether so many acts fill the disk, which has room for so many writes. Then there is room again.
    bool fillsUpAfter(std::int64_t writes, std::int64_t acts) const;

    TemporaryDirectory m_directory;
    std::filesystem::path m_made = emptied(m_directory.path() / "disk");
};

bool DiskFault::fillsUpAfter(std::int64_t writes, std::int64_t acts) const
{
    SCOPED_TRACE("after " + std::to_string(writes) + " writes");
    startOver();
    auto history = History::open(file(), HistoryMode::owner);
    EXPECT_TRUE(history);
    std::int64_t acknowledged = actsBefore;
    fuseboardFaultPlan()->writesLeft = writes;
    Result<void> done;
    while (acknowledged < actsBefore + acts && (done = Company::act(**history, acknowledged)))
        ++acknowledged;
    if (!done) {
        EXPECT_EQ(done.error().code, ErrorCode::diskFull) << done.error().detail;
        EXPECT_EQ(done.error().subject, file().string());
        // What was there can be read while nothing can be written.
        const auto shown = shownBy(**history);
        EXPECT_EQ(shown ? shown->acts : 0, acknowledged);
        EXPECT_FALSE(Company::act(**history, acknowledged)) << "the disk is still full";
    }
    if (writes % 2 == 0) {
        // Given up while the disk is full; else it waits.
        history->reset();
        mend();
        expectWhole(acknowledged);
        history = History::open(file(), HistoryMode::owner);
    }
    mend();
    for (std::int64_t act = acknowledged; act < acknowledged + 4; ++act) {
        const auto again = Company::act(**history, act);
        EXPECT_TRUE(again) << "there is room again: " << again.error().detail;
    }
    history->reset();
    expectWhole(acknowledged + 4);
    return !done;
}

} // namespace

TEST_F(DiskFault, aFullDiskAtEachWriteOfAFewActsIsSaidLosesNothingAndGoesOn)
{
    std::int64_t writes = 0;
    while (fillsUpAfter(writes, 4))
        ++writes;
    EXPECT_GT(writes, 20);
    std::cout << writes << " points at which the disk was full\n";
}

TEST_F(DiskFault, aFullDiskWhileTheLogIsFoldedBackIsNoDifferent)
{
    // Some points of many acts: until the log is so long that it goes back into the file.
    std::int64_t writes = 0;
    while (fillsUpAfter(writes, 250))
        writes += times(409, 13);
    EXPECT_GT(writes, 1000);
}

TEST_F(DiskFault, aFullDiskWhileOpeningIsSaidAndLosesNothing)
{
    bool failed = true;
    for (std::int64_t writes = 0; failed && writes < 200; ++writes) {
        SCOPED_TRACE("after " + std::to_string(writes) + " writes");
        startOver();
        fuseboardFaultPlan()->writesLeft = writes;
        {
            const auto history = History::open(file(), HistoryMode::owner);
            const auto done = history ? Company::act(**history, actsBefore) : std::unexpected(history.error());
            failed = !done;
            if (failed) {
                EXPECT_EQ(done.error().code, ErrorCode::diskFull) << done.error().detail;
            }
        }
        mend();
        expectWhole(actsBefore);
    }
    EXPECT_FALSE(failed);
}

TEST_F(DiskFault, aFullDiskWhileMakingOneLeavesNoHalfHistory)
{
    bool failed = true;
    for (std::int64_t writes = 0; failed && writes < 2000; ++writes) {
        SCOPED_TRACE("after " + std::to_string(writes) + " writes");
        emptied(disk());
        fuseboardFaultPlan()->writesLeft = writes;
        const auto made = History::create(file());
        failed = !made;
        mend();
        if (failed) {
            EXPECT_EQ(made.error().code, ErrorCode::diskFull) << made.error().detail;
            const bool isThere = std::filesystem::exists(file());
            const auto again = isThere ? History::open(file(), HistoryMode::owner) : History::create(file());
            EXPECT_TRUE(again) << isThere << again.error().detail;
        }
    }
    EXPECT_FALSE(failed);
}

TEST_F(DiskFault, afterAFailedSyncNothingIsAcknowledgedUntilItIsOpenedAnew)
{
    int stopped = 0;
    bool failed = true;
    // Long enough for the write-ahead log to be folded back, whose syncs may fail too.
    constexpr std::int64_t actsAfter = 300;
    for (std::int64_t syncs = 0; failed && syncs < 2000; syncs += times(7, 1)) {
        SCOPED_TRACE("after " + std::to_string(syncs) + " syncs");
        startOver();
        auto history = History::open(file(), HistoryMode::owner);
        ASSERT_TRUE(history);
        fuseboardFaultPlan()->syncsLeft = syncs;
        std::int64_t acknowledged = actsBefore;
        while (acknowledged < actsBefore + actsAfter && Company::act(**history, acknowledged))
            ++acknowledged;
        failed = fuseboardFaultPlan()->syncsLeft < 0;
        mend();
        if (failed) {
            ++stopped;
            EXPECT_LT(acknowledged, actsBefore + actsAfter) << "went on as if nothing had happened";
            for (int again = 0; again < 3; ++again) {
                const auto done = Company::act(**history, acknowledged);
                ASSERT_FALSE(done) << "acknowledged on a disk that had failed";
                EXPECT_EQ(done.error().code, ErrorCode::diskFailed) << done.error().detail;
                EXPECT_EQ(done.error().subject, file().string());
            }
            EXPECT_TRUE(shownBy(**history)) << "it can still be read";
        }
        history->reset();
        auto opened = History::open(file(), HistoryMode::owner);
        ASSERT_TRUE(opened);
        const auto shown = shownBy(**opened);
        ASSERT_TRUE(shown);
        Company company;
        EXPECT_EQ(wrongWith(*shown, company, acknowledged), "");
        EXPECT_TRUE(Company::act(**opened, shown->acts)) << "well again";
    }
    EXPECT_FALSE(failed);
    std::cout << stopped << " failed syncs, each of which stopped the history\n";
    EXPECT_GT(stopped, 20);
}
