// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/madeuppages.h"

#include "support/madeupbills.h"

#include <algorithm>
#include <format>

namespace fuseboard::test {
namespace {

std::string pick(Dice& dice, const char* prefix, int many) { return std::format("{}{}", prefix, upTo(dice, many - 1)); }

std::string tier(Dice& dice)
{
    static constexpr std::array tiers {"default", "standard", "batch", "flex", "priority", "tier-of-2027"};
    return oneOf(dice, tiers);
}

/// One row; its dimensions hold `index`, so that no two of a bucket are the same.
std::string openAiRow(Dice& dice, const UsageTask& task, int index, PageSums& sums)
{
    Members row(dice);
    row.text("object", "organization.usage." + task.list + ".result");
    row.text("project_id", std::format("proj_{}", index));
    if (task.list == "costs") {
        const std::int64_t nano = upTo(dice, 40'000'000'000) - 2'000'000'000;
        Members amount(dice);
        amount.add("value", amountText(dice, nano, 9));
        amount.text("currency", oneIn(dice, 2) ? "usd" : "USD");
        row.add("amount", amount.json());
        row.maybe("line_item", pick(dice, "gpt-5.6, part ", 9));
        row.maybe("api_key_id", pick(dice, "key_", 40));
        row.add("quantity", oneIn(dice, 2) ? "null" : "12.75");
        sums.nano += nano;
        return row.json();
    }
    if (task.list != "vector_stores" && task.list != "code_interpreter_sessions") {
        row.maybe("user_id", pick(dice, "user_", 90));
        row.maybe("api_key_id", pick(dice, "key_", 40));
    }
    if (task.list == "completions" || task.list == "embeddings" || task.list == "moderations") {
        const std::int64_t cached = upTo(dice, 400'000), written = upTo(dice, 9'000), plain = upTo(dice, 70'000);
        row.count("input_tokens", cached + written + plain);
        const std::int64_t readSaid = row.maybeCount("input_cached_tokens", cached);
        const std::int64_t writtenSaid = row.maybeCount("input_cache_write_tokens", written);
        sums.cacheRead += readSaid;
        sums.cacheWrite += writtenSaid;
        sums.input += cached + written + plain - readSaid - writtenSaid;
        row.maybeCount("input_uncached_tokens", plain);
        row.maybeCount("input_audio_tokens", 5);
        row.maybe("model", pick(dice, "gpt-5.6-", 7));
    }
    if (task.list == "completions") {
        const std::int64_t output = upTo(dice, 20'000);
        row.count("output_tokens", output);
        sums.output += output;
        if (oneIn(dice, 2))
            row.add("batch", oneIn(dice, 3) ? "true" : "false");
        row.maybe("service_tier", tier(dice));
    }
    const std::int64_t calls = upTo(dice, 900);
    if (task.list == "code_interpreter_sessions")
        row.count("num_sessions", calls);
    else if (task.list == "file_search_calls" || task.list == "web_search_calls")
        row.count("num_requests", calls);
    else if (task.list != "vector_stores")
        row.count("num_model_requests", calls);
    row.maybeCount("usage_bytes", upTo(dice, 1'000'000'000));
    sums.requests += task.list == "vector_stores" ? 0 : calls;
    return row.json();
}

std::string anthropicRow(Dice& dice, const UsageTask& task, int index, PageSums& sums)
{
    Members row(dice);
    row.text("workspace_id", std::format("wrkspc_{}", index));
    row.maybe("model", pick(dice, "claude-opus-", 7));
    row.maybe("service_tier", tier(dice));
    row.maybe("context_window", oneIn(dice, 2) ? "0-200k" : "200k-1M");
    if (task.list == "cost_report") {
        const std::int64_t nano = upTo(dice, 40'000'000'000) - 2'000'000'000;
        row.add("amount", amountText(dice, nano, 7)); // cents
        row.text("currency", "USD");
        row.maybe("description", pick(dice, "Claude Opus, part ", 9));
        row.maybe("cost_type", "tokens");
        sums.nano += nano;
        return row.json();
    }
    const std::int64_t input = upTo(dice, 70'000), read = upTo(dice, 400'000), five = upTo(dice, 9'000), hour = upTo(dice, 900),
                       output = upTo(dice, 20'000);
    row.count("uncached_input_tokens", input);
    row.count("cache_read_input_tokens", read);
    row.count("output_tokens", output);
    Members cache(dice);
    cache.count("ephemeral_5m_input_tokens", five);
    cache.count("ephemeral_1h_input_tokens", hour);
    row.add("cache_creation", cache.json());
    row.add("server_tool_use", R"({"web_search_requests":3})");
    row.maybe("api_key_id", pick(dice, "apikey_", 40));
    row.maybe("account_id", pick(dice, "user_", 90));
    sums += {.input = input, .cacheRead = read, .cacheWrite = five + hour, .output = output};
    return row.json();
}

} // namespace

PageSums& PageSums::operator+=(const PageSums& other)
{
    input += other.input;
    cacheRead += other.cacheRead;
    cacheWrite += other.cacheWrite;
    output += other.output;
    requests += other.requests;
    nano += other.nano;
    takenOff += other.takenOff;
    rows += other.rows;
    return *this;
}

PageSums sumsOf(const std::vector<UsageRow>& rows)
{
    PageSums sums;
    for (const UsageRow& row : rows) {
        const std::int64_t nano = row.cost && row.basis == CostBasis::reported ? row.cost->nano : 0;
        const bool isTakenOff = row.recordId.starts_with("less ");
        sums += {.input = row.tokens.input,
            .cacheRead = row.tokens.cacheRead,
            .cacheWrite = row.tokens.cacheWrite5m + row.tokens.cacheWrite1h,
            .output = row.tokens.output,
            .requests = row.requests,
            .nano = isTakenOff ? 0 : nano,
            .takenOff = isTakenOff ? -nano : 0,
            .rows = 1};
    }
    return sums;
}

MadeUpPages::MadeUpPages(MadeUpProvider provider, std::uint64_t seed, int rowsPerBucket)
    : m_provider(provider)
    , m_seed(seed)
    , m_rows(rowsPerBucket)
{
}

MadeUpPages::Bucket MadeUpPages::bucket(const UsageTask& task, Instant start) const
{
    std::seed_seq seeds {m_seed, static_cast<std::uint64_t>(toUnixSeconds(start)), std::hash<std::string>()(task.list)};
    Dice dice(seeds);
    Bucket out;
    std::string rows;
    const auto many = upTo(dice, m_rows);
    for (int i = 0; i < many; ++i)
        rows += (i ? "," : "")
            + (m_provider == MadeUpProvider::openAi ? openAiRow(dice, task, i, out.sums)
                                                    : anthropicRow(dice, task, i, out.sums));
    out.sums.rows = many;
    Members members(dice);
    if (m_provider == MadeUpProvider::openAi) {
        members.text("object", "bucket");
        members.count("start_time", toUnixSeconds(start));
        members.count("end_time", toUnixSeconds(start + task.width));
    } else {
        members.text("starting_at", toText(start));
        members.text("ending_at", toText(start + task.width));
    }
    members.add("results", "[" + rows + "]");
    out.json = members.json();
    return out;
}

MadeUpPage MadeUpPages::page(const UsageTask& task, Instant from, int limit) const
{
    std::seed_seq seeds {m_seed, static_cast<std::uint64_t>(toUnixSeconds(from))};
    Dice dice(seeds);
    if (m_provider == MadeUpProvider::openRouter)
        return madeUpOpenRouter(dice, task);
    if (m_provider != MadeUpProvider::openAi && m_provider != MadeUpProvider::anthropic)
        return madeUpGitHub(dice, task, m_provider == MadeUpProvider::gitHubEnterprise);
    MadeUpPage out;
    std::string buckets;
    Instant at = from;
    for (; at < task.period.end && out.buckets < limit; at += task.width) {
        const Bucket one = bucket(task, at);
        buckets += (buckets.empty() ? "" : ",") + one.json;
        out.sums += one.sums;
        ++out.buckets;
    }
    out.more = at < task.period.end;
    Members members(dice);
    if (m_provider == MadeUpProvider::openAi)
        members.text("object", "page");
    members.add("data", "[" + buckets + "]");
    members.add("has_more", out.more ? "true" : "false");
    members.add("next_page", out.more ? std::format("\"{}\"", toText(at)) : "null");
    out.json = members.json();
    return out;
}

PageSums MadeUpPages::sums(const UsageTask& task) const
{
    PageSums out;
    for (Instant at = task.period.start; at < task.period.end; at += task.width)
        out += bucket(task, at).sums;
    return out;
}

} // namespace fuseboard::test
