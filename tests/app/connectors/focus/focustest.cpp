// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/focus/focusrows.h"

#include "app/reports/csvreader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <format>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

using namespace fuseboard;

namespace {

const std::string samples = FUSEBOARD_SHARED "/contracts/focus/";

constexpr std::string_view header =
    "BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,EffectiveCost,"
    "ServiceCategory,ServiceName,ConsumedQuantity,ConsumedUnit,SkuMeter,SkuPriceDetails,SubAccountId,Tags,x_CostBasis\r\n";
constexpr std::string_view good = "org-1,USD,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,2026-11-03T00:00:00Z,"
                                  "2026-11-04T00:00:00Z,11.07,AI and Machine Learning,Claude API,41000000,Tokens,"
                                  "Cache Read Input Tokens,\"{\"\"x_ModelId\"\":\"\"claude\"\"}\",wrk_1,"
                                  "\"{\"\"team\"\":\"\"Payments\"\"}\",Reported\r\n";

std::string with(std::string_view from, std::string_view to)
{
    std::string text = std::string(header) + std::string(good);
    const auto at = text.find(from, header.size());
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

FocusReading reading(bool lenient = false) { return {.source = "focus", .lenient = lenient}; }

std::string errorOf(const std::string& text, const FocusReading& how = reading())
{
    const auto file = readFocus(text, how);
    return file ? "none" : file.error().subject + ": " + file.error().detail;
}

std::string sample(const std::string& name)
{
    std::ostringstream text;
    text << std::ifstream(samples + name, std::ios::binary).rdbuf();
    return text.str();
}

} // namespace

TEST(Focus, aChargeBecomesARow)
{
    const auto file = readFocus(std::string(header) + std::string(good), reading()).value();
    EXPECT_EQ(file.version, "1.2 or older");
    ASSERT_TRUE(file.bills.contains("focus/2026-11-01/org-1"));
    const UsageRow expected {.start = *parseInstant("2026-11-03T00:00:00Z"),
        .width = std::chrono::hours(24),
        .source = "focus/2026-11-01/org-1",
        .account = "org-1",
        .ledger = Ledger::providerCost,
        .project = "wrk_1",
        .model = "claude",
        .lineItem = "Claude API",
        .tag = "Payments",
        .tokens = {.cacheRead = 41'000'000},
        .cost = Money {11'070'000'000, Currency::usd()},
        .basis = CostBasis::reported};
    EXPECT_EQ(file.bills.at("focus/2026-11-01/org-1").rows, std::vector<UsageRow> {expected});
}

TEST(Focus, tokenClassesOfOneBucketAreOneRow)
{
    std::string text = std::string(header) + std::string(good) + with("Cache Read Input", "Output").substr(header.size());
    const auto file = readFocus(text, reading()).value();
    const auto& rows = file.bills.at("focus/2026-11-01/org-1").rows;
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].tokens, (TokenCounts {.cacheRead = 41'000'000, .output = 41'000'000}));
    EXPECT_EQ(rows[0].cost->nano, 22'140'000'000);
}

TEST(Focus, whatIsWrongIsNamedByLineAndColumn)
{
    EXPECT_EQ(errorOf(""), "line 1: the file is empty");
    EXPECT_EQ(errorOf("A,B\n1,2\n"), "line 1, BillingAccountId: the column is missing");
    std::string twice(header);
    twice.replace(twice.find("BillingCurrency"), 15, "BillingAccountId");
    EXPECT_EQ(errorOf(twice), "line 1, BillingAccountId: the column is there twice");
    std::string strange(header);
    strange.replace(strange.find("SubAccountId"), 12, "UsageQuantity");
    EXPECT_EQ(errorOf(strange), "line 1, UsageQuantity: FOCUS has no such column");
    EXPECT_EQ(errorOf(with("org-1", "")), "line 2, BillingAccountId: it is empty");
    EXPECT_EQ(errorOf(with("USD", "Dollars")), "line 2, BillingCurrency: 'Dollars' is no currency");
    EXPECT_EQ(errorOf(with("USD", "USE")), "line 2, BillingCurrency: 'USE' is no currency");
    EXPECT_EQ(errorOf(with("2026-11-03T00:00:00Z", "2026-11-05T00:00:00Z")),
        "line 2, ChargePeriodEnd: the period ends before it starts");
    EXPECT_EQ(errorOf(with("2026-11-03T00:00:00Z", "2026-02-30T00:00:00Z")),
        "line 2, ChargePeriodStart: '2026-02-30T00:00:00Z' is not a time like 2026-11-03T00:00:00Z");
    EXPECT_EQ(errorOf(with("2026-11-03T00:00:00Z", "2026-11-03T00:00:00")),
        "line 2, ChargePeriodStart: '2026-11-03T00:00:00' has no time zone");
    for (const char* cost : {"", "1e400", "1e2", "1E", "E5", "-E5", "1.E5", "1.5.5E2", "1E+2", "1E2.5", "1-1E2", "1E31", "1E30",
             "NaN", "Infinity", "\"1,000.00\"", "+1", " 1", "0x10", "--1", ".5", "5.", "-", "9223372036854775808",
             "99999999999999999999999999999999999999999999"})
        EXPECT_TRUE(errorOf(with("11.07", cost)).starts_with("line 2, EffectiveCost:")) << cost;
    EXPECT_EQ(errorOf(with("41000000", "41.5")), "line 2, ConsumedQuantity: '41.5' is not a count of tokens");
    EXPECT_EQ(errorOf(with("41000000", "-1")), "line 2, ConsumedQuantity: '-1' is not a count of tokens");
    EXPECT_EQ(errorOf(with("\"{\"\"team", "\"[\"\"team")), "line 2, Tags: not a JSON object");
    EXPECT_EQ(errorOf(with("\"{\"\"team", "\"{\"\"team\"\":\"\"other\"\",\"\"team")), "line 2, Tags: 'team' is there twice");
    EXPECT_EQ(errorOf(with("Reported", "Guessed")), "line 2, x_CostBasis: 'Guessed' is no basis");
    EXPECT_EQ(errorOf(with(",Reported", "")), "line 2, 15 fields: the header has 16");
    EXPECT_EQ(errorOf(with("Payments", "Pay\"ments")), "line 2: text after a closing quote");
    EXPECT_EQ(errorOf(std::string(header) + std::string(good) + with("USD", "EUR").substr(header.size())),
        "line 3, BillingCurrency: USD and EUR for the same charge period and service");
}

TEST(Focus, verySmallCostsMayHaveAnExponent)
{
    for (const auto& [cost, nano] : std::initializer_list<std::pair<const char*, std::int64_t>> {{"1.107E1", 11'070'000'000},
             {"5.2E-06", 5'200}, {"-1E-9", -1}, {"12E0", 12'000'000'000}, {"0.5E3", 500'000'000'000}, {"4E-10", 0},
             {"123.456E-2", 1'234'560'000}, {"0E-30", 0}, {"-0.012345678912E2", -1'234'567'891}}) {
        const auto file = readFocus(with("11.07", cost), reading());
        ASSERT_TRUE(file) << cost;
        EXPECT_EQ(file->bills.at("focus/2026-11-01/org-1").rows.at(0).cost->nano, nano) << cost;
    }
}

TEST(Focus, chargesBeginAndEndAtWholeSeconds)
{
    EXPECT_EQ(errorOf(with("2026-11-03T00:00:00Z", "2026-11-03T00:00:00.5Z")),
        "line 2, ChargePeriodStart: it has a fraction of a second");
    EXPECT_EQ(errorOf(with("2026-11-04T00:00:00Z", "2026-11-03T00:00:00.000001Z")),
        "line 2, ChargePeriodEnd: it has a fraction of a second");
    EXPECT_EQ(errorOf(with("2026-11-03T00:00:00Z", "2026-11-03T00:00:00.000Z")), "none");
}

TEST(Focus, chargesFarFromTheirBillAreRefused)
{
    FocusReading how = reading();
    how.now = *parseInstant("2026-11-25T00:00:00Z");
    const auto charged = [&](const std::string& start, const std::string& end) {
        return errorOf(with("2026-11-03T00:00:00Z,2026-11-04T00:00:00Z", start + "T00:00:00Z," + end + "T00:00:00Z"), how);
    };
    EXPECT_EQ(charged("2025-10-01", "2027-01-31"), "none");
    EXPECT_EQ(
        charged("2025-09-01", "2025-09-02"), "line 2, ChargePeriodStart: it is more than 13 months before the billing period");
    EXPECT_EQ(
        charged("2026-11-03", "2027-02-05"), "line 2, ChargePeriodEnd: it is more than 2 months after the billing period");
    EXPECT_EQ(charged("1970-01-01", "2026-11-04"), "line 2, ChargePeriodStart: it is before 2015");
    EXPECT_EQ(charged("2026-11-03", "9999-12-31"), "line 2, ChargePeriodEnd: it is more than two years ahead");
    const auto billed = [&](const std::string& start, const std::string& end) {
        return errorOf(with("2026-11-01T00:00:00Z,2026-12-01T00:00:00Z", start + "T00:00:00Z," + end + "T00:00:00Z"), how);
    };
    EXPECT_EQ(billed("0001-01-01", "9999-12-31"), "line 2, BillingPeriodStart: it is before 2015");
    EXPECT_EQ(billed("2026-11-01", "9999-12-31"), "line 2, BillingPeriodEnd: it is more than two years ahead");
    // What is left out anyway may be a purchase for years.
    std::string other = with("2026-11-04T00:00:00Z", "2029-11-04T00:00:00Z");
    other.replace(other.find("AI and Machine Learning"), 23, "Compute");
    EXPECT_EQ(errorOf(other, how), "none");
}

TEST(Focus, eachAccountAndBillingPeriodIsABillOfItsOwn)
{
    const auto more = [](std::string_view from, std::string_view to) { return with(from, to).substr(header.size()); };
    const auto file = readFocus(std::string(header) + std::string(good) + more("org-1", "org/2")
            + more("2026-11-01T00:00:00Z,2026-12-01T00:00:00Z", "2026-11-15T00:00:00Z,2026-12-15T00:00:00Z")
            + more("AI and Machine Learning", "Storage").replace(0, 5, "org-3"),
        reading())
                          .value();
    std::map<std::string, std::size_t> rows;
    for (const auto& [id, bill] : file.bills)
        rows[id] = bill.rows.size();
    EXPECT_EQ(rows,
        (std::map<std::string, std::size_t> {{"focus/2026-11-01/org-1", 1}, {"focus/2026-11-01/org/2", 1},
            {"focus/2026-11-15/org-1", 1}, {"focus/2026-11-01/org-3", 0}}));
    EXPECT_EQ(file.bills.at("focus/2026-11-01/org/2").account, "org/2");
    EXPECT_EQ(file.bills.at("focus/2026-11-15/org-1").billing.end, *parseInstant("2026-12-15T00:00:00Z"));
}

TEST(Focus, lenientReadsWhatOlderExportsWrite)
{
    const auto rowsOf = [](const std::string& text, const FocusReading& how) {
        return readFocus(text, how).value().bills.at("focus/2026-11-01/org-1").rows;
    };
    const auto expected = rowsOf(std::string(header) + std::string(good), reading());
    for (const char* time : {"2026-11-03 00:00:00Z", "2026-11-03 00:00 UTC", "2026-11-03T00:00Z"}) {
        EXPECT_NE(errorOf(with("2026-11-03T00:00:00Z", time)), "none") << time;
        EXPECT_EQ(rowsOf(with("2026-11-03T00:00:00Z", time), reading(true)), expected) << time;
    }
    EXPECT_EQ(rowsOf(with("wrk_1", "NULL"), reading(true))[0].project, "");
    EXPECT_EQ(rowsOf(with("wrk_1", "NULL"), reading())[0].project, "NULL");
    EXPECT_EQ(errorOf(with("2026-11-03T00:00:00Z", "2026-11-03 00:00:00"), reading(true)),
        "line 2, ChargePeriodStart: '2026-11-03 00:00:00' has no time zone");
    FocusReading utc = reading(true);
    utc.assumeUtc = true;
    EXPECT_EQ(rowsOf(with("2026-11-03T00:00:00Z", "2026-11-03 00:00:00"), utc), expected);
}

TEST(Focus, costsAreSummedExactlyInAnyOrder)
{
    std::mt19937_64 random(12);
    for (int round = 0; round < 50; ++round) {
        std::vector<std::string> lines;
        std::map<int, Int128> picosByDay;
        for (int i = 0; i < 200; ++i) {
            const int day = 1 + static_cast<int>(random() % 5);
            const std::int64_t picos = static_cast<std::int64_t>(random() % 2'000'000'000'000) - 1'000'000'000'000;
            picosByDay[day] += picos;
            const std::string cost = std::format(
                "{}{}.{:012}", picos < 0 ? "-" : "", std::abs(picos) / 1'000'000'000'000, std::abs(picos) % 1'000'000'000'000);
            std::string line = with("11.07", cost).substr(header.size());
            line.replace(line.find("2026-11-03T00:00:00Z,2026-11-04"), 31,
                std::format("2026-11-{:02}T00:00:00Z,2026-11-{:02}", day, day + 1));
            lines.push_back(line);
        }
        std::vector<UsageRow> first;
        for (int order = 0; order < 3; ++order) {
            std::string text(header);
            for (const std::string& line : lines)
                text += line;
            const auto file = readFocus(text, reading()).value();
            const auto& rows = file.bills.at("focus/2026-11-01/org-1").rows;
            ASSERT_EQ(rows.size(), picosByDay.size());
            auto day = picosByDay.begin();
            for (const UsageRow& row : rows) {
                const Int128 half = day->second < 0 ? -500 : 500;
                EXPECT_EQ(row.cost->nano, static_cast<std::int64_t>((day->second + half) / 1000));
                ++day;
            }
            EXPECT_TRUE(order == 0 || rows == first);
            first = rows;
            std::ranges::shuffle(lines, random);
        }
    }
}

TEST(Focus, theExampleOfOurOwnExportIsReadWhole)
{
    if (!std::filesystem::exists(samples))
        GTEST_SKIP() << "shared contracts are absent";
    const std::string text = sample("example-fuseboard-focus-1.4.csv");
    FocusReading how = reading();
    how.allServices = true;
    const auto file = readFocus(text, how);
    ASSERT_TRUE(file) << file.error().subject << ": " << file.error().detail;
    EXPECT_EQ(file->version, "1.4");
    const auto lines = test::lines(text);
    const auto columns = test::fields(lines[0]);
    const auto cost = static_cast<std::size_t>(std::ranges::find(columns, "EffectiveCost") - columns.begin());
    std::int64_t expected = 0, found = 0;
    for (std::size_t i = 1; i < lines.size(); ++i)
        expected += parseScaledDecimal(test::fields(lines[i])[cost], 9).value();
    for (const auto& [id, bill] : file->bills)
        for (const UsageRow& row : bill.rows)
            found += row.cost->nano;
    EXPECT_EQ(found, expected);
    EXPECT_EQ(file->charges, std::ssize(lines) - 1);
}

TEST(Focus, aRealFileOfThreeCloudsIsReadWhereItIsSaidHow)
{
    if (!std::filesystem::exists(samples))
        GTEST_SKIP() << "shared contracts are absent";
    const std::string text = sample("sample-focus-1.0-multicloud-1000rows.csv");
    EXPECT_EQ(errorOf(text), "line 1, Id: FOCUS has no such column");
    EXPECT_TRUE(errorOf(text, reading(true)).ends_with("has no time zone"));
    FocusReading how = reading(true);
    how.assumeUtc = true;
    const auto file = readFocus(text, how);
    ASSERT_TRUE(file) << file.error().subject << ": " << file.error().detail;
    EXPECT_EQ(file->charges, 1000);
    EXPECT_EQ(file->otherServices, 991);
    EXPECT_EQ(file->unknownColumns, std::vector<std::string> {"Id"});
    how.allServices = true;
    const auto all = readFocus(text, how).value();
    std::set<std::string> accounts;
    std::set<Instant> periods;
    for (const auto& [id, bill] : all.bills) {
        accounts.insert(bill.account);
        periods.insert(bill.billing.start);
    }
    EXPECT_EQ(accounts.size(), 3U);
    EXPECT_EQ(periods.size(), 2U);
}

TEST(Focus, draftNamesOfTheNextVersionNameTheModel)
{
    if (!std::filesystem::exists(samples))
        GTEST_SKIP() << "shared contracts are absent";
    const auto file = readFocus(sample("sample-focus-1.5-draft-ai-tokens.csv"), reading());
    ASSERT_TRUE(file) << file.error().subject << ": " << file.error().detail;
    for (const auto& [id, bill] : file->bills) {
        ASSERT_EQ(bill.rows.size(), 1U);
        EXPECT_EQ(bill.rows[0].model, "solora-reasoning-pro");
        EXPECT_GT(bill.rows[0].tokens.input, 0);
        EXPECT_GT(bill.rows[0].tokens.cacheWrite5m, 0);
    }
}
