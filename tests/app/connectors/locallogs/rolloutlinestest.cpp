// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/codex/rolloutlines.h"
#include "connectors/locallogs/loglibrary.h"
#include "models/store/temporarydirectory.h"

#include <gtest/gtest.h>

#include <format>
#include <fstream>
#include <random>

using namespace fuseboard;
namespace fs = std::filesystem;

namespace {

constexpr auto meta =
    R"({{"timestamp":"2026-07-04T10:00:00.100Z","type":"session_meta","payload":{{"id":"x","cwd":"/w","source":{}}}}})";
constexpr auto turn = R"({{"timestamp":"2026-07-04T10:00:01Z","type":"turn_context","payload":{{"cwd":"/w","model":"{}"}}}})";

std::string usage(std::int64_t input, std::int64_t cached, std::int64_t output, std::int64_t reasoning)
{
    return std::format(
        R"({{"input_tokens":{},"cached_input_tokens":{},"output_tokens":{},"reasoning_output_tokens":{},"total_tokens":{}}})",
        input, cached, output, reasoning, input + output);
}

std::string tokens(std::string_view at, std::string_view total, std::string_view last)
{
    return std::format(
        R"({{"timestamp":"2026-07-04T{}Z","type":"event_msg","payload":{{"type":"token_count","info":{{"total_token_usage":{},"last_token_usage":{},"model_context_window":1}},"rate_limits":null}}}})",
        at, total, last);
}

class RolloutLinesTest : public testing::Test {
protected:
    [[nodiscard]] fs::path file() const { return m_directory.path() / "sessions/2026/rollout-1.jsonl"; }
    void add(const std::vector<std::string>& lines, const fs::path& to) const
    {
        fs::create_directories(to.parent_path());
        std::ofstream out(to, std::ios::app);
        for (const std::string& line : lines)
            out << line << '\n';
    }
    void add(const std::vector<std::string>& lines) const { add(lines, file()); }
    TokenCounts sum()
    {
        m_library.update({{m_directory.path(), {}}});
        TokenCounts all;
        for (const LogBucket& bucket : m_library.tally().buckets())
            all += bucket.tokens;
        return all;
    }
    test::TemporaryDirectory m_directory;
    LogLibrary m_library {&RolloutLines::make};
    std::string m_meta = std::format(meta, "\"cli\""), m_turn = std::format(turn, "gpt-5.6");
};

} // namespace

TEST_F(RolloutLinesTest, eachTurnIsWhatItUsedWithItsModelAndClassesApart)
{
    add({m_meta, m_turn, tokens("10:00:05", usage(100, 40, 9, 3), usage(100, 40, 9, 3)), std::format(turn, "gpt-5.6-mini"),
        tokens("11:00:05", usage(250, 60, 20, 3), usage(150, 20, 11, 0))});
    EXPECT_EQ(sum(), (TokenCounts {190, 60, 0, 0, 20, 3}));
    ASSERT_EQ(m_library.tally().buckets().size(), 2U);
    EXPECT_EQ(m_library.tally().names().textOf(m_library.tally().buckets()[1].model), "gpt-5.6-mini");
    EXPECT_EQ(m_library.tally().names().textOf(m_library.tally().buckets()[1].project), "/w");
}

TEST_F(RolloutLinesTest, withoutATurnsOwnUsageItIsTheDifferenceAndADropStartsAnew)
{
    add({m_meta, m_turn, tokens("10:00:05", usage(100, 0, 10, 0), "null"), tokens("10:00:06", usage(160, 50, 15, 0), "null"),
        tokens("10:00:07", usage(30, 0, 2, 0), "null")});
    EXPECT_EQ(sum(), (TokenCounts {100 + 10 + 30, 50, 0, 0, 17, 0}));
}

TEST_F(RolloutLinesTest, theSameTotalsAgainAreNoNewTurn)
{
    const std::string told = tokens("10:00:05", usage(100, 0, 10, 0), usage(100, 0, 10, 0));
    add({m_meta, m_turn, told, told, tokens("10:00:09", usage(100, 0, 10, 0), usage(100, 0, 10, 0))});
    EXPECT_EQ(sum(), (TokenCounts {.input = 100, .output = 10}));
    EXPECT_EQ(m_library.counts().passedOver, 2);
    EXPECT_EQ(m_library.counts().duplicates, 0);
}

TEST_F(RolloutLinesTest, aSubagentsReplayOfItsParentIsSkippedAndItsOwnTurnsCount)
{
    add({std::format(meta, R"({"subagent":{"thread_spawn":{"parent_thread_id":"p"}}})"), m_meta, m_turn,
        tokens("10:00:00.200", usage(100, 0, 10, 0), usage(100, 0, 10, 0)),
        tokens("10:00:00.201", usage(300, 0, 30, 0), usage(200, 0, 20, 0)), tokens("10:00:07", usage(350, 0, 35, 0), "null")});
    EXPECT_EQ(sum(), (TokenCounts {.input = 50, .output = 5})) << "the difference to what was replayed";
}

TEST_F(RolloutLinesTest, anArchivedSessionIsTheSameOne)
{
    add({m_meta, m_turn, tokens("10:00:05", usage(100, 0, 10, 0), usage(100, 0, 10, 0))});
    const TokenCounts before = sum();
    fs::create_directories(m_directory.path() / "archived_sessions");
    fs::rename(file(), m_directory.path() / "archived_sessions/rollout-1.jsonl");
    EXPECT_EQ(sum(), before);
    add({tokens("10:00:09", usage(110, 0, 11, 0), usage(10, 0, 1, 0))},
        m_directory.path() / "archived_sessions/rollout-1.jsonl");
    EXPECT_EQ(sum(), (TokenCounts {.input = 110, .output = 11}));
}

TEST_F(RolloutLinesTest, linesOfNoUsageSayNothingAndBrokenOnesAreCalledSo)
{
    add({m_meta, R"({"timestamp":"2026-07-04T10:00:05Z","type":"event_msg","payload":{"type":"token_count","info":null}})",
        R"({"timestamp":"2026-07-04T10:00:05Z","type":"response_item","payload":{"text":"\"token_count\""}})",
        "{\"token_count\":}", tokens("10:00:05", usage(-5, 0, 1, 0), "null"), tokens("29:00:05", usage(5, 0, 1, 0), "null")});
    EXPECT_EQ(sum(), TokenCounts());
    EXPECT_EQ(m_library.counts().broken, 3);
}

TEST_F(RolloutLinesTest, anySplitIntoIncrementsComesToTheSame)
{
    std::mt19937 random(31);
    for (int trial = 0; trial < 20; ++trial) {
        std::string all = m_meta + '\n' + m_turn + '\n';
        std::int64_t input = 0, output = 0, cached = 0;
        for (int i = 0; i < 40; ++i) {
            const auto more = static_cast<std::int64_t>(random() % 500);
            input += more;
            cached += more / 3;
            output += static_cast<std::int64_t>(random() % 50);
            all += tokens(std::format("10:{:02}:{:02}", i, random() % 60), usage(input, cached, output, 0), "null") + '\n';
        }
        const fs::path to = m_directory.path() / std::format("sessions/rollout-{}.jsonl", trial);
        fs::create_directories(to.parent_path());
        const TokenCounts before = sum();
        for (std::size_t at = 0; at < all.size();) {
            const std::size_t part = std::min<std::size_t>(1 + random() % 3000, all.size() - at);
            std::ofstream(to, std::ios::app) << all.substr(at, part);
            at += part;
            sum();
        }
        TokenCounts expected = before;
        expected += {.input = input - cached, .cacheRead = cached, .output = output};
        ASSERT_EQ(sum(), expected) << trial;
    }
}
