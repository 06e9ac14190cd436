// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/openai/openaipages.h"

#include "connectors/jsonreader.h"

#include <algorithm>
#include <format>
#include <tuple>

namespace fuseboard {
namespace {

using std::chrono::seconds;

constexpr std::size_t maxPages = 500;
constexpr std::size_t maxBytes = 200UL * 1024 * 1024;

struct SeriesFacts {
    std::string_view path;
    seconds width;
    std::string_view
        query; ///< the most buckets a page may have, and all dimensions; brackets as the provider's own client sends
};

SeriesFacts factsOf(OpenAiSeries series)
{
    constexpr std::string_view usageQuery = "&bucket_width=1h&limit=168&group_by%5B%5D=project_id&group_by%5B%5D=user_id"
                                            "&group_by%5B%5D=api_key_id&group_by%5B%5D=model";
    constexpr std::string_view costsQuery = "&bucket_width=1d&limit=180&group_by%5B%5D=project_id&group_by%5B%5D=line_item"
                                            "&group_by%5B%5D=api_key_id";
    switch (series) {
    case OpenAiSeries::completions: return {"/organization/usage/completions", std::chrono::hours(1), usageQuery};
    case OpenAiSeries::embeddings: return {"/organization/usage/embeddings", std::chrono::hours(1), usageQuery};
    case OpenAiSeries::costs: break;
    }
    return {"/organization/costs", std::chrono::hours(24), costsQuery};
}

std::string percentEncoded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
            || c == '.' || c == '~';
        out += plain ? std::string(1, c) : std::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return out;
}

void readUsage(json::Object& result, UsageRow& row, OpenAiSeries series, const std::string& path)
{
    const auto count = [&](std::string_view name) {
        return json::count(json::required(result, name, path), path + "." + std::string(name));
    };
    row.ledger = Ledger::providerUsage;
    row.person = json::textOr(result, "user_id", path);
    row.model = json::textOr(result, "model", path);
    // Part of the key: both lists may have a row without a model.
    row.lineItem = series == OpenAiSeries::completions ? "completions" : "embeddings";
    row.tokens = fromInclusiveInput(count("input_tokens"), json::countOr(result, "input_cached_tokens", path),
        json::countOr(result, "input_cache_write_tokens", path),
        series == OpenAiSeries::completions ? count("output_tokens") : 0, 0);
    row.requests = count("num_model_requests");
}

void readCost(json::Object& result, UsageRow& row, const std::string& path)
{
    const std::string amountPath = path + ".amount";
    json::Object amount = json::object(json::required(result, "amount", path), amountPath);
    const auto currency = Currency::parse(json::text(json::required(amount, "currency", amountPath), amountPath + ".currency"));
    // Amounts finer than a nano-unit occur (a printed double); they are rounded once, here.
    const auto nano =
        parseScaledDecimalRounded(json::decimal(json::required(amount, "value", amountPath), amountPath + ".value"), 9);
    if (!currency)
        throw json::Fault {amountPath + ".currency", "not an ISO 4217 currency"};
    if (!nano)
        throw json::Fault {amountPath + ".value", "not an amount of money"};
    row.ledger = Ledger::providerCost;
    row.lineItem = json::textOr(result, "line_item", path);
    row.cost = Money {*nano, *currency};
    row.basis = CostBasis::reported;
}

auto keyOf(const UsageRow& row)
{
    return std::tie(row.start, row.width, row.ledger, row.account, row.project, row.key, row.person, row.model, row.lineItem);
}

} // namespace

std::string openAiPath(OpenAiSeries series, Period period, std::string_view page)
{
    const SeriesFacts facts = factsOf(series);
    return std::format("{}?start_time={}&end_time={}{}{}", facts.path, toUnixSeconds(period.start), toUnixSeconds(period.end),
        facts.query, page.empty() ? std::string() : "&page=" + percentEncoded(page));
}

Result<OpenAiPage> parseOpenAiPage(
    OpenAiSeries series, Period period, std::string_view bytes, const std::string& sourceId, const std::string& account)
{
    const SeriesFacts facts = factsOf(series);
    return json::parse<OpenAiPage>(bytes, [&](json::Object& root) {
        OpenAiPage page;
        std::size_t bucketIndex = 0;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", bucketIndex++);
            json::Object bucket = json::object(element.value(), path);
            const auto start = fromUnixSeconds(json::count(json::required(bucket, "start_time", path), path + ".start_time"));
            if (!period.contains(start) || (start - period.start) % facts.width != seconds(0))
                throw json::Fault {path + ".start_time", "not a bucket that was asked for"};
            std::size_t resultIndex = 0;
            for (auto each : json::array(json::required(bucket, "results", path), path + ".results")) {
                const std::string place = std::format("{}.results[{}]", path, resultIndex++);
                json::Object result = json::object(each.value(), place);
                UsageRow row {.start = start,
                    .width = facts.width,
                    .source = sourceId,
                    .account = account,
                    .recordId = {},
                    .team = {},
                    .project = json::textOr(result, "project_id", place),
                    .key = json::textOr(result, "api_key_id", place),
                    .person = {},
                    .agent = {},
                    .model = {},
                    .lineItem = {},
                    .tokens = {},
                    .cost = {},
                    .priceVersion = {}};
                if (series == OpenAiSeries::costs)
                    readCost(result, row, place);
                else
                    readUsage(result, row, series, place);
                page.rows.push_back(std::move(row));
            }
        }
        page.hasMore = json::boolean(json::required(root, "has_more", "$"), "$.has_more");
        page.nextPage = json::textOr(root, "next_page", "$");
        return page;
    });
}

Result<std::string> OpenAiPaging::next(const OpenAiPage& page, std::size_t bytes)
{
    ++m_pages;
    m_bytes += bytes;
    if (!page.hasMore)
        return std::string();
    if (page.nextPage.empty())
        return fail(ErrorCode::pagingBroken, "$.next_page", "missing though more was announced");
    if (!m_seen.insert(page.nextPage).second)
        return fail(ErrorCode::pagingBroken, "$.next_page", "the same page again");
    if (m_pages >= maxPages || m_bytes >= maxBytes)
        return fail(ErrorCode::pagingBroken, "$.has_more", std::format("no end after {} pages", m_pages));
    return page.nextPage;
}

Result<std::vector<UsageRow>> withoutRepeats(std::vector<UsageRow> rows)
{
    std::ranges::stable_sort(rows, [](const UsageRow& a, const UsageRow& b) { return keyOf(a) < keyOf(b); });
    const auto repeats = std::ranges::unique(rows);
    rows.erase(repeats.begin(), repeats.end());
    const auto twice =
        std::ranges::adjacent_find(rows, [](const UsageRow& a, const UsageRow& b) { return keyOf(a) == keyOf(b); });
    if (twice != rows.end())
        return fail(ErrorCode::badAnswer, "$.data", "two values for the bucket of " + toText(twice->start));
    return rows;
}

} // namespace fuseboard
