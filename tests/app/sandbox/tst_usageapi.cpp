// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/directory.h"
#include "sandbox/provider/usagepage.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::int64_t day = 1'795'478'400; // 2026-11-24T00:00:00Z

UsageFact fact(std::int64_t at, const char* project, const char* user, const char* model, bool embeddings = false)
{
    UsageFact out {at, project, std::string("key_") + project, user, model, embeddings, 2, {100, 50, 10, 5, 20, 4}, {}};
    if (embeddings)
        out.tokens = {.input = 100};
    out.cost = ProviderPrices::builtIn().cost(model, out.tokens).value();
    return out;
}

std::vector<UsageFact> facts(std::int64_t from, std::int64_t to)
{
    std::vector<UsageFact> all {fact(day - 3600, "a", "ann", "gpt-5.6"), fact(day + 60, "a", "ann", "gpt-5.6"),
        fact(day + 7200, "a", "", "claude-opus-5"), fact(day + 7201, "b", "bob", "gpt-5.6"),
        fact(day + 7300, "b", "", "text-embedding-3-small", true)};
    std::erase_if(all, [&](const UsageFact& each) { return each.at < from || each.at >= to; });
    return all;
}

json::value page(Report report, const std::string& query, AmountStyle style = AmountStyle::text, std::int64_t now = day + 86400)
{
    const auto parsed = parseUsageQuery(report, query, now);
    if (!parsed) {
        ADD_FAILURE() << query << ": " << parsed.error().message;
        return {};
    }
    return json::parse(usagePage(*parsed, facts, style));
}

const std::string today = "start_time=" + std::to_string(day);

struct BadQuery {
    const char* name;
    Report report;
    std::string query;
    const char* param;
};
void PrintTo(const BadQuery& query, std::ostream* out) { *out << query.name; }

class BadUsageQuery : public testing::TestWithParam<BadQuery> { };

TEST_P(BadUsageQuery, IsRefusedWithTheParameterNamed)
{
    const auto parsed = parseUsageQuery(GetParam().report, GetParam().query, day + 86400);
    ASSERT_FALSE(parsed) << GetParam().query;
    EXPECT_EQ(parsed.error().status, 400);
    const auto body = json::parse(parsed.error().openAiBody());
    EXPECT_EQ(body.at("error").at("type").as_string(), "invalid_request_error");
    EXPECT_EQ(parsed.error().param, GetParam().param);
}

INSTANTIATE_TEST_SUITE_P(Rows, BadUsageQuery,
    testing::Values(BadQuery {"no_start", Report::completions, "limit=3", "start_time"},
        BadQuery {"start_is_no_number", Report::costs, "start_time=2026-11-01", "start_time"},
        BadQuery {"negative_start", Report::costs, "start_time=-5", "start_time"},
        BadQuery {"end_before_start", Report::costs, today + "&end_time=5", "start_time"},
        BadQuery {"width_unknown", Report::completions, today + "&bucket_width=1w", "bucket_width"},
        BadQuery {"costs_are_daily", Report::costs, today + "&bucket_width=1h", "bucket_width"},
        BadQuery {"limit_zero", Report::completions, today + "&limit=0", "limit"},
        BadQuery {"too_many_days", Report::completions, today + "&limit=32", "limit"},
        BadQuery {"too_many_hours", Report::completions, today + "&bucket_width=1h&limit=169", "limit"},
        BadQuery {"too_many_minutes", Report::completions, today + "&bucket_width=1m&limit=1441", "limit"},
        BadQuery {"too_many_cost_days", Report::costs, today + "&limit=181", "limit"},
        BadQuery {"limit_is_no_number", Report::costs, today + "&limit=7x", "limit"},
        BadQuery {"costs_have_no_user", Report::costs, today + "&group_by[]=user_id", "group_by"},
        BadQuery {"costs_have_no_model", Report::costs, today + "&group_by=model", "group_by"},
        BadQuery {"embeddings_have_no_batch", Report::embeddings, today + "&group_by=batch", "group_by"},
        BadQuery {"costs_filter_no_users", Report::costs, today + "&user_ids[]=u", "user_ids"},
        BadQuery {"batch_is_no_boolean", Report::completions, today + "&batch=maybe", "batch"},
        BadQuery {"unknown_parameter", Report::completions, today + "&starting_at=1", "starting_at"},
        BadQuery {"invented_page", Report::completions, today + "&page=page_1", "page"},
        BadQuery {"broken_percent", Report::completions, today + "&models=%4", ""}),
    [](const auto& row) { return row.param.name; });

TEST(UsageApi, WithoutGroupsABucketIsOneRowAndEveryDimensionIsNull)
{
    const auto answer = page(Report::completions, today);
    EXPECT_EQ(answer.at("object").as_string(), "page");
    EXPECT_FALSE(answer.at("has_more").as_bool());
    EXPECT_TRUE(answer.at("next_page").is_null());
    const auto& bucket = answer.at("data").at(0);
    EXPECT_EQ(bucket.at("start_time").as_int64(), day);
    EXPECT_EQ(bucket.at("end_time").as_int64(), day + 86400);
    ASSERT_EQ(bucket.at("results").as_array().size(), 1U);
    const auto& result = bucket.at("results").at(0);
    EXPECT_EQ(result.at("object").as_string(), "organization.usage.completions.result");
    EXPECT_EQ(result.at("input_tokens").as_int64(), 3 * 165);
    EXPECT_EQ(result.at("input_cached_tokens").as_int64(), 3 * 50);
    EXPECT_EQ(result.at("input_cache_write_tokens").as_int64(), 3 * 15);
    EXPECT_EQ(result.at("input_uncached_tokens").as_int64(), 3 * 100);
    EXPECT_EQ(result.at("output_tokens").as_int64(), 3 * 20);
    EXPECT_EQ(result.at("num_model_requests").as_int64(), 6);
    for (const char* name : {"project_id", "user_id", "api_key_id", "model", "batch", "service_tier"})
        EXPECT_TRUE(result.at(name).is_null()) << name;
}

TEST(UsageApi, GroupsMayComeWithBracketsPlainOrEncoded)
{
    for (const std::string groups : {"&group_by[]=project_id&group_by[]=model", "&group_by=project_id&group_by=model",
             "&group_by%5B%5D=project_id&group_by%5B%5D=model"}) {
        const auto answer = page(Report::completions, today + groups);
        const auto& results = answer.at("data").at(0).at("results").as_array();
        ASSERT_EQ(results.size(), 3U) << groups;
        EXPECT_EQ(results[0].at("project_id").as_string(), "a");
        EXPECT_EQ(results[0].at("model").as_string(), "claude-opus-5");
        EXPECT_TRUE(results[0].at("user_id").is_null());
    }
}

TEST(UsageApi, AMachineHasNoUserEvenWhenGroupedByUser)
{
    const auto answer = page(Report::completions, today + "&group_by=user_id");
    EXPECT_TRUE(answer.at("data").at(0).at("results").at(0).at("user_id").is_null());
    EXPECT_EQ(answer.at("data").at(0).at("results").at(1).at("user_id").as_string(), "ann");
}

TEST(UsageApi, FiltersAndKindsKeepOnlyWhatIsAskedFor)
{
    const auto count = [](Report report, const std::string& more) {
        const auto answer = page(report, today + more);
        const auto& results = answer.at("data").at(0).at("results").as_array();
        return results.empty() ? 0 : results[0].at("num_model_requests").as_int64();
    };
    EXPECT_EQ(count(Report::completions, "&project_ids[]=b"), 2);
    EXPECT_EQ(count(Report::completions, "&models[]=gpt-5.6"), 4);
    EXPECT_EQ(count(Report::completions, "&user_ids=ann&models=claude-opus-5"), 0);
    EXPECT_EQ(count(Report::completions, "&api_key_ids=key_a&api_key_ids=key_b"), 6);
    EXPECT_EQ(count(Report::completions, "&batch=true"), 0);
    EXPECT_EQ(count(Report::embeddings, ""), 2);
}

TEST(UsageApi, PagesCoverTheTimeOnceAndACursorBelongsToItsQuestion)
{
    const std::string question =
        "start_time=" + std::to_string(day - 7200) + "&end_time=" + std::to_string(day + 10800) + "&bucket_width=1h&limit=2";
    std::int64_t expected = day - 7200, requests = 0;
    std::string cursor;
    int pages = 0;
    do {
        const auto answer = page(Report::completions, question + (cursor.empty() ? "" : "&page=" + cursor));
        for (const auto& bucket : answer.at("data").as_array()) {
            EXPECT_EQ(bucket.at("start_time").as_int64(), expected);
            expected = bucket.at("end_time").as_int64();
            for (const auto& result : bucket.at("results").as_array())
                requests += result.at("num_model_requests").as_int64();
        }
        cursor = answer.at("has_more").as_bool() ? std::string(answer.at("next_page").as_string()) : "";
        ++pages;
        if (!cursor.empty()) {
            EXPECT_FALSE(parseUsageQuery(Report::completions, question + "&models=x&page=" + cursor, day));
            EXPECT_FALSE(parseUsageQuery(Report::embeddings, question + "&page=" + cursor, day));
        }
    } while (!cursor.empty() && pages < 10);
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(expected, day + 10800);
    EXPECT_EQ(requests, 8);
}

TEST(UsageApi, TheFirstBucketBeginsAtTheVeryStartAskedFor)
{
    const auto answer = page(Report::completions, "start_time=" + std::to_string(day + 100) + "&bucket_width=1h");
    const auto& bucket = answer.at("data").at(0);
    EXPECT_EQ(bucket.at("start_time").as_int64(), day + 100);
    EXPECT_EQ(bucket.at("end_time").as_int64(), day + 3600);
    EXPECT_TRUE(bucket.at("results").as_array().empty());
}

TEST(UsageApi, CostsNameTheLineItemAndAddUp)
{
    const auto answer = page(Report::costs, today + "&group_by[]=line_item&group_by[]=project_id");
    std::map<std::string, std::string> items;
    for (const auto& result : answer.at("data").at(0).at("results").as_array()) {
        items[std::string(result.at("project_id").as_string()) + ": " + std::string(result.at("line_item").as_string())] =
            std::string(result.at("amount").at("value").as_string());
        EXPECT_EQ(result.at("amount").at("currency").as_string(), "usd");
        EXPECT_EQ(result.at("quantity_unit").as_string(), "tokens");
    }
    EXPECT_EQ(items.at("a: gpt-5.6, input"), "0.0005");
    EXPECT_EQ(items.at("a: gpt-5.6, cached input"), "0.000025");
    EXPECT_EQ(items.at("a: claude-opus-5, cache write 1h"), "0.00005");
    EXPECT_EQ(items.at("b: text-embedding-3-small, input"), "0.000002");
    EXPECT_FALSE(items.contains("b: text-embedding-3-small, output"));
}

TEST(UsageApi, AmountsAreTextNumberOrNowThisNowThat)
{
    const auto value = [](AmountStyle style, int at) {
        return page(Report::costs, "start_time=" + std::to_string(day - 86400), style)
            .at("data")
            .at(static_cast<std::size_t>(at))
            .at("results")
            .at(0)
            .at("amount")
            .at("value");
    };
    EXPECT_TRUE(value(AmountStyle::text, 0).is_string());
    EXPECT_TRUE(value(AmountStyle::number, 0).is_double());
    EXPECT_NE(value(AmountStyle::mixed, 0).is_string(), value(AmountStyle::mixed, 1).is_string());
    EXPECT_EQ(dollarsOf(1'234'567'890), "1.23456789");
    EXPECT_EQ(dollarsOf(12'000'000'000), "12.00");
}

TEST(UsageApi, ListsPageByLastIdAndNameEveryKey)
{
    std::vector<std::string> ids;
    std::string after;
    for (int i = 0; i < 10; ++i) {
        const auto answer = directoryAnswer("/v1/organization/projects", "limit=4" + (after.empty() ? "" : "&after=" + after));
        ASSERT_TRUE(answer);
        const auto list = json::parse(*answer);
        for (const auto& entry : list.at("data").as_array())
            ids.emplace_back(entry.at("id").as_string());
        if (!list.at("has_more").as_bool())
            break;
        after = list.at("last_id").as_string();
    }
    EXPECT_EQ(ids.size(), 9U); // seven teams, the playground and the gateway
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
    const auto keys = json::parse(directoryAnswer("/v1/organization/projects/proj_payments/api_keys", "limit=100").value());
    EXPECT_EQ(keys.at("data").as_array().size(), 8U);
    EXPECT_EQ(keys.at("data").at(0).at("name").as_string(), "checkout-agent");
    EXPECT_EQ(keys.at("data").at(0).at("owner").at("type").as_string(), "service_account");
    EXPECT_EQ(directoryAnswer("/v1/organization/projects/proj_none/api_keys", "").error().status, 404);
    EXPECT_EQ(directoryAnswer("/v1/organization/projects", "limit=101").error().status, 400);
    EXPECT_EQ(directoryAnswer("/v1/organization/projects", "after=nobody").error().status, 400);
}

} // namespace
} // namespace fuseboard::sandbox
