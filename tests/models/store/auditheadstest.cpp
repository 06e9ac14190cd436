// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/auditmutations.h"
#include "models/store/auditwriters.h"
#include "models/store/temporarydirectory.h"
#include "store/auditheadfile.h"
#include "store/history.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace fuseboard;
using test::auditSample;
using test::MemoryHeads;

namespace {

const std::string hashA(64, 'a'), hashB(64, 'b');

class AuditHeadsTest : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path file() const { return m_directory.path() / "history.db"; }
    [[nodiscard]] std::filesystem::path headFile() const { return m_directory.path() / "audit.heads"; }
    void put(const std::string& text) { std::ofstream(headFile(), std::ios::binary) << text; }
    [[nodiscard]] std::vector<AuditHead> heads() const { return AuditHeadFile(headFile()).all().value(); }
    test::TemporaryDirectory m_directory;
    std::shared_ptr<AuditHeads> m_file = std::make_shared<AuditHeadFile>(headFile());
    std::shared_ptr<MemoryHeads> m_memory = std::make_shared<MemoryHeads>();
};

} // namespace

TEST_F(AuditHeadsTest, aFileKeepsEveryHeadForItsOwnerAlone)
{
    AuditHeadFile place(headFile());
    EXPECT_TRUE(place.all()->empty());
    ASSERT_TRUE(place.remember({1, hashA}));
    ASSERT_TRUE(place.remember({12, hashB}));
    EXPECT_EQ(heads(), (std::vector<AuditHead> {{1, hashA}, {12, hashB}}));
    struct stat found {};
    ASSERT_EQ(::stat(headFile().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600U);
}

TEST_F(AuditHeadsTest, aLineThatACrashCutShortIsLeftOutAndReplaced)
{
    const std::string whole = "1 " + hashA + "\n";
    for (const std::string& torn : {std::string("2"), std::string("2 ab"), "2 " + hashB}) {
        put(whole + torn);
        EXPECT_EQ(heads().size(), 1U) << torn;
        ASSERT_TRUE(AuditHeadFile(headFile()).remember({2, hashB}));
        EXPECT_EQ(heads(), (std::vector<AuditHead> {{1, hashA}, {2, hashB}})) << torn;
    }
    put("2 ab");
    ASSERT_TRUE(AuditHeadFile(headFile()).remember({2, hashB}));
    EXPECT_EQ(heads().size(), 1U);
}

TEST_F(AuditHeadsTest, aLineThatIsNoHeadIsNamed)
{
    for (const std::string& bad : {"2 " + std::string(63, 'a'), "0 " + hashA, "-1 " + hashA, "2  " + hashA, "x " + hashA,
             "2 " + std::string(64, 'A'), std::string(), "99999999999999999999 " + hashA}) {
        put("1 " + hashA + "\n" + bad + "\n3 " + hashB + "\n");
        const auto read = AuditHeadFile(headFile()).all();
        ASSERT_FALSE(read) << bad;
        EXPECT_EQ(read.error().code, ErrorCode::badDocument);
        EXPECT_EQ(read.error().subject, headFile().string() + ", line 2");
    }
}

TEST_F(AuditHeadsTest, aPlaceThatCantBeWrittenIsNamedAndMadeGoodByTheNextRow)
{
    auto history = History::create(file()).value();
    ASSERT_TRUE(history->rememberAuditIn(m_memory));
    m_memory->refuses = true;
    EXPECT_EQ(history->audit(auditSample(1)).value(), 1) << "the row is on record all the same";
    ASSERT_TRUE(history->auditNotRemembered());
    EXPECT_EQ(history->auditNotRemembered()->code, ErrorCode::keyringLocked);
    EXPECT_EQ(history->checkAudit({m_memory})->remembered, 0);
    m_memory->refuses = false;
    EXPECT_EQ(history->audit(auditSample(2)).value(), 2);
    EXPECT_FALSE(history->auditNotRemembered());
    EXPECT_EQ(history->checkAudit({m_memory})->remembered, 2);

    std::filesystem::create_directory(headFile());
    EXPECT_EQ(AuditHeadFile(headFile()).remember({1, hashA}).error().code, ErrorCode::fileUnwritable);
    EXPECT_FALSE(history->rememberAuditIn(m_file)) << "a directory is no file";
    EXPECT_TRUE(history->auditNotRemembered());
}

TEST_F(AuditHeadsTest, theNextStartTellsWhatACrashLeftUntold)
{
    {
        auto history = History::create(file()).value();
        ASSERT_TRUE(history->audit({auditSample(1), auditSample(2)}));
        EXPECT_TRUE(history->rememberAuditIn(m_file));
        EXPECT_EQ(heads().size(), 1U);
        EXPECT_EQ(heads().back().sequence, 2);
    }
    auto history = History::open(file(), HistoryMode::owner).value();
    EXPECT_TRUE(history->rememberAuditIn(m_file));
    EXPECT_EQ(heads().size(), 1U) << "it was known already";
}

TEST_F(AuditHeadsTest, aCutTailIsReportedAtTheNextStartAndItsTraceStays)
{
    {
        auto history = History::create(file()).value();
        ASSERT_TRUE(history->rememberAuditIn(m_file));
        for (int i = 1; i <= 6; ++i)
            ASSERT_TRUE(history->audit(auditSample(i)));
    }
    {
        sqlite::Database database(file(), sqlite::Access::write);
        database.execute("DROP TRIGGER audit_is_not_deleted; DELETE FROM audit WHERE sequence > 4");
    }
    auto history = History::open(file(), HistoryMode::owner).value();
    const auto added = history->rememberAuditIn(m_file);
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, ErrorCode::auditAltered);
    for (int i = 11; i <= 14; ++i) // life goes on, and the log is longer than ever
        ASSERT_TRUE(history->audit(auditSample(i)));
    EXPECT_EQ(heads().back().sequence, 8);
    const auto fault = history->checkAudit({m_file})->fault;
    ASSERT_TRUE(fault);
    EXPECT_EQ(*fault, (AuditFault {AuditFault::Kind::rewritten, 5, headFile().string()}));
}

TEST_F(AuditHeadsTest, severalWritersMakeOneChainAlthoughSomeAreKilled)
{
    ASSERT_TRUE(History::create(file()));
    const test::WritersSeen seen = test::appendFromSeveralProcesses(file(), headFile(), 3, 240, 6);
    EXPECT_GE(seen.acknowledged.size(), 240U);
    EXPECT_GE(seen.kills, 3);
    const auto history = History::open(file(), HistoryMode::viewer).value();
    const AuditCheck check = history->checkAudit({m_file}).value();
    EXPECT_FALSE(check.fault) << check.fault->sequence;
    EXPECT_GE(check.rows, std::ssize(seen.acknowledged));
    EXPECT_EQ(test::missing(*history, seen), 0);
}
