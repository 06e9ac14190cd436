// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/claudecode/transcriptlines.h"
#include "connectors/locallogs/logreader.h"
#include "models/store/temporarydirectory.h"
#include "store/history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <format>
#include <fstream>

using namespace fuseboard;
using namespace std::chrono;
namespace fs = std::filesystem;

namespace {

const Instant now = *parseInstant("2026-07-20T12:00:00Z");
const LogRowsOf of {"claude-code", "acme", "claude-code"};

class LogRows : public testing::Test {
protected:
    void add(int day, std::string_view id, int output, const char* name = "s.jsonl") const
    {
        const fs::path file = m_directory.path() / "home/projects/p" / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::app) << std::format(
            R"({{"cwd":"/w","timestamp":"2026-{:02}-{:02}T10:30:00Z","requestId":"r","message":{{"id":"{}","model":"m","usage":{{"input_tokens":1,"output_tokens":{}}}}}}})",
            day > 0 ? 7 : 6, day > 0 ? day : 1, id, output)
                                           << '\n';
    }
    [[nodiscard]] LogReader reader() const
    {
        return LogReader({.kind = LogKind::claudeCode,
            .directory = m_directory.path() / "home",
            .indexFile = m_directory.path() / "index",
            .rows = of,
            .environment = {m_directory.path(), "", "", ""}});
    }
    test::TemporaryDirectory m_directory;
};

} // namespace

TEST(LogCursor, comesBackFromItsText)
{
    for (const LogCursor& cursor : {LogCursor {}, LogCursor {5, 7, 0, 0}, LogCursor {~0ULL, 1, 9, 20'000}})
        EXPECT_EQ(LogCursor::parse(cursor.text()), cursor);
    for (const auto* nonsense : {"", "x", ":", "99999999999999999999999"})
        EXPECT_EQ(LogCursor::parse(nonsense), LogCursor()) << nonsense;
}

TEST_F(LogRows, tellsOnlyTheHoursThatChangedAndTheSameAgainFromTheSameCursor)
{
    add(4, "a", 10);
    add(5, "b", 20);
    LogReader logs = reader();
    const auto first = logs.poll("", now).value();
    ASSERT_EQ(first.poll.rows.size(), 2U);
    const UsageRow& row = first.poll.rows[0];
    EXPECT_EQ(row.start, *parseInstant("2026-07-04T10:00:00Z"));
    EXPECT_EQ(row.width, hours(1));
    EXPECT_EQ(row.ledger, Ledger::localLog);
    EXPECT_EQ(row.account, "acme");
    EXPECT_EQ(row.project, "/w");
    EXPECT_EQ(row.requests, 1);
    EXPECT_FALSE(row.cost);
    EXPECT_EQ(first.poll.completeUpTo, now);
    EXPECT_TRUE(logs.poll(first.poll.cursor, now)->poll.rows.empty());
    add(5, "c", 30);
    const auto second = logs.poll(first.poll.cursor, now).value();
    ASSERT_EQ(second.poll.rows.size(), 1U);
    EXPECT_EQ(second.poll.rows[0].tokens.output, 50);
    EXPECT_EQ(logs.poll(first.poll.cursor, now)->poll.rows, second.poll.rows) << "it was not stored";
}

TEST_F(LogRows, goesOnAfterAnEndOfTheProgramAlsoFromAnIndexThatIsOlder)
{
    add(4, "a", 10);
    std::string cursor;
    {
        LogReader logs = reader();
        cursor = logs.poll("", now)->poll.cursor;
        add(4, "b", 5);
        const auto page = logs.poll(cursor, now + seconds(10)).value(); // too soon to save again
        EXPECT_EQ(page.poll.rows.at(0).tokens.output, 15);
        cursor = page.poll.cursor;
    }
    LogReader again = reader();
    const auto same = again.poll(cursor, now + minutes(5)).value();
    ASSERT_EQ(same.poll.rows.size(), 1U) << "what the index lacked is told again";
    EXPECT_EQ(same.poll.rows[0].tokens.output, 15);
    add(4, "c", 1);
    EXPECT_EQ(again.poll(same.poll.cursor, now + minutes(9))->poll.rows.at(0).tokens.output, 16);
}

TEST_F(LogRows, afterALossOfTheIndexOnlyTheLastWeeksAreToldAndTheyWhole)
{
    add(0, "june", 1);
    add(4, "a", 10);
    const std::string cursor = reader().poll("", now)->poll.cursor;
    fs::remove(m_directory.path() / "index");
    const auto page = reader().poll(cursor, now).value();
    ASSERT_EQ(page.poll.rows.size(), 1U);
    EXPECT_EQ(page.poll.rows[0].tokens.output, 10);
    ASSERT_EQ(page.poll.rereads.size(), 1U);
    EXPECT_EQ(page.poll.rereads[0].ledger, Ledger::localLog);
    EXPECT_EQ(
        page.poll.rereads[0].period, (Period {*parseInstant("2026-07-04T10:00:00Z"), *parseInstant("2026-07-04T11:00:00Z")}));
}

TEST_F(LogRows, afterALossOfTheIndexATranscriptThatWasDeletedStillCounts)
{
    add(4, "a", 10);
    add(9, "b", 20, "gone.jsonl");
    const std::string cursor = reader().poll("", now)->poll.cursor;
    fs::remove(m_directory.path() / "home/projects/p/gone.jsonl");
    fs::remove(m_directory.path() / "index");
    const auto page = reader().poll(cursor, now).value();
    ASSERT_EQ(page.poll.rows.size(), 1U);
    for (const Reread& reread : page.poll.rereads)
        EXPECT_FALSE(reread.period.contains(*parseInstant("2026-07-09T10:00:00Z")));
}

TEST_F(LogRows, comeInPagesAndEveryOneOnce)
{
    for (int day = 1; day <= 19; ++day)
        add(day, std::format("m{}", day), day);
    LogLibrary library(&TranscriptLines::make);
    library.update({{m_directory.path() / "home", {}}});
    LogCursor cursor;
    std::vector<std::int64_t> outputs;
    for (bool more = true; more;) {
        const auto page = logRowsSince(library, cursor, of, now, 5);
        EXPECT_EQ(page.poll.completeUpTo.has_value(), !page.more);
        for (const UsageRow& row : page.poll.rows)
            outputs.push_back(row.tokens.output);
        more = page.more;
        cursor = LogCursor::parse(page.poll.cursor);
    }
    std::ranges::sort(outputs);
    EXPECT_EQ(outputs.size(), 19U);
    EXPECT_EQ(std::ranges::adjacent_find(outputs), outputs.end());
    EXPECT_TRUE(logRowsSince(library, cursor, of, now, 5).poll.rows.empty());
}

TEST_F(LogRows, areKeptByTheHistoryAndCountWhereNothingBetterIsKnown)
{
    add(4, "a", 10);
    auto history = History::create(m_directory.path() / "history.db").value();
    auto page = reader().poll("", now).value();
    for (UsageRow& row : page.poll.rows)
        row.cost = Money {500, Currency::usd()};
    ASSERT_TRUE(history->apply(page.poll));
    history.reset();
    history = History::open(m_directory.path() / "history.db", HistoryMode::owner).value();
    const Period july {*parseInstant("2026-07-01T00:00:00Z"), *parseInstant("2026-08-01T00:00:00Z")};
    EXPECT_EQ(history->rows("claude-code", july).value(), page.poll.rows);
    EXPECT_EQ(history->teamTotals(july, Currency::usd())->at(0).nano, 500);
    EXPECT_EQ(history->sourceState("claude-code")->cursor, page.poll.cursor);
}

TEST_F(LogRows, aPlaceThatIsNotThereIsNamed)
{
    const auto page = reader().poll("", now);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code, ErrorCode::directoryMissing);
    EXPECT_EQ(page.error().subject, (m_directory.path() / "home").string());
}
