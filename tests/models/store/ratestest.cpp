// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "store/history.h"

#include <gtest/gtest.h>

using namespace fuseboard;
using namespace std::chrono;

namespace {

const Currency eur = *Currency::parse("EUR"), usd = Currency::usd(), jpy = *Currency::parse("JPY");
const Instant monday = *parseInstant("2026-11-23T00:00:00Z"), now = monday + hours(10);

ExchangeRate rate(Currency to, const char* decimal, Instant day = monday, const char* source = "ECB")
{
    return withRate({.from = eur, .to = to, .day = day, .holdsDays = dailyRateHolds, .source = source}, decimal).value();
}

class RatesTest : public testing::Test {
protected:
    void SetUp() override { m_history = History::create(file()).value(); }
    [[nodiscard]] std::filesystem::path file() const { return m_directory.path() / "history.db"; }
    [[nodiscard]] std::string found(Instant day = monday) const
    {
        const auto rate = m_history->rates(Period {day, day + days(1)})->find(eur, usd, day);
        return rate ? rate->text() : "none";
    }
    [[nodiscard]] std::vector<AuditEntry> audit() const { return m_history->auditEntries(0, 100).value(); }
    test::TemporaryDirectory m_directory;
    std::unique_ptr<History> m_history;
};

} // namespace

TEST_F(RatesTest, EnteredRatesAreThereAfterARestart)
{
    EXPECT_EQ(
        m_history->enterRates({rate(usd, "1.0856"), rate(jpy, "169.23")}, "ada", now).value(), (EnteredRates {.added = 2}));
    m_history.reset();
    m_history = History::open(file(), HistoryMode::viewer).value();
    EXPECT_EQ(found(), "1.0856");
    EXPECT_EQ(found(monday + days(7)), "1.0856");
    EXPECT_EQ(found(monday + days(8)), "none");
    const auto newest = m_history->rates()->lastOn(monday);
    ASSERT_EQ(newest.size(), 2u);
    EXPECT_EQ(newest[0].to, jpy);
    EXPECT_EQ(newest[0].by, "ada");
    EXPECT_EQ(newest[0].enteredAt, now);
}

TEST_F(RatesTest, ATableThatIsTakenOverAgainChangesNothingAndWritesNothing)
{
    const std::vector table {rate(usd, "1.0856"), rate(usd, "1.0812", monday - days(3))};
    EXPECT_TRUE(m_history->enterRates(table, "ada", now));
    const auto before = audit().size();
    EXPECT_EQ(m_history->enterRates(table, "ada", now + hours(1)).value(), (EnteredRates {.known = 2}));
    EXPECT_EQ(audit().size(), before);
    EXPECT_EQ(m_history->enterRates({rate(usd, "1.09"), table[1], rate(usd, "1.1", monday + days(1))}, "ada", now).value(),
        (EnteredRates {.added = 1, .changed = 1, .known = 1}));
    EXPECT_EQ(found(), "1.09");
}

TEST_F(RatesTest, EveryChangeIsOnRecordWithWhatWasBefore)
{
    ASSERT_TRUE(m_history->enterRates({rate(usd, "1.0856")}, "ada", now));
    ASSERT_TRUE(m_history->enterRates({rate(usd, "1.2")}, "bob", now + hours(1)));
    ASSERT_TRUE(m_history->enterRates({rate(usd, "1.3", monday + days(1)), rate(usd, "1.1")}, "bob", now + hours(2)));
    const auto rows = audit();
    ASSERT_EQ(rows.size(), 6u);
    EXPECT_TRUE(rows[2].isIntent());
    EXPECT_TRUE(rows[3].isOutcome());
    EXPECT_EQ(rows[3].actor, "bob");
    EXPECT_EQ(rows[3].target, "rate EUR USD since 2026-11-23");
    EXPECT_EQ(rows[3].before, "1.0856, ECB");
    EXPECT_EQ(rows[3].after, "1.2, ECB");
    EXPECT_EQ(rows[5].target, "rates of ECB");
    EXPECT_EQ(rows[5].after, "1 added, 1 changed, 2026-11-23 to 2026-11-24");
}

TEST_F(RatesTest, OneThatCantBeRefusesAllOfThem)
{
    for (ExchangeRate bad : {rate(eur, "1"), rate({}, "1"), rate(usd, "1", monday + hours(1)), ExchangeRate(rate(usd, "1"))}) {
        if (bad.to == usd && bad.day == monday)
            bad.digits = 1'000'000'000;
        const auto entered = m_history->enterRates({rate(usd, "1.0856"), bad}, "ada", now);
        ASSERT_FALSE(entered);
        EXPECT_EQ(entered.error().code, ErrorCode::badDocument);
    }
    EXPECT_TRUE(m_history->rates()->empty());
    EXPECT_TRUE(audit().empty());
}

TEST_F(RatesTest, ACommittedRateIsReadHoweverOldItIs)
{
    ExchangeRate own = rate(usd, "1.05", monday - days(400), "treasury");
    own.holdsDays = 0;
    ASSERT_TRUE(m_history->enterRates({own, rate(usd, "1.0856", monday - days(30))}, "ada", now));
    EXPECT_EQ(found(), "1.05");
}

TEST_F(RatesTest, ARateThatIsSetBackCountsAgain)
{
    for (const char* source : {"ECB", "Bundesbank", "ECB"})
        EXPECT_EQ(
            m_history->enterRates({rate(usd, source == std::string("ECB") ? "1.0856" : "1.2", monday, source)}, "ada", now)
                ->known,
            0)
            << source;
    EXPECT_EQ(found(), "1.0856");
    EXPECT_EQ(audit().back().before, "1.2, Bundesbank");
    EXPECT_EQ(audit().back().after, "1.0856, ECB");
    EXPECT_EQ(m_history->enterRates({rate(usd, "1.0856")}, "ada", now).value(), (EnteredRates {.known = 1}));
}

TEST_F(RatesTest, ABanksRateBehindAPersonsIsEnteredOnce)
{
    ExchangeRate own = rate(usd, "1.05", monday, "treasury");
    own.holdsDays = 0;
    ASSERT_TRUE(m_history->enterRates({own}, "ada", now));
    EXPECT_EQ(m_history->enterRates({rate(usd, "1.0856")}, "ada", now).value(), (EnteredRates {.added = 1}));
    EXPECT_EQ(m_history->enterRates({rate(usd, "1.0856")}, "ada", now).value(), (EnteredRates {.known = 1}));
    EXPECT_EQ(found(), "1.05");
}

/// A statement made for each rate made this table take a hundred times as long.
TEST_F(RatesTest, ABanksWholeTableIsTakenOverInSeconds)
{
    std::vector<ExchangeRate> table;
    for (int day = 0; day < 7000; ++day)
        for (const Currency to : {usd, jpy})
            table.push_back(rate(to, "1.0856", monday - days(day)));
    const auto begun = steady_clock::now();
    EXPECT_EQ(m_history->enterRates(table, "ada", now)->added, 14'000);
    EXPECT_EQ(m_history->enterRates(table, "ada", now)->known, 14'000);
    EXPECT_LT(steady_clock::now() - begun, seconds(8));
}
