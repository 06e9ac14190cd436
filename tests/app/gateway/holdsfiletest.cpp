// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/holdsfile.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

using namespace fuseboard;
using namespace fuseboard::gateway;

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
}

} // namespace
