// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/linereader.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include <fcntl.h>
#include <unistd.h>

using namespace fuseboard;

namespace {

struct Read {
    std::string text;
    std::int64_t offset, end;
    bool ended, tooLong;
    bool operator==(const Read&) const = default;
};

std::vector<Read> readAll(const std::filesystem::path& file, std::int64_t offset)
{
    LineReader reader;
    const int descriptor = ::open(file.c_str(), O_RDONLY);
    reader.begin(descriptor, offset);
    std::vector<Read> out;
    while (const auto line = reader.next())
        out.push_back({std::string(line->text), line->offset, line->end, line->ended, line->tooLong});
    EXPECT_EQ(reader.error(), 0);
    ::close(descriptor);
    return out;
}

} // namespace

TEST(LineReader, linesOfAnyLengthComeWithTheirPlaces)
{
    const test::TemporaryDirectory directory;
    const auto file = directory.path() / "log";
    std::mt19937 random(3);
    for (int trial = 0; trial < 40; ++trial) {
        std::string text;
        std::vector<Read> expected;
        for (int line = 0; line < 60; ++line) {
            // Around the size of the buffer lie the mistakes.
            const std::size_t length = random() % 8 == 0 ? 256 * 1024 - 3 + random() % 7 : random() % 5000;
            const bool ended = line < 59 || random() % 2 == 0;
            const auto offset = static_cast<std::int64_t>(text.size());
            const std::string words(length, static_cast<char>('a' + line % 26));
            text += words + (ended ? "\n" : "");
            if (ended || length > 0)
                expected.push_back({words, offset, static_cast<std::int64_t>(text.size()), ended, false});
        }
        std::ofstream(file, std::ios::binary) << text;
        ASSERT_EQ(readAll(file, 0), expected) << trial;
        const auto from = expected.begin() + static_cast<std::ptrdiff_t>(random() % 20);
        ASSERT_EQ(readAll(file, from->offset), std::vector<Read>(from, expected.end())) << trial;
    }
}

TEST(LineReader, aLineWithoutBoundIsPassedOverAndTheNextOneRead)
{
    const test::TemporaryDirectory directory;
    const auto file = directory.path() / "log";
    {
        std::ofstream out(file, std::ios::binary);
        out << "first\n" << std::string(40 * 1024 * 1024, 'x') << "\nlast\n" << std::string(33 * 1024 * 1024, 'y');
    }
    const auto lines = readAll(file, 0);
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_TRUE(lines[1].tooLong && lines[1].text.empty() && lines[1].ended);
    EXPECT_EQ(lines[2], (Read {"last", lines[1].end, lines[1].end + 5, true, false}));
    EXPECT_TRUE(lines[3].tooLong && !lines[3].ended);
}

TEST(LineReader, aFileThatCantBeReadSaysSo)
{
    LineReader reader;
    reader.begin(-1, 0);
    EXPECT_FALSE(reader.next());
    EXPECT_EQ(reader.error(), EBADF);
}
