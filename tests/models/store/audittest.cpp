// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/auditmutations.h"
#include "models/store/temporarydirectory.h"
#include "store/auditlog.h"
#include "store/history.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace fuseboard;
using test::auditSample;
using test::MemoryHeads;

namespace {

class AuditTest : public testing::Test {
protected:
    /// With the heads remembered after each.
    void write(int count)
    {
        auto history = History::create(file()).value();
        ASSERT_TRUE(history->rememberAuditIn(m_heads));
        for (int i = 1; i <= count; ++i)
            ASSERT_EQ(history->audit(auditSample(i)).value(), i);
    }
    std::optional<AuditFault> fault()
    {
        return History::open(file(), HistoryMode::viewer).value()->checkAudit({m_heads}).value().fault;
    }
    [[nodiscard]] std::filesystem::path file() const { return m_directory.path() / "history.db"; }
    test::TemporaryDirectory m_directory;
    std::shared_ptr<MemoryHeads> m_heads = std::make_shared<MemoryHeads>();
};

} // namespace

TEST_F(AuditTest, readsBackInPages)
{
    write(5);
    const auto history = History::open(file(), HistoryMode::viewer).value();
    const auto page = history->auditEntries(2, 2).value();
    ASSERT_EQ(page.size(), 2U);
    EXPECT_EQ(page[0].sequence, 3);
    AuditEntry third = page[0];
    third.sequence = 0;
    third.hash.clear();
    EXPECT_EQ(third, auditSample(3));
    const AuditCheck check = history->checkAudit({m_heads}).value();
    EXPECT_FALSE(check.fault);
    EXPECT_EQ(check.rows, 5);
    EXPECT_EQ(check.remembered, 5);
    EXPECT_EQ(check.head, m_heads->all()->back().hash);
}

TEST_F(AuditTest, theHashIsTheOneAnybodyCanCompute)
{
    // sha256 of 64 zeros and the netstrings, computed with coreutils: see the class comment for the form.
    auto history = History::create(file()).value();
    ASSERT_TRUE(history->audit({.at = fromUnixSeconds(1), .actor = "a", .action = "b", .target = "c"}));
    EXPECT_EQ(history->auditEntries(0, 1)->at(0).hash, "9852d69a46527c59c5f2303677621293f7f54deefdc2dd908a96e99252412533");
}

TEST_F(AuditTest, everyOneOfTwoThousandAlteredLogsIsFoundAndItsFirstBadNumberNamed)
{
    write(40);
    sqlite::Database database(file(), sqlite::Access::write);
    AuditLog log(database);
    const std::vector<AuditEntry> rows = log.entries(0, 100);
    const auto lastHead = std::make_shared<MemoryHeads>(std::vector<AuditHead> {{40, rows.back().hash}});
    std::mt19937_64 random(20261125);
    for (int i = 0; i < 2000; ++i) {
        const test::AlteredLog altered = test::alter(rows, random);
        sqlite::Transaction rolledBack(database);
        test::replaceAudit(database, altered.rows);
        const auto fault = log.check({m_heads}).fault;
        ASSERT_TRUE(fault) << altered.how << " at " << altered.firstBad;
        ASSERT_EQ(fault->sequence, altered.firstBad) << altered.how;
        ASSERT_TRUE(log.check({lastHead}).fault) << altered.how << " at " << altered.firstBad;
    }
    EXPECT_FALSE(log.check({m_heads}).fault);
}

TEST_F(AuditTest, tellsWhatIsWrong)
{
    write(6);
    sqlite::Database database(file(), sqlite::Access::write);
    AuditLog log(database);
    const std::vector<AuditEntry> rows = log.entries(0, 10);
    const auto faultOf = [&](std::vector<AuditEntry> altered) {
        sqlite::Transaction rolledBack(database);
        test::replaceAudit(database, altered);
        return log.check({m_heads}).fault.value_or(AuditFault());
    };
    auto altered = rows;
    altered[3].reason = "none";
    EXPECT_EQ(faultOf(altered), (AuditFault {AuditFault::Kind::changed, 4, {}}));
    altered[3].hash = test::auditHash(altered[3], altered[2].hash);
    EXPECT_EQ(faultOf(altered), (AuditFault {AuditFault::Kind::rewritten, 4, "memory"}));
    altered = rows;
    altered.erase(altered.begin() + 2);
    EXPECT_EQ(faultOf(altered), (AuditFault {AuditFault::Kind::missing, 3, {}}));
    altered = rows;
    altered[0].sequence = -4;
    EXPECT_EQ(faultOf(altered), (AuditFault {AuditFault::Kind::outOfOrder, -4, {}}));
    altered = rows;
    altered.resize(4);
    EXPECT_EQ(faultOf(altered), (AuditFault {AuditFault::Kind::cutOff, 5, "memory"}));
    EXPECT_EQ(faultOf({}), (AuditFault {AuditFault::Kind::cutOff, 1, "memory"}));
    EXPECT_FALSE(log.check({}).fault) << "the rows themselves are as they were";
}

TEST_F(AuditTest, aFlippedBitInTheFileIsFoundOrChangesNoRow)
{
    write(60);
    std::string bytes;
    {
        std::ifstream in(file(), std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    const std::vector<AuditEntry> rows = History::open(file(), HistoryMode::viewer).value()->auditEntries(0, 100).value();
    std::vector<std::size_t> pages; // that hold audit rows
    for (std::size_t page = 4096; page < bytes.size(); page += 4096)
        if (bytes.substr(page, 4096).contains("runaway"))
            pages.push_back(page);
    ASSERT_GE(pages.size(), 3U);
    std::mt19937_64 random(8);
    int found = 0;
    for (int i = 0; i < 1500; ++i) {
        const auto at = pages[random() % pages.size()] + random() % 4096;
        const int bit = 1 << random() % 8;
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ bit);
        std::ofstream(file(), std::ios::binary | std::ios::trunc) << damaged;
        const auto history = History::open(file(), HistoryMode::viewer);
        ASSERT_TRUE(history);
        const auto check = (*history)->checkAudit({m_heads});
        if (!check || check->fault)
            ++found;
        else
            ASSERT_EQ((*history)->auditEntries(0, 100).value(), rows) << "bit " << bit << " of byte " << at;
    }
    EXPECT_GE(found, 1000) << "most bytes of a page belong to rows";
}

TEST_F(AuditTest, anActHasOneIntentAndOneOutcomeHoweverOftenItIsTried)
{
    auto history = History::create(file()).value();
    const AuditEntry intent {.at = fromUnixSeconds(1), .actor = "ada", .action = "freeze", .requestId = "one"};
    AuditEntry again = intent;
    again.before = "told anew after a restart";
    AuditEntry outcome = intent;
    outcome.result = "not proved";
    AuditEntry later = intent;
    later.result = "proved";
    EXPECT_EQ(history->audit(intent).value(), 1);
    EXPECT_EQ(history->audit(intent).value(), 1);
    EXPECT_EQ(history->audit(again).value(), 1);
    EXPECT_EQ(history->audit(outcome).value(), 2);
    EXPECT_EQ(history->audit(outcome).value(), 2);
    EXPECT_EQ(history->audit(later).value(), 3);
    EXPECT_EQ(history->audit(later).value(), 3);
    AuditEntry noRequest = intent;
    noRequest.requestId.clear();
    EXPECT_EQ(history->audit(noRequest).value(), 4);
    EXPECT_EQ(history->audit(noRequest).value(), 5) << "nothing says that these are the same";
    const auto rows = history->auditEntries(0, 10).value();
    EXPECT_TRUE(rows[0].isIntent());
    EXPECT_EQ(rows[0].before, "");
    EXPECT_TRUE(rows[1].isOutcome());
    EXPECT_TRUE(rows[2].isObserved());
    EXPECT_EQ(rows[2].result, "proved");
}

TEST_F(AuditTest, aBatchIsWholeOrNotAtAll)
{
    auto history = History::create(file()).value();
    ASSERT_TRUE(history->rememberAuditIn(m_heads));
    EXPECT_EQ(history->audit({auditSample(1), auditSample(2), auditSample(3)}).value(), 3);
    EXPECT_EQ(m_heads->all()->size(), 1U);
    {
        sqlite::Database database(file(), sqlite::Access::write);
        database.execute("CREATE TRIGGER no_fifth BEFORE INSERT ON audit WHEN NEW.sequence = 5 "
                         "BEGIN SELECT RAISE(ABORT, 'no'); END");
    }
    EXPECT_FALSE(history->audit({auditSample(4), auditSample(5)}));
    EXPECT_EQ(history->auditEntries(0, 10)->size(), 3U);
    EXPECT_EQ(m_heads->all()->size(), 1U);
}

TEST_F(AuditTest, bytesThatAreNoTextAreMadeText)
{
    auto history = History::create(file()).value();
    ASSERT_TRUE(history->audit({.at = fromUnixSeconds(1),
        .actor = "caf\xc3\xa9 \xff\xc3(\xed\xa0\x80 \xf0\x9f\x94\xa5",
        .reason = std::string("a\0b", 3)}));
    const AuditEntry row = history->auditEntries(0, 1)->at(0);
    EXPECT_EQ(row.actor, "caf\xc3\xa9 \xef\xbf\xbd\xef\xbf\xbd(\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd \xf0\x9f\x94\xa5");
    EXPECT_EQ(row.reason, std::string("a\0b", 3));
    EXPECT_FALSE(history->checkAudit({})->fault);
}

TEST_F(AuditTest, theLogItselfIsOnlyAddedTo)
{
    write(2);
    sqlite::Database database(file(), sqlite::Access::write);
    EXPECT_FALSE(sqlite::trying([&] { database.execute("DELETE FROM audit"); }));
    EXPECT_FALSE(sqlite::trying([&] { database.execute("UPDATE audit SET actor = 'x'"); }));
    EXPECT_FALSE(fault());
}
