// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/company.h"
#include "crash/faultplan.h"
#include "crash/files.h"
#include "crash/writer.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <sqlite3.h>

#include <algorithm>
#include <iostream>
#include <sys/stat.h>
#include <unistd.h>

using namespace fuseboard;
using namespace fuseboard::test;
using std::filesystem::perms;

namespace {

class Opening : public testing::Test {
protected:
    Opening()
    {
        auto history = History::create(file()).value();
        for (std::int64_t act = 0; act < 8; ++act)
            EXPECT_TRUE(Company::act(*history, act));
    }
    [[nodiscard]] std::filesystem::path place() const { return m_directory.path() / "place"; }
    [[nodiscard]] std::filesystem::path file() const { return place() / "history.db"; }
    /// Refused with that reason, which names a path here, within a moment; and nothing was made or changed.
    void expectRefused(HistoryMode mode, ErrorCode code) const
    {
        const auto before = listed();
        ::alarm(20); // a wait for the other end of a pipe would never end
        const auto opened = History::open(file(), mode);
        ::alarm(0);
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().code, code) << opened.error().detail;
        EXPECT_TRUE(opened.error().subject.starts_with(place().string())) << opened.error().subject;
        EXPECT_EQ(listed(), before);
    }
    /// Names, kinds, sizes and contents of everything beside the history.
    [[nodiscard]] std::vector<std::string> listed() const
    {
        std::vector<std::string> out;
        std::error_code ignored;
        for (const auto& entry : std::filesystem::directory_iterator(place(), ignored))
            out.push_back(entry.path().string() + " " + std::to_string(static_cast<int>(entry.symlink_status().type())) + " "
                + (entry.symlink_status().type() == std::filesystem::file_type::regular ? contentOf(entry.path()) : ""));
        std::ranges::sort(out);
        return out;
    }

    TemporaryDirectory m_directory;
    std::filesystem::path m_place = emptied(m_directory.path() / "place");
};

} // namespace

TEST_F(Opening, aReadOnlyFile)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "to root every file is writable";
    std::filesystem::permissions(file(), perms::owner_read);
    expectRefused(HistoryMode::owner, ErrorCode::fileUnwritable);
}

TEST_F(Opening, aMissingDirectory)
{
    std::filesystem::remove_all(place());
    expectRefused(HistoryMode::owner, ErrorCode::directoryMissing);
    expectRefused(HistoryMode::viewer, ErrorCode::directoryMissing);
    EXPECT_FALSE(std::filesystem::exists(place()));
    EXPECT_EQ(History::create(file()).error().code, ErrorCode::directoryMissing);
}

TEST_F(Opening, aReadOnlyDirectory)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "to root every directory is writable";
    std::filesystem::permissions(place(), perms::owner_read | perms::owner_exec);
    expectRefused(HistoryMode::owner, ErrorCode::fileUnwritable);
    EXPECT_EQ(History::create(place() / "other.db").error().code, ErrorCode::fileUnwritable);
    std::filesystem::permissions(place(), perms::owner_all);
}

TEST_F(Opening, somebodyElsesFile)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "to root every file is writable";
    // The one file that surely belongs to another.
    std::filesystem::remove(file());
    std::filesystem::create_symlink("/etc/passwd", file());
    expectRefused(HistoryMode::owner, ErrorCode::fileUnwritable);
    expectRefused(HistoryMode::viewer, ErrorCode::historyDamaged);
}

TEST_F(Opening, aDirectoryInItsPlace)
{
    std::filesystem::remove(file());
    std::filesystem::create_directory(file());
    for (const HistoryMode mode : {HistoryMode::owner, HistoryMode::viewer})
        expectRefused(mode, ErrorCode::historyUnreadable);
    EXPECT_EQ(History::create(file()).error().code, ErrorCode::fileExists);
}

TEST_F(Opening, aLinkThatLeadsNowhere)
{
    std::filesystem::remove(file());
    std::filesystem::create_symlink(place() / "on a disk that is not there.db", file());
    for (const HistoryMode mode : {HistoryMode::owner, HistoryMode::viewer})
        expectRefused(mode, ErrorCode::historyUnreadable);
    EXPECT_EQ(History::create(file()).error().code, ErrorCode::fileExists);
    EXPECT_TRUE(std::filesystem::is_symlink(file()));
    EXPECT_EQ(listed().size(), 1U) << "a new history was made where one was expected";
}

TEST_F(Opening, aPipeOrADevice)
{
    std::filesystem::remove(file());
    ASSERT_EQ(::mkfifo(file().c_str(), 0600), 0);
    for (const HistoryMode mode : {HistoryMode::viewer, HistoryMode::owner})
        expectRefused(mode, ErrorCode::historyUnreadable);
    std::filesystem::remove(file());
    std::filesystem::create_symlink("/dev/null", file());
    for (const HistoryMode mode : {HistoryMode::viewer, HistoryMode::owner})
        expectRefused(mode, ErrorCode::historyUnreadable);
}

TEST_F(Opening, anEmptyFile)
{
    std::filesystem::resize_file(file(), 0);
    for (const HistoryMode mode : {HistoryMode::owner, HistoryMode::viewer})
        expectRefused(mode, ErrorCode::historyDamaged);
}

TEST_F(Opening, aFileSystemWithoutLocks)
{
    fuseboardWatch(place().c_str(), "");
    fuseboardFaultPlan()->locksFail = true;
    // Only one of both: it takes SQLite's five seconds of waiting for a lock.
    expectRefused(HistoryMode::owner, ErrorCode::historyUnreadable);
    fuseboardFaultPlan()->locksFail = false;
    fuseboardWatch("", "");
    EXPECT_TRUE(History::open(file(), HistoryMode::owner));
}

TEST_F(Opening, viewersNeverWriteNorFoldTheLogBack)
{
    // SAFETY HI9: before SQLite 3.51.3 a second connection that writes or checkpoints can spoil the file.
    std::cout << "SQLite " << sqlite3_libversion() << "\n";
    auto owner = History::open(file(), HistoryMode::owner).value();
    ASSERT_TRUE(Company::act(*owner, 8));
    const auto log = file().string() + "-wal";
    const auto before = contentOf(file()), logBefore = contentOf(log);
    ASSERT_FALSE(logBefore.empty());
    {
        auto viewer = History::open(file(), HistoryMode::viewer).value();
        EXPECT_EQ(shownBy(*viewer)->acts, 9);
        const auto done = Company::act(*viewer, 9);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, ErrorCode::fileUnwritable) << done.error().detail;
        for (int acts = 0; acts < 3; ++acts)
            ASSERT_TRUE(Company::act(*owner, 9 + acts)) << "while a viewer reads";
        EXPECT_EQ(shownBy(*viewer)->acts, 12);
    }
    EXPECT_EQ(contentOf(file()), before);
    EXPECT_TRUE(contentOf(log).starts_with(logBefore)) << "the log was begun anew by a viewer";
    const auto last = contentOf(log);
    // The owner dies without folding it back; a viewer that is then the last connection leaves it too.
    const Ending ending = runAndKill(
        [&](const Acknowledge& acknowledge) {
            const auto other = History::open(file(), HistoryMode::viewer).value();
            acknowledge(shownBy(*other)->acts);
            ::pause();
        },
        1, {});
    EXPECT_EQ(ending.acknowledged, std::vector<std::int64_t> {12});
    EXPECT_EQ(contentOf(log), last);
}
