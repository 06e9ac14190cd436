// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectors/casetask.h"
#include "connectors/bucketrows.h"
#include "connectors/gateway/gatewayusage.h"
#include "connectors/jsonreader.h"
#include "connectors/paging.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <format>
#include <fstream>
#include <sstream>

using namespace fuseboard;

namespace {

const Period asked {*parseInstant("2026-11-20T00:00:00Z"), *parseInstant("2026-11-24T00:00:00Z")};

std::string read(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::string rowText(const UsageRow& row)
{
    const TokenCounts& t = row.tokens;
    std::string out =
        std::format(R"({{"start":"{}","width":{},"source":"{}","account":"{}","ledger":{},"record":"{}","seq":{},)",
            toText(row.start), row.width.count(), row.source, row.account, static_cast<int>(row.ledger), row.recordId, row.seq);
    out += std::format(R"("team":"{}","project":"{}","key":"{}","person":"{}","agent":"{}","model":"{}","lineItem":"{}",)",
        row.team, row.project, row.key, row.person, row.agent, row.model, row.lineItem);
    out += std::format(R"("tokens":[{},{},{},{},{},{}],"requests":{},"failed":{},)", t.input, t.cacheRead, t.cacheWrite5m,
        t.cacheWrite1h, t.output, t.reasoning, row.requests, row.failedRequests);
    return out
        + std::format(R"("cost":{},"basis":{},"prices":"{}"}})",
            row.cost ? std::format(R"("{} {}")", row.cost->text(), row.cost->currency.text()) : "null",
            static_cast<int>(row.basis), row.priceVersion);
}

std::string rowsText(const std::vector<UsageRow>& rows)
{
    std::string out = "[";
    for (const UsageRow& row : rows)
        out += (out.size() > 1 ? ",\n" : "\n") + rowText(row);
    return out + "]";
}

std::string errorText(const Error& error)
{
    EXPECT_EQ(error.code, ErrorCode::badAnswer) << error.detail;
    return std::format("{{\"error\":\"badAnswer\",\"path\":\"{}\"}}\n", error.subject);
}

std::string pageText(const Result<UsagePage>& page)
{
    if (!page)
        return errorText(page.error());
    return std::format("{{\"more\":{},\"next\":\"{}\",\"rows\":{}}}\n", page->more, page->next, rowsText(page->rows));
}

std::string amountText(const std::optional<LimitAmount>& amount)
{
    if (!amount)
        return "null";
    if (const auto* money = std::get_if<Money>(&*amount))
        return std::format(R"("{} {}")", money->text(), money->currency.text());
    const auto& quantity = std::get<UnitQuantity>(*amount);
    return std::format(R"("{} of {}")", Money {quantity.nano, {}}.text(), quantity.unit);
}

/// A line for each limit; empty where there is none.
std::string limitsText(const std::vector<ProviderLimit>& limits)
{
    std::string out;
    for (const ProviderLimit& each : limits)
        out += std::format(
            R"({{"holder":{},"id":"{}","name":"{}","kind":{},"covers":"{}","limit":{},"used":{},"period":"{}","resets":"{}","refuses":{}}})"
            "\n",
            static_cast<int>(each.holder), each.holderId, each.holderName, static_cast<int>(each.kind), each.covers,
            amountText(each.limit), amountText(each.used), each.period, each.resetsAt ? toText(*each.resetsAt) : "",
            each.refusesBeyond ? (*each.refusesBeyond ? "true" : "false") : "null");
    return out;
}

/// A line for each of a provider's own counts; empty where there is none.
std::string countsText(const std::vector<OwnCount>& counts)
{
    const auto number = [](const std::optional<std::int64_t>& value) { return value ? std::to_string(*value) : "null"; };
    std::string out;
    for (const OwnCount& each : counts)
        out += std::format(R"({{"from":"{}","to":"{}","person":"{}","requests":{},"tokens":{},"cost":{},"any":{}}})"
                           "\n",
            toText(each.period.start), toText(each.period.end), each.person, number(each.requests), number(each.tokens),
            each.cost ? "\"" + each.cost->text() + "\"" : "null", each.isOnlyAny);
    return out;
}

std::string usage(const std::string& connector, const std::string& name, const std::string& bytes)
{
    return pageText(test::fixtureCase(connector, name).parse(bytes));
}

/// Gateways of other makers tell names too, and a row's tag.
std::string othersText(const Result<UsagePage>& page)
{
    if (!page)
        return errorText(page.error());
    std::string out = pageText(page);
    for (const UsageRow& row : page->rows)
        out += row.tag.empty() ? "" : std::format("{{\"record\":\"{}\",\"tag\":\"{}\"}}\n", row.recordId, row.tag);
    for (const IdentityName& name : page->names)
        out += std::format("{{\"kind\":{},\"id\":\"{}\",\"name\":\"{}\"}}\n", static_cast<int>(name.kind), name.id, name.name);
    for (const auto& [key, project] : page->projectOfKey)
        out += std::format("{{\"key\":\"{}\",\"project\":\"{}\"}}\n", key, project);
    return out + limitsText(page->limits) + countsText(page->counts);
}

std::string calls(const std::string& connector, const std::string& name, const std::string& bytes)
{
    return othersText(test::fixtureCase(connector, name).parse(bytes));
}

std::string gateway(const std::string& /*connector*/, const std::string& name, const std::string& bytes)
{
    const auto page =
        parseGatewayUsage(bytes, "gateway", name.starts_with("telemetry-") ? GatewayFeed::telemetry : GatewayFeed::calls);
    if (!page)
        return errorText(page.error());
    return std::format("{{\"ledger\":\"{}\",\"next\":{},\"more\":{},\"rows\":{}}}\n", page->ledgerId, page->next, page->more,
        rowsText(page->rows));
}

/// With the names and the lists that are asked for next.
std::string wholePageText(const Result<UsagePage>& page)
{
    if (!page)
        return errorText(page.error());
    std::string names, follow;
    for (const IdentityName& one : page->names)
        names += std::format("{}[{},\"{}\",\"{}\"]", names.empty() ? "" : ",", static_cast<int>(one.kind), one.id, one.name);
    for (const UsageTask& task : page->follow)
        follow += std::format("{}[\"{}\",\"{}\",\"{}\",{}{}]", follow.empty() ? "" : ",", task.list, task.subject,
            toText(task.period.start), task.directory, task.project.empty() ? "" : ",\"" + task.project + "\"");
    return std::format("{{\"names\":[{}],\"follow\":[{}],\"page\":{}}}\n", names, follow, pageText(page))
        + limitsText(page->limits) + countsText(page->counts);
}

std::string lists(const std::string& connector, const std::string& name, const std::string& bytes)
{
    return wholePageText(test::fixtureCase(connector, name).parse(bytes));
}

using TextOf = std::string (*)(const std::string& connector, const std::string& name, const std::string& bytes);

void expectEveryCase(const std::string& connector, TextOf textOf)
{
    int cases = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(FUSEBOARD_TEST_DATA) / connector)) {
        const std::string file = entry.path().filename().string();
        if (!file.ends_with(".in.json"))
            continue;
        ++cases;
        const std::string name = file.substr(0, file.size() - std::string(".in.json").size());
        const std::string found = textOf(connector, name, read(entry.path()));
        const std::string expected = read(entry.path().parent_path() / (name + ".out.json"));
        EXPECT_EQ(found, expected) << connector << "/" << name;
        if (found != expected) {
            const auto out = std::filesystem::path(FUSEBOARD_BUILD) / "fixtures" / connector;
            std::filesystem::create_directories(out);
            std::ofstream(out / (name + ".out.json"), std::ios::binary) << found;
        }
    }
    EXPECT_GT(cases, 10);
}

} // namespace

TEST(ParsersTest, openAiFixtures) { expectEveryCase("openai", usage); }

TEST(ParsersTest, anthropicFixtures) { expectEveryCase("anthropic", usage); }

TEST(ParsersTest, cursorFixtures) { expectEveryCase("cursor", lists); }

TEST(ParsersTest, githubFixtures) { expectEveryCase("github", lists); }

TEST(ParsersTest, openRouterFixtures) { expectEveryCase("openrouter", lists); }

TEST(ParsersTest, gatewayFixtures) { expectEveryCase("gateway", gateway); }

TEST(ParsersTest, liteLlmFixtures) { expectEveryCase("litellm", calls); }

TEST(ParsersTest, bifrostFixtures) { expectEveryCase("bifrost", calls); }

TEST(ParsersTest, aDocumentCutAnywhereIsNoAnswer)
{
    const auto data = std::filesystem::path(FUSEBOARD_TEST_DATA);
    const std::string usage = read(data / "openai" / "completions-typical.in.json");
    ASSERT_TRUE(test::fixtureCase("openai", "completions").parse(usage));
    for (std::size_t length = 0; length < usage.size(); ++length)
        ASSERT_FALSE(test::fixtureCase("openai", "completions").parse(std::string_view(usage).substr(0, length))) << length;
    const std::string calls = read(data / "gateway" / "typical.in.json");
    ASSERT_TRUE(parseGatewayUsage(calls, "gateway"));
    for (std::size_t length = 0; length < calls.size(); ++length)
        ASSERT_FALSE(parseGatewayUsage(calls.substr(0, length), "gateway")) << length;
}

TEST(ParsersTest, pagingEnds)
{
    using namespace std::chrono_literals;
    Paging paging;
    EXPECT_EQ(paging.next(true, "a", 10, 1ms).value(), "a");
    EXPECT_EQ(paging.next(true, "b", 10, 1ms).value(), "b");
    EXPECT_EQ(paging.next(true, "a", 10, 1ms).error().code, ErrorCode::pagingBroken);
    EXPECT_EQ(Paging().next(true, "", 10, 1ms).error().code, ErrorCode::pagingBroken);
    EXPECT_EQ(Paging().next(false, "left over", 10, 1ms).value(), "");
    Paging endless;
    int pages = 0;
    while (endless.next(true, std::to_string(pages), 10, 1ms))
        ++pages;
    EXPECT_EQ(pages, 499);
    Paging heavy;
    EXPECT_EQ(heavy.next(false, "", 300'000'000, 1ms).error().code, ErrorCode::pagingBroken);
    EXPECT_TRUE(heavy.isEndless()) << "what can be asked for in parts is";
    Paging slow;
    EXPECT_TRUE(slow.next(true, "a", 10, 59s));
    EXPECT_EQ(slow.next(true, "b", 10, 2s).error().code, ErrorCode::pagingBroken);
}

TEST(ParsersTest, theSameRowTwiceIsOneAndTwoValuesContradict)
{
    const auto page = test::fixtureCase("openai", "completions")
                          .parse(read(std::filesystem::path(FUSEBOARD_TEST_DATA) / "openai" / "completions-typical.in.json"));
    const UsageRow row = page.value().rows.at(0);
    EXPECT_EQ(withoutRepeats({row, row})->size(), 1U);
    UsageRow other = row;
    other.model = "gpt-5.6-luna";
    EXPECT_EQ(withoutRepeats({row, other, row})->size(), 2U);
    UsageRow contradicting = row;
    contradicting.requests += 1;
    EXPECT_EQ(withoutRepeats({row, other, contradicting}).error().code, ErrorCode::badAnswer);
}

TEST(ParsersTest, partsOfABucketAreAddedUpAndOnlyThose)
{
    const auto part = [](const char* id, std::int64_t input, std::optional<std::int64_t> nano, std::chrono::seconds width) {
        UsageRow row = bucketRow({.list = {}, .width = width, .period = {}}, {"s", "acme"}, asked.start);
        row.recordId = id;
        row.tokens.input = input;
        if (nano)
            row.cost = Money {*nano, Currency::usd()};
        return row;
    };
    using std::chrono::hours;
    const auto sum = [](std::vector<UsageRow> rows) { return withoutRepeats(std::move(rows)).and_then(addUpParts); };
    const auto one = sum({part("a", 1, 5, hours(1)), part("b", 2, -7, hours(1)), part("a", 1, 5, hours(1))});
    ASSERT_TRUE(one && one->size() == 1);
    EXPECT_EQ((*one)[0], part("", 3, -2, hours(1)));
    EXPECT_EQ(sum({part("a", 1, 5, hours(1)), part("b", 2, {}, hours(1))})->at(0).cost, std::nullopt) << "unknown is not zero";
    EXPECT_EQ(sum({part("a", 1, 5, hours(0)), part("b", 2, 6, hours(0))})->size(), 2U) << "calls are calls";
    EXPECT_FALSE(sum({part("a", 1, 5, hours(1)), part("a", 2, 5, hours(1))})) << "one part with two values";
    EXPECT_FALSE(sum({part("a", 1, INT64_MAX, hours(1)), part("b", 1, 1, hours(1))})) << "too much";
    EXPECT_FALSE(sum({part("a", std::int64_t {1} << 53, 1, hours(1)), part("b", 1, 1, hours(1))})) << "too many";
}

TEST(ParsersTest, aGatewaysSeqMustRise)
{
    const auto row = [](std::uint64_t seq) {
        return UsageRow {.start = {},
            .source = {},
            .account = {},
            .recordId = {},
            .seq = seq,
            .team = {},
            .project = {},
            .key = {},
            .person = {},
            .agent = {},
            .model = {},
            .lineItem = {},
            .tokens = {},
            .cost = {},
            .priceVersion = {}};
    };
    EXPECT_TRUE(checkGatewayPage({"l", {row(5), row(9)}, 9, true}, 4));
    EXPECT_TRUE(checkGatewayPage({"l", {}, 4, false}, 4));
    for (const GatewayUsagePage& page : {GatewayUsagePage {"l", {row(5), row(5)}, 9, false}, {"l", {row(4)}, 9, false},
             {"l", {row(9)}, 8, false}, {"l", {}, 4, true}})
        EXPECT_EQ(checkGatewayPage(page, 4).error().code, ErrorCode::pagingBroken);
}

TEST(ParsersTest, aCursorReadsBackAndNonsenseStartsAtTheBeginning)
{
    const GatewayCursor cursor {"ledger:with:colons", 42};
    EXPECT_EQ(GatewayCursor::parse(cursor.text()), cursor);
    for (const char* nonsense : {"", "x", "l:", "l:-1", "l:9x"})
        EXPECT_EQ(GatewayCursor::parse(nonsense), GatewayCursor()) << nonsense;
}

TEST(ParsersTest, aNumberThatIsTooLargeIsNamedByItsPlace)
{
    const auto refusalOf = [](std::string_view text) {
        return json::parse<bool>(text, [](json::Object&) { return true; }).error().subject;
    };
    EXPECT_EQ(refusalOf(R"({"a":[1,{"b":"x\",{[","amount":1e400}]})"), "$.a[1].amount");
    EXPECT_EQ(refusalOf(R"({"a":1e-400,"b":{"c":[0.5,[ -1E999 ]]}})"), "$.b.c[1][0]");
    EXPECT_EQ(refusalOf(R"({"a":01})"), "$"); // no number at all
    // What comes after it was not looked at.
    for (const char* rest : {"", "\"", "\"\\", "]]]]]", "{{{", ",,\"", "}}}:"})
        EXPECT_EQ(refusalOf(std::string(R"({"a":1e400)") + rest).substr(0, 1), "$") << rest;
}
