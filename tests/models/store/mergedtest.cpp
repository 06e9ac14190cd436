// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "store/history.h"
#include "store/repair.h"
#include "store/rowcheck.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

using namespace fuseboard;
using std::chrono::days;
using std::chrono::hours;

namespace {

const Instant day = *parseInstant("2026-11-01T00:00:00Z");

class MergedTest : public testing::Test {
protected:
    void SetUp() override { m_history = *History::create(file()); }
    [[nodiscard]] std::filesystem::path file() const { return m_directory.path() / "history.sqlite"; }

    static UsageRow row(Instant at, const std::string& person, std::int64_t count)
    {
        return {.start = at,
            .width = days(1),
            .source = "git",
            .account = "acme",
            .ledger = Ledger::repository,
            .recordId = {},
            .team = {},
            .project = {},
            .key = {},
            .person = person,
            .agent = {},
            .model = {},
            .lineItem = {},
            .tag = {},
            .tokens = {},
            .requests = count,
            .cost = {},
            .priceVersion = {}};
    }
    Result<Applied> tell(std::vector<UsageRow> rows, Period read)
    {
        return m_history->apply({.source = "git",
            .account = {},
            .rows = std::move(rows),
            .rereads = {{Ledger::repository, read}},
            .cursor = "c",
            .at = read.end,
            .completeUpTo = read.end});
    }

    test::TemporaryDirectory m_directory;
    std::unique_ptr<History> m_history;
};

} // namespace

TEST_F(MergedTest, WhatIsToldAgainTakesThePlaceOfWhatWasTold)
{
    std::mt19937_64 dice(3);
    std::map<std::pair<Instant, std::string>, std::int64_t> expected;
    for (int poll = 0; poll < 200; ++poll) {
        const Instant from = day + days(dice() % 20), to = from + days(1 + dice() % 5);
        std::erase_if(expected, [&](const auto& each) { return each.first.first >= from && each.first.first < to; });
        std::vector<UsageRow> rows;
        for (Instant at = from; at < to; at += days(1))
            for (int person = 0; person < 4; ++person)
                if (dice() % 3 != 0) {
                    const auto count = static_cast<std::int64_t>(dice() % 50);
                    rows.push_back(row(at, "p" + std::to_string(person), count));
                    expected[{at, rows.back().person}] = count;
                }
        ASSERT_TRUE(tell(rows, {from, to}));
        const auto again = tell(rows, {from, to});
        ASSERT_TRUE(again);
        ASSERT_EQ(again->added + again->replaced + again->withdrawn, 0) << "the same told again changes nothing";
    }
    std::map<std::pair<Instant, std::string>, std::int64_t> found;
    const auto all = m_history->merged({day, day + days(40)});
    ASSERT_TRUE(all);
    for (const MergedRequests& each : *all)
        found[{each.day, each.person}] = each.requests;
    EXPECT_EQ(found, expected);
    EXPECT_EQ(m_history->rows("git", {day, day + days(40)})->size(), 0U) << "merged requests are no spending";
    EXPECT_EQ(m_history->sourceState("git")->toldRows, static_cast<std::int64_t>(expected.size()));
    EXPECT_TRUE(m_history->checkRest()->empty());
}

TEST_F(MergedTest, AChangedRowIsFoundAndRepairLeavesItOut)
{
    ASSERT_TRUE(tell({row(day, "ada", 3), row(day, "ben", 4)}, {day, day + days(1)}));
    m_history.reset();
    {
        sqlite::Database database(file(), sqlite::Access::write);
        database.execute("UPDATE merged_request SET requests = 5 WHERE person = 'ada'");
    }
    m_history = *History::open(file(), HistoryMode::owner);
    EXPECT_EQ(m_history->merged({day, day + days(1)}).error().code, ErrorCode::historyDamaged);
    const auto damage = m_history->checkRest();
    ASSERT_EQ(damage->size(), 1U);
    EXPECT_EQ(damage->front().what, "the count of merged requests of ada, 2026-11-01 does not fit its check");
    const auto repaired = m_directory.path() / "repaired.sqlite";
    ASSERT_TRUE(repairHistory(file(), repaired));
    const auto left = (*History::open(repaired, HistoryMode::owner))->merged({day, day + days(1)});
    ASSERT_EQ(left->size(), 1U);
    EXPECT_EQ(left->front().person, "ben");
    ASSERT_TRUE(tell({row(day, "ada", 3), row(day, "ben", 4)}, {day, day + days(1)})) << "the next poll mends it";
    EXPECT_EQ(m_history->merged({day, day + days(1)})->size(), 2U);
}

TEST_F(MergedTest, WhatIsOfNoDayIsRefusedWhole)
{
    EXPECT_FALSE(tell({row(day, "ada", 3), row(day + hours(1), "ada", 1)}, {day, day + days(1)}));
    EXPECT_FALSE(tell({row(day, "ada", -1)}, {day, day + days(1)}));
    EXPECT_TRUE(m_history->merged({day, day + days(1)})->empty());
}
