// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "store/history.h"
#include "store/repair.h"
#include "store/rowcheck.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using std::chrono::days;
using std::chrono::hours;

namespace {

const Instant day = *parseInstant("2026-11-20T00:00:00Z");
const Period november {*parseInstant("2026-11-01T00:00:00Z"), *parseInstant("2026-12-01T00:00:00Z")};
const Untold left {Ledger::providerCost, "costs", {day, day + days(1)}};
constexpr std::int64_t dollar = 1'000'000'000;

UsageRow row(Ledger ledger, const std::string& item, std::int64_t nano)
{
    return {.start = day,
        .width = hours(24),
        .source = "openai",
        .account = "acme",
        .ledger = ledger,
        .recordId = {},
        .team = {},
        .project = {},
        .key = {},
        .person = {},
        .agent = {},
        .model = "gpt-5.6",
        .lineItem = item,
        .tokens = {.input = 1'000},
        .requests = 5,
        .cost = Money {nano, Currency::usd()},
        .basis = ledger == Ledger::providerCost ? CostBasis::reported : CostBasis::estimated,
        .priceVersion = "p1"};
}

class UntoldTest : public testing::Test {
protected:
    void SetUp() override { m_history = *History::create(file()); }
    [[nodiscard]] std::filesystem::path file() const { return m_directory.path() / "history.sqlite"; }

    /// A poll some days later, which read usage and costs of the day; the latter but for what is untold.
    void tell(std::vector<UsageRow> rows, const UntoldDays& untold, int later)
    {
        const Instant at = day + days(later);
        Poll poll {.source = "openai",
            .account = "acme",
            .rows = std::move(rows),
            .rereads = {{Ledger::providerUsage, {day, at}}},
            .cursor = "c",
            .at = at,
            .completeUpTo = at};
        if (untold.empty())
            poll.rereads.push_back({Ledger::providerCost, {day, at}});
        poll.untold = untold;
        const auto applied = m_history->apply(poll);
        ASSERT_TRUE(applied) << applied.error().detail;
    }
    [[nodiscard]] std::int64_t spent() const
    {
        std::int64_t out = 0;
        const auto all = m_history->spent(november, Grain::day, Currency::usd()).value();
        for (const SpentDay& each : all)
            for (const SpentShare& share : each.shares)
                out += share.nano;
        return out;
    }
    [[nodiscard]] UntoldDays untold() const { return m_history->sourceState("openai")->untold; }
    void expectSound() const
    {
        EXPECT_TRUE(m_history->check(november)->empty());
        EXPECT_TRUE(m_history->checkRest()->empty());
    }

    const UsageRow m_usage = row(Ledger::providerUsage, "completions", 10 * dollar);
    const UsageRow m_part = row(Ledger::providerCost, "gpt-5.6, input", 2 * dollar);
    const UsageRow m_rest = row(Ledger::providerCost, "gpt-5.6, output", 7 * dollar);
    test::TemporaryDirectory m_directory;
    std::unique_ptr<History> m_history;
};

} // namespace

TEST_F(UntoldTest, CostsThatWereToldInPartSettleNothingUntilTheyAreToldWhole)
{
    tell({m_usage, m_part}, {left}, 4);
    EXPECT_EQ(untold(), UntoldDays {left});
    EXPECT_EQ(spent(), 10 * dollar) << "two dollars of costs do not say that the day cost no more";
    const auto ledgers = m_history->ledgers(november, Currency::usd()).value();
    EXPECT_EQ(ledgers.at("acme").untold, UntoldDays {left});
    EXPECT_FALSE(ledgers.at("acme").isFinal(day));
    EXPECT_TRUE(ledgers.at("acme").isFinal(day + days(1)));
    expectSound();

    m_history = *History::open(file(), HistoryMode::owner);
    EXPECT_EQ(untold(), UntoldDays {left});
    tell({m_usage, m_part, m_rest}, {}, 5);
    EXPECT_EQ(untold(), UntoldDays());
    EXPECT_EQ(spent(), 9 * dollar);
    EXPECT_TRUE(m_history->restated(november)->empty()) << "it is told for the first time";
    expectSound();
}

TEST_F(UntoldTest, WhatWasToldWholeBeforeStands)
{
    tell({m_usage, m_part, m_rest}, {}, 4);
    EXPECT_EQ(spent(), 9 * dollar);
    tell({m_usage, m_part}, {left}, 5);
    EXPECT_EQ(spent(), 9 * dollar);
    ASSERT_EQ(untold().size(), 1U);
    EXPECT_TRUE(untold().front().wasTold);
    expectSound();
}

TEST_F(UntoldTest, ABillWithoutAnyLineIsToldOfInReconciliationToo)
{
    tell({}, {left}, 4);
    const auto ledgers = m_history->ledgers(november, Currency::usd()).value();
    ASSERT_TRUE(ledgers.contains("acme"));
    EXPECT_EQ(ledgers.at("acme").untold, UntoldDays {left});
    const Period october {*parseInstant("2026-10-01T00:00:00Z"), november.start};
    EXPECT_TRUE(m_history->ledgers(october, Currency::usd())->empty());
}

TEST_F(UntoldTest, OfWhatIsReadForTheFirstTimeNothingWasTold)
{
    tell({}, {}, 40);
    Poll past {.source = "openai", .account = "acme", .rows = {m_usage, m_part}, .rereads = {}, .cursor = "c", .at = day};
    past.untold = {left};
    past.past = true;
    ASSERT_TRUE(m_history->apply(past));
    EXPECT_EQ(untold(), UntoldDays {left});
    EXPECT_EQ(spent(), 10 * dollar);
}

TEST_F(UntoldTest, ALostBitIsFoundAndARepairAsksAgain)
{
    tell({m_usage, m_part}, {left}, 4);
    m_history.reset();
    {
        sqlite::Database database(file(), sqlite::Access::write);
        addRowCheck(database);
        database.execute("UPDATE untold SET end_day = end_day + 86400");
    }
    m_history = *History::open(file(), HistoryMode::owner);
    EXPECT_EQ(m_history->sourceState("openai").error().code, ErrorCode::historyDamaged);
    EXPECT_EQ(m_history->checkRest()->size(), 1U);
    m_history.reset();
    const auto target = m_directory.path() / "repaired.sqlite";
    const auto repaired = repairHistory(file(), target);
    ASSERT_TRUE(repaired) << repaired.error().detail;
    EXPECT_EQ(repaired->lost.size(), 1U);
    m_history = *History::open(target, HistoryMode::owner);
    EXPECT_EQ(m_history->sourceState("openai")->cursor, "");
    expectSound();
}
