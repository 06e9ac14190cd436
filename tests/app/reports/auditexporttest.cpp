// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reports/csvreader.h"
#include "models/store/temporarydirectory.h"
#include "reports/auditexport.h"
#include "reports/csv.h"
#include "store/sqlite.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include <sys/wait.h>

using namespace fuseboard;
using namespace std::string_literals;

namespace {

std::string read(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

void write(const std::filesystem::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

/// With their ends.
std::vector<std::string> split(const std::string& text)
{
    std::vector<std::string> out;
    for (std::size_t from = 0, to = 0; (to = text.find('\n', from)) != std::string::npos; from = to + 1)
        out.push_back(text.substr(from, to + 1 - from));
    return out;
}

std::string join(const std::vector<std::string>& parts)
{
    std::string out;
    for (const std::string& part : parts)
        out += part;
    return out;
}

/// What people and programs write as a reason, and what a spreadsheet would make of it.
const std::vector<std::string> reasons {"runaway agent", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "'quoted'", "''", "\t=1",
    "\r=1", "two\nlines", "CR\r\nLF", "a \"b\" c", "\"", "back\\slash\\n", "\\\"", "semi;colon, comma", "nul\0inside"s,
    "bell\x07 esc\x1b[31m del\x7f", "caf\xc3\xa9 \xf0\x9f\x94\xa5", "\xef\xbc\x9d fullwidth", "broken \xff\xfe utf8", "",
    " leads and trails ", std::string(5000, 'x')};

class AuditExportTest : public testing::Test {
protected:
    void SetUp() override
    {
        const std::string handbook = read(FUSEBOARD_TEST_DATA "/../../resources/handbook/handbook.md");
        const auto section = handbook.find("## Check an export without Fuseboard");
        const auto from = handbook.find("```python\n", section) + 10;
        const auto script = handbook.substr(from, handbook.find("```\n", from) - from);
        ASSERT_LE(std::ranges::count(script, '\n'), 30);
        ASSERT_GE(std::ranges::count(script, '\n'), 10);
        write(place("check.py"), script);
        m_history = makeHistory("history.db", "ada");
    }
    std::unique_ptr<History> makeHistory(const char* name, const std::string& actor)
    {
        auto history = std::move(History::create(place(name)).value());
        for (std::size_t i = 0; i < reasons.size(); ++i)
            EXPECT_TRUE(history->audit({.at = fromUnixSeconds(1'800'000'000) + std::chrono::microseconds(i * 500'001),
                .actor = actor,
                .action = "freeze",
                .target = "team/team-a",
                .reason = reasons[i],
                .after = "frozen",
                .result = i % 2 == 0 ? "" : "proved",
                .requestId = "order-" + std::to_string(i)}));
        return history;
    }
    struct Said {
        int code;
        std::string words;
    };
    /// Exactly what the handbook says, in an empty environment.
    Said check(const std::string& file, const std::string& heads = {})
    {
        const std::string out = place("out.txt");
        const int status = std::system(
            ("env -i PATH=/usr/bin:/bin python3 '" + place("check.py") + "' '" + file + "' " + heads + " > '" + out + "' 2>&1")
                .c_str());
        return {WEXITSTATUS(status), read(out)};
    }
    std::string place(const std::string& name) const { return m_directory.path() / name; }
    /// An altered copy of an export.
    std::string put(const std::string& name, const std::string& text)
    {
        write(place(name), text);
        return place(name);
    }
    test::TemporaryDirectory m_directory;
    std::unique_ptr<History> m_history;
};

class AuditExportFormats : public AuditExportTest, public testing::WithParamInterface<AuditFormat> {
protected:
    [[nodiscard]] std::string ending() const { return GetParam() == AuditFormat::csv ? ".csv" : ".jsonl"; }
    WrittenAudit exported(const std::string& name = "audit")
    {
        return writeAuditExport(place(name + ending()), GetParam(), *m_history, false).value();
    }
};

std::string headText(const AuditHead& head) { return std::to_string(head.sequence) + ":" + head.hash; }

} // namespace

TEST_P(AuditExportFormats, passesTheHandbooksCheck)
{
    const WrittenAudit written = exported();
    EXPECT_EQ(written.rows, std::ssize(reasons));
    const Said alone = check(written.file);
    EXPECT_EQ(alone.code, 0) << alone.words;
    EXPECT_TRUE(alone.words.contains("24 rows are as they were written")) << alone.words;
    EXPECT_TRUE(alone.words.contains(headText(written.head))) << alone.words;
    EXPECT_EQ(check(written.file, headText(written.head)).code, 0);
    const AuditEntry earlier = m_history->auditEntries(4, 1)->front();
    EXPECT_EQ(check(written.file, headText({5, earlier.hash})).code, 0) << "an earlier head is in it too";
}

TEST_P(AuditExportFormats, anAlteredExportFailsTheHandbooksCheck)
{
    using Parts = std::vector<std::string>;
    struct Case {
        const char* what;
        std::function<void(Parts& rows)> alter;
    };
    const WrittenAudit written = exported();
    Parts rows = split(read(written.file));
    std::string header;
    if (GetParam() == AuditFormat::csv) {
        header = rows.front();
        rows.erase(rows.begin());
    }
    const auto replace = [](std::string& row, const std::string& what, const std::string& by) {
        const auto at = row.find(what);
        ASSERT_NE(at, std::string::npos) << row;
        row.replace(at, what.size(), by);
    };
    const std::vector<Case> cases {
        {"a reason", [&](Parts& r) { replace(r[0], "runaway", "planned"); }},
        {"a letter", [&](Parts& r) { replace(r[5], "ada", "Ada"); }},
        {"a microsecond", [&](Parts& r) { replace(r[1], "00.500001Z", "00.500002Z"); }},
        {"a hash", [&](Parts& r) { replace(r.back(), written.head.hash, std::string(64, '0')); }},
        {"a number", [&](Parts& r) { replace(r[1], "2", "3"); }},
        {"a deleted row", [&](Parts& r) { r.erase(r.begin() + 2); }},
        {"the first deleted", [&](Parts& r) { r.erase(r.begin()); }},
        {"a doubled row", [&](Parts& r) { r.insert(r.begin() + 2, r[0]); }},
        {"the last doubled", [&](Parts& r) { r.push_back(r.back()); }},
        {"two swapped", [&](Parts& r) { std::swap(r[3], r[4]); }},
        {"cut inside a row", [&](Parts& r) { r.back().resize(r.back().size() / 2); }},
    };
    for (const Case& each : cases) {
        Parts altered = rows;
        each.alter(altered);
        const Said said = check(put("altered" + ending(), header + join(altered)));
        EXPECT_NE(said.code, 0) << each.what << ": " << said.words;
    }
    // Another actor before each row's own, which is still there.
    const bool csv = GetParam() == AuditFormat::csv;
    Parts twice = rows;
    for (std::string& row : twice)
        row.insert(csv ? 0 : 1, csv ? "mallory," : R"("actor":"mallory",)");
    if (csv)
        twice.insert(twice.begin(), header.substr(0, byteOrderMark.size()) + "actor," + header.substr(byteOrderMark.size()));
    const Said said = check(put("altered" + ending(), join(twice)));
    EXPECT_TRUE(said.words.contains("twice")) << said.words;
    EXPECT_NE(said.code, 0);
    EXPECT_EQ(check(put("altered" + ending(), header + join(rows))).code, 0) << "only the alterations were the reason";
}

TEST_P(AuditExportFormats, aCutEndAndALogWrittenAnewAreFoundByANotedHead)
{
    const WrittenAudit written = exported();
    auto rows = split(read(written.file));
    rows.resize(rows.size() - 3);
    const std::string cut = put("cut" + ending(), join(rows));
    EXPECT_EQ(check(cut).code, 0) << "by itself it is whole";
    EXPECT_EQ(check(cut, headText(written.head)).code, 1);
    m_history = makeHistory("anew.db", "grace");
    const WrittenAudit anew = exported("anew");
    EXPECT_EQ(check(anew.file).code, 0);
    const Said said = check(anew.file, headText(written.head));
    EXPECT_EQ(said.code, 1);
    EXPECT_TRUE(said.words.contains("written anew")) << said.words;
}

TEST_P(AuditExportFormats, goesThroughEveryPage)
{
    std::vector<AuditEntry> more;
    for (int i = 0; i < 2500; ++i)
        more.push_back({.at = fromUnixSeconds(1'900'000'000 + i), .actor = "ada", .action = "freeze"});
    ASSERT_TRUE(m_history->audit(more));
    const WrittenAudit written = exported();
    EXPECT_EQ(written.rows, std::ssize(reasons) + 2500);
    EXPECT_EQ(check(written.file, headText(written.head)).code, 0);
}

TEST_P(AuditExportFormats, anEmptyLogIsAnEmptyExport)
{
    m_history = std::move(History::create(place("empty.db")).value());
    const WrittenAudit written = exported();
    EXPECT_EQ(written.rows, 0);
    EXPECT_EQ(check(written.file).code, 0);
}

INSTANTIATE_TEST_SUITE_P(Both, AuditExportFormats, testing::Values(AuditFormat::jsonLines, AuditFormat::csv),
    [](const auto& format) { return format.param == AuditFormat::csv ? "csv" : "jsonLines"; });

TEST_F(AuditExportTest, aCsvHasOneLineARowAndNothingThatASpreadsheetRuns)
{
    const auto written = writeAuditExport(place("audit.csv"), AuditFormat::csv, *m_history, false).value();
    const std::string text = read(written.file);
    const auto rows = test::lines(text);
    ASSERT_EQ(rows.size(), reasons.size() + 1);
    EXPECT_EQ(std::ranges::count(text, '\n'), std::ssize(rows)) << "a line break inside a row";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_TRUE(std::ranges::none_of(rows[i], [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; })) << rows[i];
        const auto cells = test::fields(rows[i]);
        ASSERT_EQ(cells.size(), 12U) << rows[i];
        for (const std::string& cell : cells)
            EXPECT_TRUE(cell.empty() || !std::string_view("=+-@").contains(cell.front())) << cell;
    }
    EXPECT_EQ(test::fields(rows[2])[5], "'=cmd|' /C calc'!A0");
    EXPECT_EQ(test::fields(rows[10])[5], "two\\nlines");
    EXPECT_TRUE(test::fields(rows[20])[5].starts_with("'\xef\xbc\x9d")) << "the wide signs too";
}

TEST_F(AuditExportTest, aSandboxsExportSaysSoInItsNameAndInEveryRow)
{
    for (const auto format : {AuditFormat::jsonLines, AuditFormat::csv}) {
        const std::string name = format == AuditFormat::csv ? "audit.csv" : "audit.jsonl";
        const auto written = writeAuditExport(place(name), format, *m_history, true).value();
        EXPECT_TRUE(written.file.stem().string().ends_with("-sandbox"));
        EXPECT_FALSE(std::filesystem::exists(place(name)));
        const std::string text = read(written.file);
        std::size_t notes = 0;
        for (std::size_t at = 0; (at = text.find("Sandbox: not your money", at)) != std::string::npos; ++at)
            ++notes;
        EXPECT_EQ(notes, reasons.size());
        EXPECT_EQ(check(written.file, headText(written.head)).code, 0);
    }
}

TEST_F(AuditExportTest, whatStoodThereStaysWhereItCantBeWritten)
{
    EXPECT_EQ(
        writeAuditExport("/nonexistent/a.csv", AuditFormat::csv, *m_history, false).error().code, ErrorCode::fileUnwritable);
    write(place("a.csv"), "precious");
    sqlite::Database(place("history.db"), sqlite::Access::write).execute("DROP TABLE audit");
    EXPECT_FALSE(writeAuditExport(place("a.csv"), AuditFormat::csv, *m_history, false));
    EXPECT_EQ(read(place("a.csv")), "precious");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(m_directory.path()), {}), 5)
        << "check.py, a.csv and the history's three files";
}
