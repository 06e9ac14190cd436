// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/holdsfile.h"
#include "support/smalldisk.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <sys/wait.h>

using namespace fuseboard;
using namespace fuseboard::gateway;
using fuseboard::test::mountSmallDisk;

namespace {

Hold frozen(Scope scope, std::uint64_t generation)
{
    return {{.orderId = "o-" + std::to_string(generation),
                .scope = std::move(scope),
                .generation = generation,
                .reason = "an agent ran away",
                .by = "A. Smith"},
        Instant(std::chrono::microseconds(1'780'000'000'000'000))};
}

class Holds : public testing::Test {
protected:
    Holds()
    {
        std::string name = std::filesystem::temp_directory_path() / "fbholdsXXXXXX";
        directory = ::mkdtemp(name.data());
        file = directory / "holds.db";
        EXPECT_TRUE(HoldsFile::create(file));
    }
    ~Holds() override
    {
        std::error_code ignored; // a leftover in the temporary directory harms nothing
        std::filesystem::remove_all(directory, ignored);
    }

    void keepTwo() const
    {
        auto holds = HoldsFile::open(file);
        ASSERT_TRUE(holds);
        for (const Hold& hold : two)
            ASSERT_TRUE(holds->keep(hold));
    }
    [[nodiscard]] Result<std::vector<Hold>> read() const
    {
        auto holds = HoldsFile::open(file);
        return holds ? holds->all() : std::unexpected(holds.error());
    }
    void change(const std::string& script) const
    {
        sqlite::Database other(file, sqlite::Access::write);
        other.prepareForWriting();
        other.execute(script);
    }
    void write(const std::string& bytes) const
    {
        for (const char* log : {"-wal", "-shm"})
            std::filesystem::remove(file.string() + log);
        std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    }

    std::filesystem::path directory, file;
    const std::vector<Hold> two {frozen(Scope::everything(), 1), frozen(Scope::ofTeam("team-a"), 2)};
};

/// Where `all` became `alm`, SQLite found nothing wrong, and the freeze of everybody froze nobody.
TEST_F(Holds, noFlippedBitMakesOtherFreezesOfThem)
{
    keepTwo();
    ASSERT_EQ(read().value_or(std::vector<Hold>()), two);
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    const std::string good = bytes.str();
    int refused = 0;
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(static_cast<unsigned char>(bad[at]) ^ (1U << (at % 8)));
        write(bad);
        const auto holds = read();
        refused += holds ? 0 : 1;
        ASSERT_TRUE(!holds || *holds == two) << "byte " << at;
    }
    EXPECT_GT(refused, 300);
}

TEST_F(Holds, whatWasChangedBesideUsIsRefusedAndStaysSo)
{
    keepTwo();
    for (const char* script : {"UPDATE hold SET state = 'released' WHERE kind = 'team'", "DELETE FROM hold WHERE kind = 'team'",
             "UPDATE hold SET id = 'alm' WHERE kind = 'organisation'", "DELETE FROM seal",
             "INSERT INTO seal SELECT sum FROM seal"}) {
        SCOPED_TRACE(script);
        std::filesystem::copy_file(file, directory / "kept");
        change(script);
        const auto holds = read();
        ASSERT_FALSE(holds);
        EXPECT_EQ(holds.error().code, ErrorCode::historyDamaged);
        auto open = HoldsFile::open(file);
        ASSERT_TRUE(open);
        EXPECT_FALSE(open->keep(frozen(Scope::ofTeam("team-b"), 3)));
        EXPECT_FALSE(open->all());
        open = fail(ErrorCode::historyDamaged);
        std::filesystem::remove(file);
        std::filesystem::rename(directory / "kept", file);
        ASSERT_TRUE(read());
    }
}

TEST_F(Holds, aFileOfTheVersionBeforeIsTakenOver)
{
    keepTwo();
    change("DROP TABLE seal; PRAGMA user_version = 1");
    EXPECT_EQ(read().value_or(std::vector<Hold>()), two);
    EXPECT_EQ(read().value_or(std::vector<Hold>()), two);
    auto holds = HoldsFile::open(file);
    ASSERT_TRUE(holds && holds->keep(frozen(Scope::ofTeam("team-b"), 3)));
    EXPECT_EQ(holds->all().value_or(std::vector<Hold>()).size(), 3U);

    sqlite::Database copy(directory / "holds.db.version-1", sqlite::Access::read);
    EXPECT_EQ(copy.schemaVersion(), 1) << "as it was, for the version before";
    sqlite::Statement count(copy, "SELECT count(*) FROM hold");
    ASSERT_TRUE(count.step());
    EXPECT_EQ(count.integer(0), 2);
}

/// Must be called in a process of its own. 0: as it should be; 1: not; 2: nothing could be tried.
int takeOverOnAFullDisk(const std::filesystem::path& old, const std::filesystem::path& place, const std::vector<Hold>& holds)
{
    if (!mountSmallDisk(place, "256k"))
        return 2;
    const auto file = place / "holds.db";
    std::filesystem::copy_file(old, file);
    std::ofstream(place / "filler") << std::string(256UL * 1024, 'x');
    const auto full = HoldsFile::open(file);
    const bool isTold = !full && full.error().code == ErrorCode::diskFull;
    const bool hasCopy = std::filesystem::exists(place / "holds.db.version-1");
    std::filesystem::resize_file(place / "filler", 0);
    const bool isOld = sqlite::Database(file, sqlite::Access::write).schemaVersion() == 1;
    auto after = HoldsFile::open(file);
    const bool isWhole = after && after->all() == holds;
    return isTold && !hasCopy && isOld && isWhole && std::filesystem::exists(place / "holds.db.version-1") ? 0 : 1;
}

TEST_F(Holds, aFullDiskLeavesTheFileOfTheVersionBeforeAsItIs)
{
    keepTwo();
    change("DROP TABLE seal; PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)");
    const auto place = directory / "disk";
    std::filesystem::create_directory(place);
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(takeOverOnAFullDisk(file, place, two));
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 2)
        GTEST_SKIP() << "it needs a user namespace to mount its small disk in";
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

} // namespace
