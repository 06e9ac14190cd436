// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/temporarydirectory.h"
#include "support/smalldisk.h"
#include "store/history.h"
#include "store/migrations.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <sstream>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace fuseboard;

namespace {

const Instant start = *parseInstant("2026-11-23T00:00:00Z");
const Period november {*parseInstant("2026-11-01T00:00:00Z"), *parseInstant("2026-12-01T00:00:00Z")};

std::string read(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

/// Poll number n: ten calls, and its own number as the cursor.
Poll pollNumber(int n)
{
    Poll poll {.source = "gateway", .rows = {}, .rereads = {}, .cursor = std::to_string(n), .at = start, .completeUpTo = {}};
    for (int i = 0; i < 10; ++i) {
        const int number = n * 10 + i;
        poll.rows.push_back({.start = start + std::chrono::seconds(number % 80'000),
            .source = "gateway",
            .account = "acme",
            .recordId = "call-" + std::to_string(number),
            .seq = static_cast<std::uint64_t>(number + 1),
            .team = "team-a",
            .project = {},
            .key = "key-" + std::to_string(number % 7),
            .person = {},
            .agent = {},
            .model = "m",
            .lineItem = {},
            .tokens = {.input = 1},
            .requests = 1,
            .cost = Money {number, Currency::usd()},
            .priceVersion = "p"});
    }
    return poll;
}

class HistoryFileTest : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path file() const { return m_directory.path() / "history.db"; }
    ErrorCode openError(HistoryMode mode = HistoryMode::owner)
    {
        const auto opened = History::open(file(), mode);
        EXPECT_FALSE(opened);
        if (opened)
            return {};
        EXPECT_TRUE(opened.error().subject.starts_with(m_directory.path().string())) << opened.error().subject;
        return opened.error().code;
    }
    void make() { ASSERT_TRUE(History::create(file())); }
    test::TemporaryDirectory m_directory;
};

} // namespace

TEST_F(HistoryFileTest, aMissingHistoryIsNeverMadeAnew)
{
    EXPECT_EQ(openError(), ErrorCode::historyUnreadable);
    EXPECT_EQ(openError(HistoryMode::viewer), ErrorCode::historyUnreadable);
    EXPECT_TRUE(std::filesystem::is_empty(m_directory.path()));
}

TEST_F(HistoryFileTest, makingOneNeverTouchesWhatIsThere)
{
    std::ofstream(file()) << "precious";
    EXPECT_EQ(History::create(file()).error().code, ErrorCode::fileExists);
    EXPECT_EQ(read(file()), "precious");
    EXPECT_EQ(History::create(m_directory.path() / "none" / "history.db").error().code, ErrorCode::directoryMissing);
    // The log of a history whose file was moved away: somebody's data, not the start of a new one.
    std::ofstream(m_directory.path() / "other.db-wal") << "precious";
    EXPECT_EQ(History::create(m_directory.path() / "other.db").error().code, ErrorCode::fileExists);
}

TEST_F(HistoryFileTest, anAttemptThatWasKilledLeavesNothingInTheWay)
{
    std::ofstream(file().string() + ".new") << "half made";
    std::ofstream(file().string() + ".new-wal") << "half made";
    make();
    EXPECT_FALSE(std::filesystem::exists(file().string() + ".new"));
    EXPECT_TRUE(History::open(file(), HistoryMode::owner));
    EXPECT_EQ(std::filesystem::status(file()).permissions(),
        std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(HistoryFileTest, aNewerHistoryIsRefusedAndStaysByteForByte)
{
    make();
    {
        sqlite::Database database(file(), sqlite::Access::write);
        database.prepareForWriting();
        database.execute("PRAGMA user_version = 999");
    }
    const std::string before = read(file());
    EXPECT_EQ(openError(), ErrorCode::historyNewer);
    EXPECT_EQ(openError(HistoryMode::viewer), ErrorCode::historyNewer);
    EXPECT_EQ(read(file()), before);
}

TEST_F(HistoryFileTest, aFileThatIsNoHistoryIsRefusedAndStays)
{
    sqlite::Database(file(), sqlite::Access::create).execute("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
    const std::string theirs = read(file());
    EXPECT_EQ(openError(), ErrorCode::historyDamaged);
    EXPECT_EQ(read(file()), theirs);
    for (const std::string& content : {std::string(), std::string(5000, 'x'), std::string("SQLite format 3")}) {
        std::ofstream(file(), std::ios::binary | std::ios::trunc) << content;
        EXPECT_EQ(openError(), ErrorCode::historyDamaged) << content.size();
        EXPECT_EQ(read(file()), content);
    }
    std::filesystem::remove(file());
    std::filesystem::create_directory(file());
    EXPECT_EQ(openError(HistoryMode::viewer), ErrorCode::historyUnreadable);
}

TEST_F(HistoryFileTest, aDamagedPageIsNoticedAndNothingIsMadeUp)
{
    {
        auto history = History::create(file()).value();
        for (int n = 0; n < 200; ++n)
            ASSERT_TRUE(history->apply(pollNumber(n)));
    }
    const auto size = std::filesystem::file_size(file());
    std::fstream damage(file(), std::ios::binary | std::ios::in | std::ios::out);
    // Every page but the first, whose loss would not even open.
    for (std::uintmax_t at = 4096; at < size; at += 4096) {
        damage.seekp(static_cast<std::streamoff>(at));
        damage << std::string(64, '\xff');
    }
    damage.close();
    const auto opened = History::open(file(), HistoryMode::owner);
    const auto days = opened ? (*opened)->spent(november, Grain::hour, Currency::usd())
                             : Result<std::vector<SpentDay>>(std::unexpected(opened.error()));
    ASSERT_FALSE(days);
    EXPECT_EQ(days.error().code, ErrorCode::historyDamaged);
    EXPECT_EQ(days.error().subject, file().string());
}

TEST_F(HistoryFileTest, aReadOnlyFileAndDirectoryAreNamed)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "to root every file is writable";
    make();
    using std::filesystem::perms;
    std::filesystem::permissions(file(), perms::owner_read);
    EXPECT_EQ(openError(), ErrorCode::fileUnwritable);
    std::filesystem::permissions(file(), perms::none);
    EXPECT_EQ(openError(), ErrorCode::historyUnreadable);
    std::filesystem::permissions(file(), perms::owner_read | perms::owner_write);
    std::filesystem::permissions(m_directory.path(), perms::owner_read | perms::owner_exec);
    EXPECT_EQ(openError(), ErrorCode::fileUnwritable);
    EXPECT_EQ(History::create(m_directory.path() / "new.db").error().code, ErrorCode::fileUnwritable);
}

TEST_F(HistoryFileTest, aFullDiskStopsThePollAndLosesNothing)
{
    // A child with its own mounts: a file system of half a megabyte.
    const std::string place = m_directory.path() / "small";
    std::filesystem::create_directory(place);
    const pid_t child = ::fork();
    if (child == 0) {
        if (!test::mountSmallDisk(place, "512k"))
            _exit(77);
        const std::filesystem::path small = std::filesystem::path(place) / "history.db";
        auto history = History::create(small);
        if (!history)
            _exit(1);
        int n = 0;
        Result<Applied> applied;
        while ((applied = (*history)->apply(pollNumber(n))))
            ++n;
        if (applied.error().code != ErrorCode::diskFull || applied.error().subject != small)
            _exit(2);
        if ((*history)->sourceState("gateway")->cursor != std::to_string(n - 1))
            _exit(3);
        if ((*history)->rows("gateway", november)->size() != static_cast<std::size_t>(n) * 10)
            _exit(4);
        // Room again: the same history goes on.
        if (::mount("tmpfs", place.c_str(), "tmpfs", MS_REMOUNT, "size=4m") != 0 || !(*history)->apply(pollNumber(n)))
            _exit(5);
        _exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77)
        GTEST_SKIP() << "no small file system can be mounted here";
    EXPECT_EQ(WEXITSTATUS(status), 0);
}
