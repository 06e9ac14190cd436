// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/telemetry/telemetryfile.h"

#include "gateway/telemetry/otlpreader.h"
#include "otlpbodies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace fuseboard;
using namespace fuseboard::gateway;
using namespace fuseboard::test;
using namespace std::chrono_literals;

namespace {

const Instant now = *parseInstant("2026-11-23T14:20:00Z");
constexpr auto tokens = "claude_code.token.usage";
constexpr auto costs = "claude_code.cost.usage";

class TelemetryFileTest : public testing::Test {
protected:
    TelemetryFileTest()
    {
        std::string name = std::filesystem::temp_directory_path() / "fbtelXXXXXX";
        m_directory = ::mkdtemp(name.data());
        reopen();
    }
    ~TelemetryFileTest() override { std::filesystem::remove_all(m_directory); }

    void reopen()
    {
        m_file.reset();
        auto opened = TelemetryFile::open(m_directory / "telemetry.db");
        ASSERT_TRUE(opened) << opened.error().detail;
        m_file.emplace(std::move(*opened));
    }
    TelemetryBatch add(Result<TelemetryBatch> batch)
    {
        EXPECT_TRUE(batch) << batch.error().subject << ' ' << batch.error().detail;
        const auto added = m_file->add({&*batch}, now);
        EXPECT_TRUE(added) << added.error().detail;
        return *std::move(batch);
    }
    TelemetryBatch metrics(const std::string& metric, int temporality, const std::vector<std::string>& points)
    {
        return add(readOtlpMetrics(metricsJson(metric, temporality, points), now));
    }
    TelemetryBatch logs(const std::vector<std::string>& records) { return add(readOtlpLogs(logsJson(records), now)); }

    std::vector<TelemetryRow> rows(std::int64_t after = 0) { return m_file->page(after, 100'000)->rows; }
    TelemetryRow sum()
    {
        TelemetryRow out {.start = {}, .who = {}, .tokens = {}, .nano = 0};
        for (const TelemetryRow& row : rows()) {
            out.tokens += row.tokens;
            out.requests += row.requests;
            if (row.nano && out.nano)
                *out.nano += *row.nano;
            else
                out.nano.reset();
        }
        return out;
    }

    std::filesystem::path m_directory;
    std::optional<TelemetryFile> m_file;
};

std::string point(std::chrono::seconds start, std::chrono::seconds time, const std::string& type, const std::string& value,
    const std::string& session = "s1")
{
    return pointJson(now - start, now - time, claudeCodeOf(session), type, value);
}

ApiRequest call(std::chrono::seconds ago, const std::string& session, const std::string& request)
{
    return {.at = now - ago, .session = session, .request = request, .input = 100, .output = 20, .micros = 1'500};
}

TEST_F(TelemetryFileTest, deltasAreAddedAndCopiesAreNot)
{
    for (int copy = 0; copy < 3; ++copy) {
        metrics(tokens, 1,
            {point(120s, 60s, "input", "100"), point(120s, 60s, "output", "\"20\""), point(60s, 0s, "input", "5.0"),
                point(60s, 0s, "cacheRead", "7"), point(60s, 0s, "cacheCreation", "3")});
        metrics(costs, 1, {point(120s, 60s, "", "0.25"), point(60s, 0s, "", "1e-3")});
        reopen();
    }
    ASSERT_EQ(rows().size(), 1U);
    const TelemetryRow row = rows().front();
    EXPECT_EQ(
        row.who, (TelemetryDimensions {"anthropic", "ada@acme.example", "org-1", "Claude Code", "claude-opus-5", "payments"}));
    EXPECT_EQ(row.start, *parseInstant("2026-11-23T14:00:00Z"));
    EXPECT_EQ(row.tokens, (TokenCounts {.input = 105, .cacheRead = 7, .cacheWrite5m = 3, .output = 20}));
    EXPECT_EQ(row.nano, 251'000'000);
    EXPECT_EQ(row.requests, 0);
}

TEST_F(TelemetryFileTest, withoutItsCostTheCostIsNotKnown)
{
    metrics(tokens, 1, {point(60s, 0s, "input", "100")});
    EXPECT_EQ(sum().nano, std::nullopt);
    metrics(costs, 1, {point(60s, 0s, "", "0.5")});
    EXPECT_EQ(sum().nano, 500'000'000);
}

TEST_F(TelemetryFileTest, cumulativeCountersAddUpToTheLastWordOfEachLifeInWhateverOrderTheyCome)
{
    std::mt19937_64 dice(4);
    const auto upTo = [&](std::int64_t most) {
        return static_cast<std::int64_t>(dice() % static_cast<std::uint64_t>(most + 1));
    };
    std::int64_t expected = 0;
    std::vector<std::string> points;
    for (int session = 0; session < 20; ++session) {
        std::chrono::seconds start = 86'000s - std::chrono::seconds(session);
        for (int life = 0; life < 3; ++life) {
            std::int64_t value = 0;
            for (int i = 1; i <= 5; ++i) {
                value += upTo(1'000);
                for (std::int64_t copies = upTo(2); copies >= 0; --copies)
                    points.push_back(
                        point(start, start - i * 60s, "input", std::to_string(value), std::format("s{}", session)));
            }
            expected += value;
            start -= 7'000s; // and a restart
        }
    }
    std::ranges::shuffle(points, dice);
    for (std::size_t at = 0; at < points.size(); at += 37) {
        const auto end = std::min(at + 37, points.size());
        metrics(
            tokens, 2, {points.begin() + static_cast<std::ptrdiff_t>(at), points.begin() + static_cast<std::ptrdiff_t>(end)});
        if (upTo(3) == 0)
            reopen();
    }
    EXPECT_EQ(sum().tokens, (TokenCounts {.input = expected}));
}

TEST_F(TelemetryFileTest, aCounterThatFallsWithoutANewStartWasSetBackToZero)
{
    metrics(tokens, 2, {point(900s, 600s, "input", "50")});
    metrics(tokens, 2, {point(900s, 300s, "input", "30")});
    metrics(tokens, 2, {point(900s, 0s, "input", "45")});
    EXPECT_EQ(sum().tokens.input, 50 + 30 + 15);
}

TEST_F(TelemetryFileTest, aCallCountsOnceWhetherItsMetricOrItsEventComesFirst)
{
    const auto tellMetrics = [&](const std::string& session) {
        metrics(tokens, 1,
            {point(120s, 60s, "input", "100", session), point(120s, 60s, "output", "20", session),
                point(120s, 60s, "cacheRead", "7", session)});
        metrics(costs, 1, {point(120s, 60s, "", "0.0015", session)});
    };
    tellMetrics("s1");
    const std::int64_t before = rows().back().seq;
    logs({recordJson(call(90s, "s1", "r1"))});
    ASSERT_EQ(rows(before).size(), 1U) << "the changed hour is told anew";
    logs({recordJson(call(80s, "s2", "r2")), recordJson(call(80s, "s2", "r2"))});
    tellMetrics("s2");
    tellMetrics("s3"); // tells no calls
    EXPECT_EQ(sum().tokens, (TokenCounts {.input = 300, .cacheRead = 21, .output = 60}));
    EXPECT_EQ(sum().requests, 2);
    EXPECT_EQ(sum().nano, 3 * 1'500'000);
    reopen();
    logs({recordJson(call(90s, "s1", "r1"))});
    metrics(tokens, 1, {point(60s, 0s, "input", "999", "s1")});
    EXPECT_EQ(sum().tokens.input, 300);
}

TEST_F(TelemetryFileTest, countersThatNameNoSessionGiveWayToTheirPersonsCalls)
{
    const auto tellOf = [&](const std::string& person, std::chrono::seconds ago, const std::string& value) {
        const Attributes who {{"user.email", textValue(person)}, {"model", textValue("claude-opus-5")}};
        metrics(tokens, 1, {pointJson(now - ago - 60s, now - ago, who, "input", value)});
    };
    tellOf("ada@acme.example", 600s, "1000");
    tellOf("ben@acme.example", 600s, "3");
    EXPECT_EQ(sum().tokens.input, 1'003);
    logs({recordJson(call(90s, "s1", "r1"))}); // of Ada's
    tellOf("ada@acme.example", 0s, "1000");
    tellOf("ben@acme.example", 0s, "3");
    EXPECT_EQ(sum().tokens.input, 100 + 6);
}

TEST_F(TelemetryFileTest, anHourWhoseCountersGaveWayIsToldAsNothing)
{
    metrics(tokens, 1, {point(4'000s, 3'900s, "input", "100")}); // of the hour before
    const std::int64_t before = rows().back().seq;
    logs({recordJson(call(90s, "s1", "r1"))});
    const auto changed = rows(before);
    ASSERT_EQ(changed.size(), 2U);
    const auto empty = std::ranges::find(changed, *parseInstant("2026-11-23T13:00:00Z"), &TelemetryRow::start);
    ASSERT_NE(empty, changed.end());
    EXPECT_EQ(empty->tokens, TokenCounts());
    EXPECT_EQ(empty->nano, 0);
}

TEST_F(TelemetryFileTest, codexTellsItsCachedInputInsideItsInputAndNoCost)
{
    const auto record = [&](const std::string& kind, std::int64_t input) {
        Attributes attributes {{"event.name", textValue("codex.sse_event")}, {"event.kind", textValue(kind)},
            {"conversation.id", textValue("c1")}, {"user.account_id", textValue("acct")},
            {"model", textValue("gpt-5.6-codex")}};
        if (input > 0)
            attributes.insert(attributes.end(),
                {{"input_token_count", intValue(input)}, {"cached_token_count", intValue(40)},
                    {"output_token_count", intValue(9)}, {"reasoning_token_count", intValue(4)}});
        return std::format(R"({{"observedTimeUnixNano":"{}","attributes":{}}})", nanoText(now), attributesJson(attributes));
    };
    logs({record("response.created", 0), record("response.completed", 100), record("response.completed", 100)});
    ASSERT_EQ(rows().size(), 1U);
    EXPECT_EQ(rows()[0].who, (TelemetryDimensions {"openai", "acct", "", "Codex", "gpt-5.6-codex", "payments"}));
    EXPECT_EQ(rows()[0].tokens, (TokenCounts {.input = 60, .cacheRead = 40, .output = 9, .reasoning = 4}));
    EXPECT_EQ(rows()[0].requests, 1);
    EXPECT_EQ(rows()[0].nano, std::nullopt);
}

TEST_F(TelemetryFileTest, whatIsBrokenIsRejectedAloneAndCounted)
{
    const auto good = point(60s, 0s, "output", "1");
    const struct {
        std::string point;
        const char* why;
    } broken[] {{point(60s, 0s, "input", "-5"), "asInt"}, {point(60s, 0s, "input", "\"9223372036854775808\""), "asInt"},
        {point(60s, 0s, "input", "1.5"), "asDouble"}, {point(60s, 0s, "input", "\"NaN\""), "asInt"},
        {point(60s, 0s, "input", "{\"x\":1.0}"), "asDouble"}, {point(60s, 0s, "thinking", "1"), "type"},
        {pointJson(now - 60s, now + 7'200s, claudeCodeOf("s"), "input", "1"), "ahead"},
        {pointJson(now - 60s, now - 31 * 86'400s, claudeCodeOf("s"), "input", "1"), "30 days"},
        {pointJson(now - 60s, now, Attributes(129, {"a", intValue(1)}), "input", "1"), "there twice"},
        {R"({"attributes":7,"timeUnixNano":"1","asInt":1})", "attributes"},
        {R"({"timeUnixNano":[],"asInt":1})", "timeUnixNano"}};
    std::int64_t expected = 0;
    for (const auto& [bad, why] : broken) {
        const TelemetryBatch batch = metrics(tokens, 1, {bad, good, bad});
        EXPECT_EQ(batch.rejected, 2) << bad;
        EXPECT_NE(batch.why.find(why), std::string::npos) << batch.why << " for " << bad;
        expected = 1; // the good one, once
        EXPECT_EQ(sum().tokens, (TokenCounts {.output = expected})) << bad;
    }
    Attributes many;
    for (int i = 0; i < 129; ++i)
        many.emplace_back(std::format("a{}", i), intValue(i));
    EXPECT_EQ(metrics(tokens, 1, {pointJson(now - 60s, now, many, "input", "1")}).why,
        "$.resourceMetrics[0].scopeMetrics[0].metrics[1].sum.dataPoints[0].attributes: more than 128 attributes");
    EXPECT_EQ(metrics(tokens, 3, {good, good}).rejected, 2) << "neither delta nor cumulative";
    EXPECT_EQ(metrics("claude_code.active_time.total", 3, {"7"}).rejected, 0) << "not of a kind that is kept";
}

TEST_F(TelemetryFileTest, noHourHoldsMoreThanCanBeTrue)
{
    std::vector<std::string> points;
    for (int i = 0; i < 12; ++i)
        points.push_back(point(3'000s - std::chrono::seconds(i), 600s, "input", "100000000000"));
    const TelemetryBatch batch = metrics(tokens, 1, points);
    EXPECT_EQ(batch.rejected, 2);
    EXPECT_EQ(batch.why, "more than one hour of a person and model can hold");
    EXPECT_EQ(sum().tokens.input, 1'000'000'000'000);
    EXPECT_EQ(metrics(costs, 1, {point(60s, 0s, "", "10000.01")}).rejected, 1);
}

TEST_F(TelemetryFileTest, whateverIsBrokenInARequestIsRefusedOrRejected)
{
    std::mt19937_64 dice(9);
    const auto upTo = [&](std::size_t most) { return dice() % (most + 1); };
    const std::string seeds[] {metricsJson(tokens, 2, {point(60s, 0s, "input", "5"), point(60s, 0s, "output", "\"7\"")}),
        metricsJson(costs, 1, {point(60s, 0s, "", "0.25")}), logsJson({recordJson(call(5s, "s1", "r1"))})};
    const std::string pieces[] {"{", "}", "[", "]", "\"", ",", ":", "null", "1e400", "-1", "9223372036854775808", "\\ud800",
        "\xff", "{\"stringValue\":", "\"attributes\":[", "\"asInt\":", "\"sum\":7,", "true"};
    int read = 0, refused = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto which = upTo(2);
        std::string document = seeds[which];
        for (auto changes = 1 + upTo(2); changes > 0; --changes) {
            const auto at = upTo(document.size() - 1);
            switch (upTo(3)) {
            case 0: document[at] = static_cast<char>(dice()); break;
            case 1: document.insert(at, pieces[upTo(std::size(pieces) - 1)]); break;
            case 2: document.erase(at, 1 + upTo(30)); break;
            default: document.insert(at, document.substr(upTo(document.size() - 1), upTo(200))); break;
            }
        }
        const auto batch = which == 2 ? readOtlpLogs(document, now) : readOtlpMetrics(document, now);
        batch ? ++read : ++refused;
        if (!batch) {
            EXPECT_EQ(batch.error().code, ErrorCode::badAnswer);
            EXPECT_FALSE(batch.error().detail.empty());
            continue;
        }
        EXPECT_EQ(batch->rejected == 0, batch->why.empty());
        for (const TelemetryReading& reading : batch->readings)
            if (const auto* counter = std::get_if<CounterReading>(&reading.told))
                EXPECT_GE(counter->value, 0);
            else
                EXPECT_GE(std::get<CallReading>(reading.told).tokens.total(), 0);
        if (i % 50 == 0)
            add(*batch);
    }
    EXPECT_GT(read, 500);
    EXPECT_GT(refused, 500);
    EXPECT_TRUE(m_file->page(0, 1'000));
}

TEST_F(TelemetryFileTest, pagesFollowEachOther)
{
    for (int hour = 0; hour < 5; ++hour)
        logs({recordJson(call(hour * 3'600s, "s1", std::format("r{}", hour)))});
    std::int64_t after = 0;
    std::size_t found = 0;
    for (bool more = true; more;) {
        const auto page = m_file->page(after, 2);
        ASSERT_TRUE(page);
        EXPECT_GT(page->next, after);
        found += page->rows.size();
        more = page->more;
        after = page->next;
    }
    EXPECT_EQ(found, 5U);
    EXPECT_TRUE(rows(after).empty());
}

TEST_F(TelemetryFileTest, whatASourceHasPickedUpGoesAfterAWhileAndTheRestStays)
{
    using std::chrono::days;
    const auto hoursLater = [this](days later, const std::string& request) {
        ApiRequest one = call(0s, "s1", request);
        one.at = now + later;
        auto batch = readOtlpLogs(logsJson({recordJson(one)}), now + later);
        ASSERT_TRUE(batch);
        ASSERT_TRUE(m_file->add({&*batch}, now + later));
        ASSERT_EQ(batch->rejected, 0);
    };
    hoursLater(days(0), "r0");
    hoursLater(days(1), "r1");
    hoursLater(days(60), "r2");
    EXPECT_EQ(rows().size(), 3U) << "nobody has picked anything up";
    const auto first = m_file->page(0, 1);
    ASSERT_TRUE(first && first->rows.size() == 1);
    ASSERT_TRUE(m_file->page(first->next, 1'000'000)); // who asks so has kept the first
    ASSERT_TRUE(m_file->page(first->next + 1'000, 1)) << "a number that there is not yet";
    hoursLater(days(61), "r3");
    reopen();
    hoursLater(days(62), "r4");
    EXPECT_EQ(rows().size(), 4U) << "the hour that was picked up is gone, also by a file that was opened again";
    EXPECT_EQ(rows().front().start, std::chrono::floor<std::chrono::hours>(now + days(1)));
    hoursLater(days(402), "r5");
    EXPECT_EQ(rows().front().start, std::chrono::floor<std::chrono::hours>(now + days(60))) << "nothing is kept for ever";
}

TEST_F(TelemetryFileTest, theFileHasABoundAndRecentHoursAreNotGivenUpForIt)
{
    using std::chrono::days;
    constexpr std::int64_t bound = 1'000'000;
    const auto open = [&] {
        auto opened = TelemetryFile::open(m_directory / "small.db", {.bytes = bound});
        ASSERT_TRUE(opened);
        m_file.emplace(std::move(*opened));
    };
    open();
    std::int64_t rejected = 0, next = 0;
    const auto addDay = [&](int day, int many) {
        std::vector<std::string> records;
        for (int i = 0; i < many; ++i) {
            ApiRequest one = call(0s, std::format("s{}", next), std::format("r{}", next));
            one.at = now + days(day) - std::chrono::minutes(next++ % 600);
            records.push_back(recordJson(one));
        }
        auto batch = readOtlpLogs(logsJson(records), now + days(day));
        ASSERT_TRUE(batch && m_file->add({&*batch}, now + days(day)));
        rejected += batch->rejected;
        if (batch->rejected > 0) {
            EXPECT_TRUE(batch->why.contains("full")) << batch->why;
        }
    };
    for (int day = 0; day < 200; ++day)
        addDay(day, 20);
    EXPECT_EQ(rejected, 0) << "old hours make room";
    EXPECT_EQ(
        rows().back().start, std::chrono::floor<std::chrono::hours>(now + days(199) - std::chrono::minutes((next - 1) % 600)));
    EXPECT_LT(rows().front().start, now + days(170)) << "what may still change is not given up";
    addDay(200, 6'000);
    addDay(201, 100);
    EXPECT_GT(rejected, 0) << "at last nothing more is taken";
    m_file.reset();
    EXPECT_LT(std::filesystem::file_size(m_directory / "small.db"), 10 * bound);
    open();
    addDay(300, 1);
    EXPECT_EQ(
        rows().back().start, std::chrono::floor<std::chrono::hours>(now + days(300) - std::chrono::minutes((next - 1) % 600)))
        << "once the rest is old, there is room again";
}

TEST_F(TelemetryFileTest, aFileOfAnEarlierProgramGoesOn)
{
    logs({recordJson(call(60s, "s1", "r1"))});
    m_file.reset();
    {
        sqlite::Database old(m_directory / "telemetry.db", sqlite::Access::write);
        old.execute("ALTER TABLE telemetry DROP COLUMN readUpTo; PRAGMA user_version = 1");
    }
    reopen();
    logs({recordJson(call(30s, "s1", "r2"))});
    EXPECT_EQ(sum().requests, 2);
}

TEST_F(TelemetryFileTest, aFileThatIsNoneIsRefusedAndKept)
{
    const auto other = m_directory / "other.db";
    sqlite::Database(other, sqlite::Access::create).execute("CREATE TABLE x (y)");
    const auto opened = TelemetryFile::open(other);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::historyDamaged);
    EXPECT_TRUE(std::filesystem::exists(other));
}

} // namespace
