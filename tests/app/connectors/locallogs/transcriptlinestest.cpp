// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/claudecode/transcriptlines.h"

#include "domain/instant.h"

#include <gtest/gtest.h>

#include <random>

using namespace fuseboard;

namespace {

/// A line with room behind it, as the reader of files gives it.
class Parsed {
public:
    explicit Parsed(const std::string& line, const std::string& file = "/home/ada/.claude/projects/-home-ada-shop/s.jsonl")
        : m_text(line + std::string(64, '}'))
    {
        TranscriptLines lines;
        lines.begin(file, "ada@example.org", {});
        const RawLine raw {.text = std::string_view(m_text).substr(0, line.size()), .offset = 70, .end = 71};
        whole = lines.isWhole(raw);
        verdict = lines.parse(raw, batch);
    }
    [[nodiscard]] const LogEvent& event() const { return batch.events.at(0); }
    [[nodiscard]] const std::string& name(std::uint32_t id) const { return batch.names.textOf(id); }
    LogBatch batch;
    LineVerdict verdict {};
    bool whole = false;

private:
    std::string m_text;
};

const std::string usual =
    R"({"parentUuid":"p","isSidechain":false,"cwd":"/home/ada/shop","sessionId":"s1","version":"2.1.14","type":"assistant",)"
    R"("uuid":"u","timestamp":"2026-07-04T10:20:30.456Z","requestId":"req_1","message":{"id":"msg_1","role":"assistant",)"
    R"("model":"claude-opus-5","content":[{"type":"text","text":"say \"usage\":{ not"}],"usage":{"input_tokens":3,)"
    R"("cache_creation_input_tokens":300,"cache_read_input_tokens":200,"cache_creation":{"ephemeral_5m_input_tokens":100,)"
    R"("ephemeral_1h_input_tokens":200},"output_tokens":7,"service_tier":"standard"}}})";

std::string with(std::string from, std::string_view what, std::string_view instead)
{
    const auto at = from.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return from.replace(at, what.size(), instead);
}

} // namespace

TEST(TranscriptLines, aResponseTellsItsTokensTimeModelAndPlace)
{
    const Parsed line(usual);
    ASSERT_EQ(line.verdict, LineVerdict::usage);
    EXPECT_TRUE(line.whole);
    const LogEvent& event = line.event();
    EXPECT_EQ(event.tokens, (TokenCounts {3, 200, 100, 200, 7, 0}));
    EXPECT_EQ(Instant(std::chrono::milliseconds(event.millis)), *parseInstant("2026-07-04T10:20:30.456Z"));
    EXPECT_EQ(line.name(event.model), "claude-opus-5");
    EXPECT_EQ(line.name(event.project), "/home/ada/shop");
    EXPECT_EQ(line.name(event.person), "ada@example.org");
    EXPECT_EQ(line.name(event.terms), "");
    EXPECT_FALSE(event.sidechain);
    EXPECT_EQ(event.origin, 0U);
}

TEST(TranscriptLines, writesWithoutASpanAreOfFiveMinutes)
{
    const Parsed line(
        with(usual, R"("cache_creation":{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":200},)", ""));
    EXPECT_EQ(line.event().tokens, (TokenCounts {3, 200, 300, 0, 7, 0}));
    EXPECT_EQ(Parsed(with(usual, R"("cache_creation":{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":200})",
                         R"("cache_creation":null)"))
                  .event()
                  .tokens,
        (TokenCounts {3, 200, 300, 0, 7, 0}));
}

TEST(TranscriptLines, whatChangesThePriceIsInTheTerms)
{
    const auto terms = [](const std::string& line) {
        const Parsed parsed(line);
        return parsed.name(parsed.event().terms);
    };
    EXPECT_EQ(
        terms(with(usual, R"("service_tier":"standard")", R"("service_tier":"priority","speed":"fast","inference_geo":"us")")),
        "priority, fast, us");
    EXPECT_EQ(terms(with(usual, R"("input_tokens":3)", R"("input_tokens":199500)")), "above 128k") << "exactly 200,000";
    EXPECT_EQ(terms(with(usual, R"("input_tokens":3)", R"("input_tokens":199501)")), "above 200k");
    EXPECT_TRUE(Parsed(with(usual, R"("service_tier":"standard")", R"("speed":"standard")")).event().namesSpeed);
}

TEST(TranscriptLines, aSubagentsProgressIsTheLineItWraps)
{
    const std::string wrapped =
        R"({"type":"progress","cwd":"/home/ada/shop","version":"dev","sessionId":"","timestamp":"x","data":{"type":"agent_progress","message":)"
        + with(usual, R"("cwd":"/home/ada/shop",)", "") + "}}";
    const Parsed line(with(wrapped, R"("isSidechain":false)", R"("isSidechain":true)")), plain(usual);
    ASSERT_EQ(line.verdict, LineVerdict::usage);
    EXPECT_EQ(line.event().group, plain.event().group);
    EXPECT_EQ(line.event().member, plain.event().member);
    EXPECT_EQ(line.event().millis, plain.event().millis);
    EXPECT_EQ(line.name(line.event().project), "/home/ada/shop");
    EXPECT_TRUE(line.event().sidechain);
}

TEST(TranscriptLines, whatIsNoResponseIsPassedOver)
{
    for (const auto& [what, instead] : std::initializer_list<std::pair<const char*, const char*>> {
             {"\"claude-opus-5\"", "\"<synthetic>\""}, {"\"msg_1\"", "\"\""}, {"\"req_1\"", "\"\""}, {"\"s1\"", "\"\""},
             {"\"2.1.14\"", "\"dev\""}, {"\"2.1.14\"", "\"2.1\""}, {"\"2.1.14\"", "\"\""}, {"\"claude-opus-5\"", "\"\""},
             {R"("timestamp":"2026-07-04T10:20:30.456Z",)", ""}}) {
        const Parsed line(with(usual, what, instead));
        EXPECT_EQ(line.verdict, LineVerdict::passedOver) << what << " → " << instead;
        EXPECT_TRUE(line.batch.events.empty());
    }
    EXPECT_EQ(Parsed(with(usual, "2.1.14", "2.1.14-beta.1")).verdict, LineVerdict::usage);
    EXPECT_EQ(Parsed(R"({"type":"user","message":{"role":"user","content":"x"},"toolUseResult":{"usage":{"input_tokens":5}}})")
                  .verdict,
        LineVerdict::passedOver);
    EXPECT_EQ(Parsed(R"({"type":"user","message":"text","note":{"usage":{}}})").verdict, LineVerdict::passedOver);
    EXPECT_EQ(Parsed(R"({"type":"user","message":{"content":"\"usage\":{"}})").verdict, LineVerdict::nothing);
    EXPECT_EQ(Parsed("").verdict, LineVerdict::nothing);
    EXPECT_EQ(Parsed(" \t\r").verdict, LineVerdict::nothing);
}

TEST(TranscriptLines, idsMayBeMissingAndThenOnlyThePlaceTellsALineApart)
{
    const std::string without = with(usual, R"("id":"msg_1",)", "");
    const Parsed line(without), other(without, "/other/projects/x/t.jsonl");
    EXPECT_NE(line.event().origin, 0U);
    EXPECT_NE(line.event().group, other.event().group);
    EXPECT_EQ(Parsed(with(usual, R"("requestId":"req_1",)", "")).event().member, 0U);
    EXPECT_EQ(Parsed(with(usual, R"("requestId":"req_1")", R"("requestId":null)")).event().member, 0U);
    const Parsed placed(with(usual, R"("cwd":"/home/ada/shop",)", ""));
    EXPECT_EQ(placed.name(placed.event().project), "-home-ada-shop") << "the directory of the file";
}

TEST(TranscriptLines, brokenLinesAreCalledSo)
{
    for (const auto& [what, instead] :
        std::initializer_list<std::pair<const char*, const char*>> {{R"("input_tokens":3)", R"("input_tokens":-3)"},
            {R"("input_tokens":3)", R"("input_tokens":3.5)"}, {R"("input_tokens":3)", R"("input_tokens":"3")"},
            {R"("input_tokens":3)", R"("input_tokens":99999999999999999999)"},
            {R"("output_tokens":7)", R"("output_tokens":[7])"}, {"2026-07-04T10", "2026-13-04T10"},
            {"2026-07-04T10", "0001-07-04T10"}, {"2026-07-04T10", "9999-07-04T10"}, {R"("id":"msg_1")", R"("id":7)"},
            {R"("isSidechain":false)", R"("isSidechain":"no")"}, {R"("usage":{)", R"("usage":{{)"}}) {
        const Parsed line(with(usual, what, instead));
        EXPECT_EQ(line.verdict, LineVerdict::broken) << what << " → " << instead;
        EXPECT_TRUE(line.batch.events.empty());
    }
    EXPECT_EQ(Parsed("half a disk block").verdict, LineVerdict::broken);
    EXPECT_EQ(Parsed(usual + usual).verdict, LineVerdict::broken) << "two in one line";
}

TEST(TranscriptLines, aLineCutAnywhereIsNeverCountedAndNeverWhole)
{
    const std::size_t marker = usual.rfind("\"usage\":{");
    for (std::size_t length = 1; length < usual.size(); ++length) {
        const Parsed line(usual.substr(0, length));
        EXPECT_NE(line.verdict, LineVerdict::usage) << length;
        // Before the usage only what can't end an object shows.
        if (length > marker + 10 || usual[length - 1] != '}') {
            EXPECT_EQ(line.verdict, LineVerdict::broken) << length;
        }
        EXPECT_FALSE(line.whole) << length;
        EXPECT_TRUE(line.batch.events.empty()) << length;
    }
}

TEST(TranscriptLines, noiseNeverCountsNegativeAndNeverEndsTheProgram)
{
    std::mt19937 random(11);
    constexpr std::string_view alphabet = "{}[]\":,\\0123456789-.eutfnl \x01\xff";
    for (int trial = 0; trial < 15'000; ++trial) {
        std::string line = usual;
        for (std::size_t change = 1 + random() % 4; change > 0; --change) {
            const std::size_t at = random() % line.size();
            switch (random() % 3) {
            case 0: line[at] = alphabet[random() % alphabet.size()]; break;
            case 1: line.erase(at, 1 + random() % 6); break;
            default: line.insert(at, 1 + random() % 3, alphabet[random() % alphabet.size()]);
            }
        }
        const Parsed parsed(line);
        ASSERT_EQ(parsed.batch.events.size(), parsed.verdict == LineVerdict::usage ? 1U : 0U);
        for (const LogEvent& event : parsed.batch.events)
            for (const TokenClass each : tokenClasses)
                ASSERT_GE(event.tokens.of(each), 0) << line;
    }
}
