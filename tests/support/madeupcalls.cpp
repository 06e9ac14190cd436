// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/madeupcalls.h"

#include "support/madeupmembers.h"

#include <QUrl>
#include <QUrlQuery>

#include <set>

namespace fuseboard::test {
namespace {

constexpr std::array providers {"openai", "anthropic", "bedrock"};
constexpr auto unpriced = "price unknown";

std::string jsonText(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return out + "\"";
}

/// A page of all, by number or offset.
template <class T>
std::vector<T> slice(const std::vector<T>& all, std::size_t from, std::size_t size)
{
    const auto first = std::min(from, all.size()), last = std::min(from + size, all.size());
    return {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(last)};
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string out;
    for (const std::string& part : parts)
        out += (out.empty() ? "" : ",") + part;
    return out;
}

std::size_t sizeIn(const std::map<std::string, std::string>& query, const char* name)
{
    const auto found = query.find(name);
    return found == query.end() ? 0 : std::stoul(found->second);
}

} // namespace

CallSums callSumsOf(const std::vector<UsageRow>& rows)
{
    CallSums out;
    for (const UsageRow& row : rows) {
        auto& sum = out[{row.start, row.account, row.project, row.key, row.person, row.model, row.tag, row.lineItem}];
        const std::array more {row.tokens.input, row.tokens.cacheRead, row.tokens.cacheWrite5m, row.tokens.output, row.requests,
            row.failedRequests, row.cost ? row.cost->nano : 0};
        for (std::size_t i = 0; i < more.size(); ++i)
            sum[i] += more[i];
    }
    return out;
}

MadeUpCalls::MadeUpCalls(MadeUpGateway gateway, std::uint64_t seed, Period period, int calls)
    : m_gateway(gateway)
    , m_dice(seed)
    , m_pageSize(static_cast<std::size_t>(3 + upTo(m_dice, 40)))
{
    const std::int64_t length = std::chrono::floor<std::chrono::seconds>(period.length()).count();
    for (int i = 0; i < calls; ++i) {
        const std::int64_t number = upTo(m_dice, 8);
        Call call {.id = std::format("call-{}", i),
            .at = period.start + std::chrono::seconds(upTo(m_dice, length - 1)),
            .provider = providers[static_cast<std::size_t>(number % 3)],
            .model = std::format("m-{}", number),
            .key = std::format("hash{}", upTo(m_dice, 5)),
            .team = {},
            .person = {},
            .tag = {}};
        call.team = call.key < "hash3" ? "team-" + call.key : "";
        call.priced = number != 5;
        call.failed = call.priced && oneIn(m_dice, 9);
        call.running = m_gateway == MadeUpGateway::bifrost && oneIn(m_dice, 11);
        if (!call.failed) {
            call.plain = upTo(m_dice, 4'000);
            call.read = upTo(m_dice, 9'000);
            call.written = upTo(m_dice, 300);
            call.output = 1 + upTo(m_dice, 900);
            call.nano = call.priced ? 1 + upTo(m_dice, 90'000'000) : 0;
        }
        if (m_gateway == MadeUpGateway::liteLlm) {
            call.model = call.provider + "/" + call.model;
            call.person = oneIn(m_dice, 3) ? "" : std::format("user-{}", upTo(m_dice, 3));
            call.tag = oneIn(m_dice, 2) ? "" : std::format("tag \"{}\"", upTo(m_dice, 2));
        }
        m_calls.push_back(std::move(call));
    }
    std::ranges::stable_sort(m_calls, {}, &Call::at);
}

void MadeUpCalls::expect(bool good, const std::string& what)
{
    if (!good)
        m_violations.push_back(what);
}

std::string MadeUpCalls::number(std::int64_t count)
{
    const std::string text = std::to_string(count);
    switch (upTo(m_dice, 5)) {
    case 0: return "\"" + text + "\"";
    case 1: return text + ".0";
    default: return text;
    }
}

std::vector<const MadeUpCalls::Call*> MadeUpCalls::within(Instant first, Instant last) const
{
    std::vector<const Call*> out;
    for (const Call& call : m_calls)
        if (call.at >= first && call.at <= last) // the end too, as SQL's BETWEEN
            out.push_back(&call);
    return out;
}

CallSums MadeUpCalls::sums(Period period, std::chrono::seconds width) const
{
    const bool daily = width >= std::chrono::hours(24);
    CallSums out;
    for (const Call& call : m_calls) {
        if (!period.contains(call.at) || call.running)
            continue;
        const Instant start = call.at - call.at.time_since_epoch() % width;
        auto& sum = out[{start, call.provider, call.team, call.key, daily ? "" : call.person, call.model, daily ? "" : call.tag,
            call.priced ? "" : unpriced}];
        const std::array<std::int64_t, 7> more {
            call.plain, call.read, call.written, call.output, 1, call.failed ? 1 : 0, call.nano};
        for (std::size_t i = 0; i < more.size(); ++i)
            sum[i] += more[i];
    }
    return out;
}

std::string MadeUpCalls::answer(const std::string& target)
{
    const QUrl url = QUrl::fromEncoded(QByteArray::fromStdString(target), QUrl::StrictMode);
    expect(url.isValid(), "not a path: " + target);
    Query query;
    for (const auto& [name, value] : QUrlQuery(url.query(QUrl::FullyEncoded)).queryItems(QUrl::FullyDecoded)) {
        expect(!query.contains(name.toStdString()), "twice: " + name.toStdString());
        query[name.toStdString()] = value.toStdString();
    }
    const std::string path = url.path().toStdString();
    if (m_gateway == MadeUpGateway::bifrost)
        return path == "/api/logs"                    ? bifrostLogs(query)
            : path.starts_with("/api/logs/histogram") ? bifrostHistogram(path, query)
                                                      : names(path, query);
    if (path == "/user/daily/activity")
        return activity(query);
    if (path == "/user/list") // people have budgets, and no other name in the figures
        return R"({"users":[],"total_pages":1})";
    return path == "/spend/logs/v2" ? spendLogs(query) : names(path, query);
}

std::string MadeUpCalls::names(const std::string& path, const Query& query)
{
    const bool teams = path.ends_with("/teams") || path == "/v2/team/list";
    const bool keys = path.ends_with("/virtual-keys") || path == "/key/list";
    if (!teams && !keys && path != "/api/governance/customers")
        return {};
    const std::size_t limit = sizeIn(query, m_gateway == MadeUpGateway::bifrost ? "limit" : teams ? "page_size" : "size");
    expect(limit >= 1 && limit <= 100, "a page of names of " + std::to_string(limit));
    std::vector<std::string> all;
    for (int i = 0; i < (keys ? 6 : teams ? 3 : 0); ++i) {
        Members one(m_dice);
        const std::string key = std::format("hash{}", i);
        const bool bifrost = m_gateway == MadeUpGateway::bifrost;
        one.text(bifrost ? "id" : keys ? "token" : "team_id", keys ? key : "team-" + key);
        one.text(bifrost ? "name" : keys ? "key_alias" : "team_alias", "Name of " + key);
        if (keys && i < 3)
            one.text("team_id", "team-" + key);
        if (bifrost && keys)
            one.text("value", "sk-bf-SECRET");
        all.push_back(one.json());
    }
    if (m_gateway == MadeUpGateway::liteLlm)
        return std::format(R"({{"{}":[{}],"total_pages":1}})", keys ? "keys" : "teams", joined(all));
    const std::size_t offset = sizeIn(query, "offset");
    const std::string list = keys ? "virtual_keys" : teams ? "teams" : "customers";
    return std::format(
        R"({{"{}":[{}],"total_count":{},"offset":{}}})", list, joined(slice(all, offset, 4)), all.size(), offset);
}

std::string MadeUpCalls::spendRow(const Call& call)
{
    Members row(m_dice);
    row.text("request_id", call.id);
    const std::string at = toText(call.at).substr(0, 19);
    row.text("startTime", at + std::array {"Z", "+00:00", "", ".000000", ".000Z"}[static_cast<std::size_t>(upTo(m_dice, 4))]);
    row.text("api_key", call.key);
    row.add("spend", call.nano == 0 ? (oneIn(m_dice, 2) ? "0" : "0.0") : amountText(m_dice, call.nano, 9));
    row.add("prompt_tokens", number(call.plain + call.read + call.written));
    row.add("completion_tokens", number(call.output));
    row.text("model", call.model);
    row.text("custom_llm_provider", call.provider);
    row.maybe("api_base", call.provider == "bedrock" ? "https://proxy.example/v1" : "https://api." + call.provider + ".com/v1");
    if (!call.person.empty())
        row.text("user", call.person);
    row.text("status", call.failed ? "failure" : "success");
    row.maybe("cache_hit", "False");
    Members usage(m_dice), metadata(m_dice);
    usage.add("cache_read_input_tokens", number(call.read));
    usage.add("cache_creation_input_tokens", number(call.written));
    metadata.add("usage_object", usage.json());
    if (oneIn(m_dice, 2))
        row.text("team_id", call.team);
    else
        metadata.text("user_api_key_team_id", call.team);
    const std::string whole = metadata.json();
    row.add("metadata", oneIn(m_dice, 2) ? whole : jsonText(whole));
    const std::string tags = "[\"User-Agent: x\"" + (call.tag.empty() ? "" : "," + jsonText(call.tag)) + "]";
    row.add("request_tags", oneIn(m_dice, 2) ? tags : jsonText(tags));
    return row.json();
}

std::string MadeUpCalls::spendLogs(const Query& query)
{
    static const std::set<std::string> allowed {"start_date", "end_date", "page", "page_size", "sort_by", "sort_order"};
    for (const auto& [name, value] : query)
        expect(allowed.contains(name), "not a parameter: " + name);
    const auto time = [&](const char* name) {
        const auto found = query.find(name);
        const bool long_ = found != query.end() && found->second.size() == 19 && found->second[10] == ' ';
        expect(long_, std::string("not YYYY-MM-DD HH:MM:SS: ") + name);
        return long_ ? parseInstant(found->second + "Z").value_or(Instant()) : Instant();
    };
    expect(
        query.contains("sort_order") && query.at("sort_order") == "asc" && query.at("sort_by") == "startTime", "not ascending");
    const std::size_t size = sizeIn(query, "page_size"), page = sizeIn(query, "page");
    expect(size >= 1 && size <= 100 && page >= 1, "page_size or page");
    const auto calls = within(time("start_date"), time("end_date"));
    std::vector<std::string> rows;
    for (const Call* call : slice(calls, (page - 1) * m_pageSize, m_pageSize))
        rows.push_back(spendRow(*call));
    return std::format(R"({{"total":{},"page":{},"total_pages":{},"data":[{}]}})", calls.size(), number(static_cast<int>(page)),
        (calls.size() + m_pageSize - 1) / m_pageSize, joined(rows));
}

std::string MadeUpCalls::activity(const Query& query)
{
    static const std::set<std::string> allowed {"start_date", "end_date", "timezone", "page", "page_size"};
    for (const auto& [name, value] : query)
        expect(allowed.contains(name), "not a parameter: " + name);
    const auto day = [&](const char* name) {
        const auto found = query.find(name);
        const auto at = found == query.end() ? fail(ErrorCode::badInstant) : parseInstant(found->second + "T00:00:00Z");
        expect(at.has_value(), std::string("not a date: ") + name);
        return at.value_or(Instant());
    };
    expect(query.contains("timezone") && query.at("timezone") == "0", "days that are not UTC's");
    const std::size_t size = sizeIn(query, "page_size"), page = sizeIn(query, "page");
    expect(size >= 1 && size <= 1000 && page >= 1, "page_size or page");
    // Its pages are pages of calls' sums by day, key and model; each page adds up its own.
    const auto all = sums({day("start_date"), day("end_date") + std::chrono::days(1)}, std::chrono::hours(24));
    const std::vector<CallSums::value_type> parts(all.begin(), all.end());
    const auto metrics = [&](const std::array<std::int64_t, 7>& sum) {
        Members out(m_dice);
        out.add("spend", sum[6] == 0 ? "0" : amountText(m_dice, sum[6], 9));
        out.add("prompt_tokens", number(sum[0] + sum[1] + sum[2]));
        out.add("completion_tokens", number(sum[3]));
        out.add("cache_read_input_tokens", number(sum[1]));
        out.add("cache_creation_input_tokens", number(sum[2]));
        if (oneIn(m_dice, 2))
            out.add("api_requests", number(sum[4]));
        out.add("successful_requests", number(sum[4] - sum[5]));
        out.add("failed_requests", number(sum[5]));
        return out.json();
    };
    std::map<Instant, std::map<std::string, std::map<std::string, std::array<std::int64_t, 7>>>> days;
    std::map<std::string, std::string> teams;
    for (const auto& [group, sum] : slice(parts, (page - 1) * m_pageSize, m_pageSize)) {
        auto& into = days[std::get<0>(group)][std::get<5>(group)][std::get<3>(group)];
        for (std::size_t i = 0; i < sum.size(); ++i)
            into[i] += sum[i];
        teams[std::get<3>(group)] = std::get<2>(group);
    }
    std::vector<std::string> results;
    for (const auto& [at, models] : days) {
        std::array<std::int64_t, 7> whole {};
        Members result(m_dice), breakdown(m_dice);
        std::vector<std::string> modelsJson; // without strangers, which would be models
        for (const auto& [model, keys] : models) {
            std::array<std::int64_t, 7> ofModel {};
            std::string keysJson;
            for (const auto& [key, sum] : keys) {
                keysJson += std::format(R"({}"{}":{{"metrics":{},"metadata":{{"team_id":{}}}}})", keysJson.empty() ? "" : ",",
                    key, metrics(sum), teams[key].empty() ? "null" : jsonText(teams[key]));
                for (std::size_t i = 0; i < sum.size(); ++i) {
                    ofModel[i] += sum[i];
                    whole[i] += sum[i];
                }
            }
            modelsJson.push_back(
                std::format(R"("{}":{{"api_key_breakdown":{{{}}},"metrics":{}}})", model, keysJson, metrics(ofModel)));
        }
        breakdown.add("models", "{" + joined(modelsJson) + "}");
        result.text("date", toText(at).substr(0, 10));
        result.add("metrics", metrics(whole));
        result.add("breakdown", breakdown.json());
        results.push_back(result.json());
    }
    const std::size_t pages = (parts.size() + m_pageSize - 1) / m_pageSize;
    return std::format(R"({{"metadata":{{"page":{},"total_pages":{},"has_more":{}}},"results":[{}]}})", page, pages,
        page < pages, joined(results));
}

std::string MadeUpCalls::bifrostRow(const Call& call)
{
    Members row(m_dice);
    row.text("id", call.id);
    const std::string utc = toText(call.at).substr(0, 19), east = toText(call.at + std::chrono::hours(2)).substr(0, 19);
    row.text("timestamp", oneIn(m_dice, 2) ? utc + ".000000000Z" : east + "+02:00");
    row.text("provider", call.provider);
    row.text("model", call.model);
    row.text("virtual_key_id", call.key);
    row.text("status", call.running ? "processing" : call.failed ? "error" : "success");
    if (call.priced && !call.running)
        row.add("cost", call.nano == 0 ? "0" : amountText(m_dice, call.nano, 9));
    else if (oneIn(m_dice, 2))
        row.add("cost", "null");
    if (!call.failed) {
        Members usage(m_dice), details(m_dice);
        usage.add("prompt_tokens", number(call.plain + call.read + call.written));
        usage.add("completion_tokens", number(call.output));
        details.add(oneIn(m_dice, 2) ? "cached_tokens" : "cached_read_tokens", number(call.read));
        details.add("cached_write_tokens", number(call.written));
        usage.add("prompt_tokens_details", details.json());
        row.add("token_usage", usage.json());
    }
    return row.json();
}

Instant MadeUpCalls::timeIn(const Query& query, const char* name)
{
    const auto found = query.find(name);
    const auto at = found == query.end() ? fail(ErrorCode::badInstant) : parseInstant(found->second);
    expect(at.has_value(), std::string("not RFC 3339: ") + name);
    return at.value_or(Instant());
}

std::string MadeUpCalls::bifrostLogs(const Query& query)
{
    static const std::set<std::string> allowed {"start_time", "end_time", "limit", "offset", "sort_by", "order"};
    for (const auto& [name, value] : query)
        expect(allowed.contains(name), "not a parameter: " + name);
    expect(query.contains("order") && query.at("order") == "asc" && query.at("sort_by") == "timestamp", "not ascending");
    const std::size_t limit = sizeIn(query, "limit"), offset = sizeIn(query, "offset");
    expect(limit >= 1 && limit <= 1000, "limit");
    auto calls = within(timeIn(query, "start_time"), timeIn(query, "end_time"));
    std::erase_if(calls, [](const Call* call) { return call->forgotten; });
    std::vector<std::string> rows;
    for (const Call* call : slice(calls, offset, m_pageSize))
        rows.push_back(bifrostRow(*call));
    const std::string pagination = oneIn(m_dice, 2)
        ? std::format(R"({{"limit":{},"offset":{}}})", m_pageSize, offset)
        : std::format(R"({{"limit":{},"offset":{},"total_count":{}}})", limit, offset, calls.size());
    return std::format(R"({{"logs":{},"pagination":{},"stats":{{"total_cost":1}},"has_logs":{}}})",
        rows.empty() ? "null" : "[" + joined(rows) + "]", pagination, !rows.empty());
}

/// Buckets as wide as the server takes them for what is asked.
std::string MadeUpCalls::bifrostHistogram(const std::string& path, const Query& query)
{
    for (const auto& [name, value] : query)
        expect(name == "start_time" || name == "end_time", "not a parameter: " + name);
    const Instant start = timeIn(query, "start_time"), end = timeIn(query, "end_time");
    expect(end > start && end - start < std::chrono::hours(24), "more than a day at once: its buckets are wider");
    const std::chrono::seconds width(end - start < std::chrono::hours(2) ? 60 : 600);
    std::string buckets;
    for (Instant at = start; at <= end; at += width) {
        std::int64_t running = 0, good = 0, bad = 0, prompt = 0, completion = 0, nano = 0;
        for (const Call* call : within(at, std::min(at + width - std::chrono::microseconds(1), end))) {
            (call->running ? running : call->failed ? bad : good) += 1;
            if (call->running)
                continue;
            prompt += call->plain + call->read + call->written;
            completion += call->output;
            nano += call->priced ? call->nano : 0;
        }
        Members bucket(m_dice);
        bucket.text("timestamp", toText(at));
        if (path.ends_with("/tokens")) {
            bucket.add("prompt_tokens", number(prompt));
            bucket.add("completion_tokens", number(completion));
            bucket.add("total_tokens", number(prompt + completion));
        } else if (path.ends_with("/cost")) {
            bucket.add("total_cost", std::format("{:.9f}", static_cast<double>(nano) / 1e9));
            bucket.add("by_model", "{}");
        } else {
            bucket.add("count", number(running + good + bad));
            bucket.add("success", number(good));
            bucket.add("error", number(bad));
        }
        buckets += (buckets.empty() ? "" : ",") + bucket.json();
    }
    return std::format(R"({{"buckets":[{}],"bucket_size_seconds":{}}})", buckets, width.count());
}

Instant MadeUpCalls::forgetCall(Instant since)
{
    const auto found = std::ranges::find_if(m_calls, [since](const Call& call) { return call.at >= since && !call.running; });
    found->forgotten = true;
    return found->at;
}

} // namespace fuseboard::test
