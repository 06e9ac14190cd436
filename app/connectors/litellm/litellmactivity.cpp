// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/litellm/litellmactivity.h"

#include "connectors/litellm/litellmrow.h"
#include "connectors/paging.h"

#include <algorithm>
#include <format>
#include <map>
#include <set>

namespace fuseboard::litellm {
namespace {

/// Calls of the aggregates' own table, not of the proxy; the most it gives.
constexpr int pageSize = 1000;
/// Sums of fractions that LiteLLM keeps in binary differ by less.
constexpr std::int64_t noise = 1'000;

/// As LiteLLM counts: cached tokens are part of the prompt.
struct Figures {
    std::int64_t prompt = 0, completion = 0, cacheRead = 0, cacheWrite = 0, requests = 0, failed = 0;
    std::optional<Money> spend;

    /// What is left of it without parts that have their own rows.
    void take(const Figures& part)
    {
        for (const auto count : {&Figures::prompt, &Figures::completion, &Figures::cacheRead, &Figures::cacheWrite,
                 &Figures::requests, &Figures::failed})
            this->*count = std::max<std::int64_t>(0, this->*count - part.*count);
        if (!part.spend)
            spend.reset();
        else if (spend)
            spend->nano = std::max<std::int64_t>(0, spend->nano - part.spend->nano);
    }
    [[nodiscard]] bool isNothing() const
    {
        return prompt == 0 && completion == 0 && cacheRead == 0 && cacheWrite == 0 && requests == 0 && failed == 0
            && (!spend || spend->nano < noise);
    }
};

/// What a day tells of its keys beside models.
struct KeyFacts {
    std::string team;
    std::set<std::string> providers;
};

std::string dateText(Instant at) { return toText(at).substr(0, 10); }

Figures figuresOf(json::Object metrics, const std::string& path)
{
    const auto count = [&](std::string_view name) {
        return json::anyCount(json::required(metrics, name, path), path + "." + std::string(name));
    };
    const auto countOr = [&](std::string_view name, std::int64_t otherwise) {
        const auto value = json::optional(metrics, name, path);
        return value ? json::anyCount(*value, path + "." + std::string(name)) : otherwise;
    };
    Figures out;
    out.prompt = count("prompt_tokens");
    out.completion = count("completion_tokens");
    out.cacheRead = countOr("cache_read_input_tokens", 0);
    out.cacheWrite = countOr("cache_creation_input_tokens", 0);
    out.failed = countOr("failed_requests", 0);
    if (const auto all = json::optional(metrics, "api_requests", path))
        out.requests = json::anyCount(*all, path + ".api_requests");
    else
        out.requests = count("successful_requests") + out.failed;
    out.spend = spendOf(metrics, path);
    return out;
}

Figures metricsOf(json::Object& of, const std::string& path)
{
    return figuresOf(json::object(json::required(of, "metrics", path), path + ".metrics"), path + ".metrics");
}

/// The things of one kind in a day; none where it does not tell them.
template <class F>
void eachOf(json::Object& parent, std::string_view kind, const std::string& path, F&& visit)
{
    const std::string place = path + "." + std::string(kind);
    if (const auto all = json::optional(parent, kind, path))
        json::eachMember(
            json::object(*all, place), place, [&](const std::string& name, json::Value value, const std::string& at) {
                visit(name, json::object(value, at), at);
            });
}

std::string teamOf(json::Object& key, const std::string& path)
{
    const auto metadata = json::optional(key, "metadata", path);
    if (!metadata)
        return {};
    json::Object members = json::object(*metadata, path + ".metadata");
    return json::textOr(members, "team_id", path + ".metadata");
}

/// One day on its way to rows.
class Day {
public:
    Day(const UsageTask& task, const RowOrigin& origin, Instant start, std::vector<UsageRow>& rows)
        : m_task(task)
        , m_origin(origin)
        , m_start(start)
        , m_rows(rows)
    {
    }

    void read(json::Object& breakdown, Figures& left, const std::string& path)
    {
        eachOf(breakdown, "providers", path, [&](const std::string& name, json::Object provider, const std::string& place) {
            m_providers.insert(name);
            eachOf(provider, "api_key_breakdown", place,
                [&](const std::string& key, const json::Object&, const std::string&) { m_keys[key].providers.insert(name); });
        });
        eachOf(breakdown, "api_keys", path, [&](const std::string& key, json::Object facts, const std::string& place) {
            m_keys[key].team = teamOf(facts, place);
        });
        eachOf(breakdown, "models", path, [&](const std::string& name, json::Object model, const std::string& place) {
            Figures rest = metricsOf(model, place);
            left.take(rest);
            eachOf(model, "api_key_breakdown", place, [&](const std::string& key, json::Object facts, const std::string& at) {
                const Figures part = metricsOf(facts, at);
                rest.take(part);
                if (std::string team = teamOf(facts, at); !team.empty())
                    m_keys[key].team = std::move(team);
                add(part, name, key);
            });
            if (!rest.isNothing())
                add(rest, name, {});
        });
    }

    void add(const Figures& figures, const std::string& model, const std::string& key)
    {
        UsageRow& row = m_rows.emplace_back(bucketRow(m_task, m_origin, m_start));
        row.account = account(model, key);
        row.project = m_keys[key].team;
        row.key = key;
        row.model = model;
        row.tokens = fromInclusiveInput(figures.prompt, figures.cacheRead, figures.cacheWrite, figures.completion, 0);
        row.requests = figures.requests;
        row.failedRequests = figures.failed;
        setCost(row, figures.spend, false);
    }

private:
    std::string account(const std::string& model, const std::string& key)
    {
        const auto& own = m_keys[key].providers;
        const auto& told = own.empty() ? m_providers : own;
        if (told.size() == 1)
            return accountOf(*told.begin(), {}, {});
        std::string prefix = accountOf({}, {}, model);
        return told.empty() || told.contains(prefix) ? prefix : std::string();
    }

    const UsageTask& m_task;
    const RowOrigin& m_origin;
    Instant m_start;
    std::vector<UsageRow>& m_rows;
    std::map<std::string, KeyFacts> m_keys;
    std::set<std::string> m_providers;
};

Instant dayOfResult(json::Object& result, const UsageTask& task, const std::string& path)
{
    const std::string place = path + ".date";
    const auto at = parseInstant(json::text(json::required(result, "date", path), place).substr(0, 10) + "T00:00:00Z");
    if (!at || !task.period.contains(*at))
        throw json::Fault {place, at ? "not a day that was asked for" : "not a date"};
    return *at;
}

void readPaging(json::Object& root, int asked, UsagePage& page)
{
    const std::string path = "$.metadata";
    json::Object metadata = json::object(json::required(root, "metadata", "$"), path);
    checkPage(metadata, asked, path);
    const auto more = json::optional(metadata, "has_more", path);
    if (more)
        page.more = json::boolean(*more, path + ".has_more");
    const auto all = more ? json::optional(metadata, "total_pages", path) : json::required(metadata, "total_pages", path);
    const std::int64_t pages = all ? json::anyCount(*all, path + ".total_pages") : 0;
    if (!more)
        page.more = pages > asked;
    page.next = std::to_string(asked + 1);
    page.tooLong = pages > static_cast<std::int64_t>(Paging::mostPages);
}

} // namespace

std::string activityPath(const UsageTask& task, const std::string& page)
{
    return std::format("/user/daily/activity?start_date={}&end_date={}&timezone=0&page={}&page_size={}",
        dateText(task.period.start), dateText(task.period.end - std::chrono::days(1)), pageNumber(page), pageSize);
}

Result<UsagePage> parseActivity(const UsageTask& task, std::string_view body, const RowOrigin& origin)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, "results", "$"), "$.results")) {
            const std::string path = std::format("$.results[{}]", index++);
            json::Object result = json::object(element.value(), path);
            Day day(task, origin, dayOfResult(result, task, path), page.rows);
            Figures left = metricsOf(result, path);
            if (const auto breakdown = json::optional(result, "breakdown", path)) {
                json::Object members = json::object(*breakdown, path + ".breakdown");
                day.read(members, left, path + ".breakdown");
            }
            if (!left.isNothing())
                day.add(left, {}, {});
        }
        readPaging(root, pageNumber(task.page), page);
        return page;
    });
}

} // namespace fuseboard::litellm
