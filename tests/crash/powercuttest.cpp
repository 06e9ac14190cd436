// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/figures.h"
#include "crash/files.h"
#include "crash/powercut.h"
#include "crash/survival.h"
#include "models/store/temporarydirectory.h"
#include "store/sqlite.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

using namespace fuseboard;
using namespace fuseboard::test;

namespace {

class PowerCutTest : public testing::Test {
protected:
    TemporaryDirectory m_directory;
    PowerCut m_cut {emptied(m_directory.path() / "disk"), emptied(m_directory.path() / "aside")};
};

/// One table in a file of its own, one row a commit, at a level of syncing.
std::int64_t lostAt(const std::string& synchronous, PowerCut& cut, std::mt19937& random)
{
    const auto file = cut.disk() / "numbers.db";
    std::int64_t lost = 0, acknowledged = 0;
    for (int cycle = 0; cycle < 20; ++cycle) {
        emptied(cut.disk());
        {
            sqlite::Database database(file, sqlite::Access::create);
            database.prepareForWriting();
            database.execute("CREATE TABLE number (n INTEGER PRIMARY KEY) STRICT");
        }
        const Ending ended = cut.during(
            [&](const Acknowledge& acknowledge) {
                sqlite::Database database(file, sqlite::Access::write);
                database.prepareForWriting();
                database.execute("PRAGMA synchronous = " + synchronous);
                for (std::int64_t n = 0;; ++n) {
                    sqlite::Statement(database, "INSERT INTO number VALUES (?1)").run(n);
                    acknowledge(n);
                }
            },
            1 + random() % 300, {}, random);
        const auto kept = sqlite::trying([&] {
            sqlite::Database database(file, sqlite::Access::write);
            sqlite::Statement count(database, "SELECT count(*) FROM number");
            return count.step() ? count.integer(0) : 0;
        });
        acknowledged += std::ssize(ended.acknowledged);
        lost += std::max<std::int64_t>(0, std::ssize(ended.acknowledged) - kept.value_or(0));
    }
    std::cout << synchronous << ": " << lost << " of " << acknowledged << " acknowledged commits lost\n";
    return lost;
}

} // namespace

TEST_F(PowerCutTest, losesWhatWasNotSyncedAndNothingElse)
{
    std::mt19937 random = seeded(8);
    EXPECT_GT(lostAt("OFF", m_cut, random), 0) << "the shim does not bite";
    EXPECT_GT(lostAt("NORMAL", m_cut, random), 0) << "the shim does not bite";
    EXPECT_EQ(lostAt("FULL", m_cut, random), 0);
}

TEST_F(PowerCutTest, aHistoryKeepsEveryAcknowledgedPollAndAuditEntry)
{
    std::mt19937 random = seeded(200);
    const Survived survived = survive(
        times(40, 200), m_cut.disk() / "history.db",
        [&](const auto& work, std::size_t acts, std::chrono::microseconds more) {
            return m_cut.during(work, acts, more, random);
        },
        random);
    std::cout << survived.acknowledged << " acts acknowledged\n";
    EXPECT_GT(survived.acknowledged, times(400, 2000));
    figure("powercut-ready-p99-seconds", percentile99(survived.readySeconds), 1);
    figure("powercut-spoilt", survived.spoilt, 0);
    figure("powercut-lost", static_cast<double>(survived.lost), 0);
}
