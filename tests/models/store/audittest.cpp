// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "store/history.h"
#include "store/sqlite.h"

#include <gtest/gtest.h>

using namespace fuseboard;

namespace {

AuditEntry entry(int number)
{
    return {.at = *parseInstant("2026-11-23T10:00:00Z") + std::chrono::seconds(number),
        .actor = "ada",
        .action = "freeze",
        .target = "team/team-a",
        .reason = "runaway",
        .before = "allowed",
        .after = "frozen",
        .result = number % 2 ? "" : "proved",
        .requestId = "order-" + std::to_string(number),
        .hash = {}};
}

class AuditTest : public testing::Test {
protected:
    void write(int count)
    {
        auto history = History::create(file()).value();
        for (int i = 1; i <= count; ++i)
            ASSERT_EQ(history->audit(entry(i)).value(), i);
    }
    /// As somebody with a database tool would, triggers removed first.
    void tamper(const std::string& sql)
    {
        sqlite::Database database(file(), sqlite::Access::write);
        database.execute("DROP TRIGGER IF EXISTS audit_is_not_edited; DROP TRIGGER IF EXISTS audit_is_not_deleted;" + sql);
    }
    std::optional<std::int64_t> firstBroken()
    {
        return History::open(file(), HistoryMode::viewer).value()->firstBrokenAudit().value();
    }
    [[nodiscard]] std::filesystem::path file() const { return m_directory.path() / "history.db"; }
    test::TemporaryDirectory m_directory;
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
    EXPECT_EQ(third, entry(3));
    EXPECT_FALSE(history->firstBrokenAudit().value());
}

TEST_F(AuditTest, theHashIsTheOneAnybodyCanCompute)
{
    // sha256 of 64 zeros and the netstrings, computed with coreutils: see the class comment for the form.
    auto history = History::create(file()).value();
    ASSERT_TRUE(history->audit({.at = fromUnixSeconds(1),
        .actor = "a",
        .action = "b",
        .target = "c",
        .reason = "",
        .before = "",
        .after = "",
        .result = "",
        .requestId = "",
        .hash = {}}));
    EXPECT_EQ(history->auditEntries(0, 1)->at(0).hash, "9852d69a46527c59c5f2303677621293f7f54deefdc2dd908a96e99252412533");
}

TEST_F(AuditTest, anEditADeletionAnInsertionAndASwapAreFound)
{
    struct Case {
        const char* sql;
        std::int64_t broken;
    };
    for (const Case& each : {Case {"UPDATE audit SET reason = 'none' WHERE sequence = 4", 4},
             Case {"UPDATE audit SET at = at + 1 WHERE sequence = 1", 1}, Case {"DELETE FROM audit WHERE sequence = 3", 3},
             Case {"DELETE FROM audit WHERE sequence = 1", 1},
             Case {"INSERT INTO audit SELECT 0, at, actor, action, target, reason, before, after, result, request_id, hash "
                   "FROM audit WHERE sequence = 6",
                 1},
             Case {"UPDATE audit SET sequence = 99 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3; "
                   "UPDATE audit SET sequence = 3 WHERE sequence = 99",
                 2},
             Case {"UPDATE audit SET actor = 'adaf', action = 'reeze' WHERE sequence = 5", 5}}) {
        std::filesystem::remove_all(m_directory.path());
        std::filesystem::create_directory(m_directory.path());
        write(6);
        tamper(each.sql);
        EXPECT_EQ(firstBroken(), each.broken) << each.sql;
    }
}

TEST_F(AuditTest, theLogItselfIsOnlyAddedTo)
{
    write(2);
    sqlite::Database database(file(), sqlite::Access::write);
    EXPECT_FALSE(sqlite::trying([&] { database.execute("DELETE FROM audit"); }));
    EXPECT_FALSE(sqlite::trying([&] { database.execute("UPDATE audit SET actor = 'x'"); }));
}
