// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/claudecode/transcriptlines.h"
#include "connectors/locallogs/loglibrary.h"
#include "models/store/temporarydirectory.h"
#include "support/transcripts/transcripttree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>

#include <unistd.h>

using namespace fuseboard;
namespace fs = std::filesystem;

namespace {

std::string contentsOf(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string response(std::string_view id, int output, std::string_view second = "00")
{
    const std::string named = id.empty() ? std::string() : "\"id\":\"" + std::string(id) + "\",";
    return R"({"cwd":"/w","timestamp":"2026-07-04T10:00:)" + std::string(second) + R"(Z","requestId":"r","message":{)" + named
        + R"("model":"m","usage":{"input_tokens":1,"output_tokens":)" + std::to_string(output) + "}}}\n";
}

std::int64_t outputOf(const LogLibrary& library)
{
    std::int64_t sum = 0;
    for (const LogBucket& bucket : library.tally().buckets())
        sum += bucket.tokens.output;
    return sum;
}

class LogLibraryTest : public testing::Test {
protected:
    [[nodiscard]] fs::path home() const { return m_directory.path() / "projects"; }
    void write(std::string_view name, std::string_view text, std::ios::openmode mode = std::ios::trunc) const
    {
        const fs::path file = home() / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary | mode) << text;
    }
    void append(std::string_view name, std::string_view text) const { write(name, text, std::ios::app); }
    bool update() { return m_library.update({{home(), {}}}); }

    test::TemporaryDirectory m_directory;
    LogLibrary m_library {&TranscriptLines::make};
};

} // namespace

TEST_F(LogLibraryTest, followsALiveSessionLineByLine)
{
    write("p/s.jsonl", response("a", 10));
    EXPECT_TRUE(update());
    EXPECT_FALSE(update()) << "nothing is new";
    append("p/s.jsonl", response("b", 20));
    EXPECT_TRUE(update());
    EXPECT_EQ(outputOf(m_library), 30);
    const std::string next = response("c", 40);
    append("p/s.jsonl", next.substr(0, 60));
    update();
    EXPECT_EQ(outputOf(m_library), 30) << "a line that is still being written";
    EXPECT_EQ(m_library.counts().broken, 0);
    append("p/s.jsonl", next.substr(60, next.size() - 61));
    update();
    EXPECT_EQ(outputOf(m_library), 70) << "whole, though its end is missing";
    append("p/s.jsonl", "\n" + response("d", 1));
    update();
    EXPECT_EQ(outputOf(m_library), 71);
    EXPECT_EQ(m_library.counts().broken, 0);
}

TEST_F(LogLibraryTest, aFileWrittenAnewIsReadAnew)
{
    write("p/s.jsonl", response("a", 10) + response("", 100) + response("", 200, "01"));
    update();
    EXPECT_EQ(outputOf(m_library), 310) << "lines without an id are never one";
    write("p/s.jsonl", response("a", 10) + response("", 200, "01"));
    update();
    EXPECT_EQ(outputOf(m_library), 210) << "shorter";
    write("p/s.jsonl", response("a", 10) + response("", 500, "01") + response("", 500, "02"));
    update();
    EXPECT_EQ(outputOf(m_library), 1010) << "longer, with another beginning";
    fs::rename(home() / "p/s.jsonl", home() / "p/old");
    write("p/s.jsonl", response("", 7));
    update();
    EXPECT_EQ(outputOf(m_library), 17) << "another file under the same name; what an id tells stays";
}

TEST_F(LogLibraryTest, aRenamedFolderTellsNothingTwice)
{
    const std::string lines = response("a", 10) + response("", 100) + response("", 200, "01");
    write("p/s.jsonl", lines);
    write("p/deeper/agent.jsonl", response("", 1000));
    update();
    fs::rename(home() / "p", home() / "q");
    append("q/s.jsonl", response("", 400, "02"));
    EXPECT_TRUE(update());
    EXPECT_EQ(outputOf(m_library), 1710);
    EXPECT_EQ(m_library.counts(), (LogCounts {2, 5, 5, 0, 0, 0}));
    fs::rename(home() / "q", home() / "r");
    write("r/s.jsonl", response("", 7)); // written anew after it was moved: what its place identified goes
    update();
    EXPECT_EQ(outputOf(m_library), 10 + 7 + 200 + 100 + 400 + 1000) << "another text is another file: the former still counts";
    write("r/s.jsonl", response("", 8, "09"));
    update();
    EXPECT_EQ(outputOf(m_library), 10 + 8 + 200 + 100 + 400 + 1000);
}

TEST_F(LogLibraryTest, aFolderThatIsMovedByCopyingTellsNothingTwice)
{
    write("p/s.jsonl", response("", 100) + response("", 200, "01"));
    update();
    fs::copy(home() / "p", home() / "q");
    update();
    EXPECT_EQ(outputOf(m_library), 600) << "two files, and nothing says that their lines are the same";
    fs::remove_all(home() / "q");
    fs::copy(home() / "p", home() / "r");
    fs::remove_all(home() / "p");
    update();
    EXPECT_EQ(outputOf(m_library), 600);
}

TEST_F(LogLibraryTest, linksAreFollowedAndEachFileIsReadOnce)
{
    write("p/s.jsonl", response("", 100));
    const fs::path elsewhere = m_directory.path() / "elsewhere";
    fs::create_directories(elsewhere / "deep");
    std::ofstream(elsewhere / "deep/t.jsonl") << response("", 20);
    fs::create_directory_symlink(elsewhere, home() / "linked");
    fs::create_directory_symlink(elsewhere, home() / "again");
    fs::create_directory_symlink(home(), elsewhere / "back");
    fs::create_directory_symlink(".", home() / "p/self");
    fs::create_symlink(home() / "p/s.jsonl", home() / "p/a.jsonl");
    fs::create_hard_link(home() / "p/s.jsonl", home() / "p/b.jsonl");
    fs::create_directory_symlink("nowhere", home() / "broken");
    update();
    EXPECT_EQ(outputOf(m_library), 120);
    EXPECT_EQ(m_library.counts().files, 2);
    append("p/s.jsonl", response("", 3, "01"));
    fs::remove(home() / "linked"); // read on by the other link
    std::ofstream(elsewhere / "deep/t.jsonl", std::ios::app) << response("", 4, "01");
    update();
    EXPECT_EQ(outputOf(m_library), 127);
}

TEST_F(LogLibraryTest, whatVanishesFromDiskStillCounts)
{
    write("p/s.jsonl", response("a", 10));
    write("p/t.jsonl", response("a", 10) + response("b", 20));
    update();
    fs::remove(home() / "p/t.jsonl");
    EXPECT_FALSE(update());
    EXPECT_EQ(outputOf(m_library), 30);
    EXPECT_EQ(m_library.counts(), (LogCounts {2, 3, 2, 1, 0, 0}));
}

TEST_F(LogLibraryTest, brokenLinesAreNamedByFileAndLineOverAllReadings)
{
    write("p/s.jsonl", response("a", 1) + "nonsense\n");
    update();
    append("p/s.jsonl", response("b", 1) + "{\"usage\":{}\n");
    update();
    const std::string file = (home() / "p/s.jsonl").string();
    EXPECT_EQ(m_library.broken(), (std::vector<BrokenLine> {{file, 2}, {file, 4}}));
    EXPECT_EQ(m_library.counts().broken, 2);
}

TEST_F(LogLibraryTest, aFileThatMayNotBeReadIsNamedAndTriedAgain)
{
    if (::geteuid() == 0)
        fs::create_directories(home() / "p/s.jsonl"); // whoever reads everything can't read a directory; it is no file
    write("p/t.jsonl", response("a", 1));
    update();
    EXPECT_EQ(outputOf(m_library), 1);
    if (::geteuid() == 0)
        return;
    write("p/s.jsonl", response("b", 2));
    fs::permissions(home() / "p/s.jsonl", fs::perms::none);
    update();
    EXPECT_EQ(m_library.unreadable(), std::set<std::string> {(home() / "p/s.jsonl").string()});
    fs::permissions(home() / "p/s.jsonl", fs::perms::owner_all);
    update();
    EXPECT_TRUE(m_library.unreadable().empty());
    EXPECT_EQ(outputOf(m_library), 3);
}

TEST_F(LogLibraryTest, whatWasSavedGoesOnWhereItWas)
{
    const fs::path index = m_directory.path() / "index";
    write("p/s.jsonl", response("a", 10) + "nonsense\n");
    update();
    ASSERT_TRUE(m_library.save(index));
    LogLibrary again(&TranscriptLines::make);
    ASSERT_TRUE(again.load(index));
    EXPECT_EQ(again.id(), m_library.id());
    EXPECT_FALSE(again.update({{home(), {}}}));
    append("p/s.jsonl", response("a", 10) + response("b", 5));
    EXPECT_TRUE(again.update({{home(), {}}}));
    EXPECT_EQ(outputOf(again), 15);
    EXPECT_EQ(again.counts(), (LogCounts {1, 4, 2, 1, 0, 1}));
    EXPECT_EQ(again.broken(), m_library.broken());
}

TEST_F(LogLibraryTest, anIndexWithAnyByteChangedOrMissingIsNotBelieved)
{
    const fs::path index = m_directory.path() / "index";
    write("p/s.jsonl", response("a", 10));
    update();
    ASSERT_TRUE(m_library.save(index));
    const std::string good = contentsOf(index);
    const auto loads = [&](const std::string& bytes) {
        std::ofstream(index, std::ios::binary) << bytes;
        return LogLibrary(&TranscriptLines::make).load(index);
    };
    EXPECT_TRUE(loads(good));
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x10);
        EXPECT_FALSE(loads(bad)) << at;
    }
    for (std::size_t length = 0; length < good.size(); length += 7)
        EXPECT_FALSE(loads(good.substr(0, length))) << length;
    fs::remove(index);
    EXPECT_FALSE(LogLibrary(&TranscriptLines::make).load(index));
    EXPECT_FALSE(m_library.save(m_directory.path() / "no/such/directory/index"));
}

TEST_F(LogLibraryTest, anySplitOfATreeIntoIncrementsComesToTheSame)
{
    const fs::path source = m_directory.path() / "source";
    const auto totals = test::writeTranscriptTree(source, 1'500'000, 5);
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& entry : fs::recursive_directory_iterator(source / "projects"))
        if (entry.is_regular_file())
            files.emplace_back(entry.path().lexically_relative(source / "projects").string(), contentsOf(entry.path()));
    std::mt19937 random(9);
    for (int trial = 0; trial < 6; ++trial) {
        fs::remove_all(home());
        const fs::path index = m_directory.path() / "index";
        fs::remove(index);
        std::vector<std::size_t> written(files.size(), 0);
        auto library = std::make_unique<LogLibrary>(&TranscriptLines::make);
        for (bool left = true; left;) {
            left = false;
            std::ranges::shuffle(files, random); // with `written` by name, so that any file may be first
            std::ranges::fill(written, 0);
            for (std::size_t i = 0; i < files.size(); ++i) {
                std::error_code none;
                const auto size = fs::file_size(home() / files[i].first, none);
                written[i] = none ? 0 : size;
                const std::size_t more = std::min<std::size_t>(random() % 400'000, files[i].second.size() - written[i]);
                append(files[i].first, std::string_view(files[i].second).substr(written[i], more));
                left = left || written[i] + more < files[i].second.size();
            }
            library->update({{home(), {}}});
            if (random() % 3 == 0) { // the program ends and starts again
                ASSERT_TRUE(library->save(index));
                library = std::make_unique<LogLibrary>(&TranscriptLines::make);
                ASSERT_TRUE(library->load(index));
            }
        }
        const test::ClassCounts expected = totals.all().tokens;
        TokenCounts found;
        for (const LogBucket& bucket : library->tally().buckets())
            found += bucket.tokens;
        ASSERT_EQ(found, (TokenCounts {expected[0], expected[1], expected[2], expected[3], expected[4], 0})) << trial;
        ASSERT_EQ(library->counts(),
            (LogCounts {
                totals.files, totals.lines, totals.all().responses, totals.duplicates(), totals.passedOver, totals.broken}));
    }
}
