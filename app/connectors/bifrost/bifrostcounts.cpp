// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/bifrost/bifrostcounts.h"

#include "connectors/jsonmoney.h"
#include "connectors/jsonreader.h"

#include <format>

namespace fuseboard::bifrost {
namespace {

std::int64_t countOf(json::Object& bucket, std::string_view name, const std::string& path)
{
    return json::anyCount(json::required(bucket, name, path), path + "." + std::string(name));
}

void addBucket(OwnCount& sum, json::Object& bucket, const std::string& list, const std::string& path)
{
    if (list == callsCount) // one that still runs is in `count` and in no list
        sum.requests = sum.requests.value_or(0) + countOf(bucket, "success", path) + countOf(bucket, "error", path);
    else if (list == tokensCount)
        sum.tokens =
            sum.tokens.value_or(0) + countOf(bucket, "prompt_tokens", path) + countOf(bucket, "completion_tokens", path);
    else
        sum.cost = Money {(sum.cost ? sum.cost->nano : 0) + json::moneyIn(Currency::usd(), bucket, "total_cost", 0, path).nano,
            Currency::usd()};
}

} // namespace

bool isCount(const std::string& list) { return list == callsCount || list == tokensCount || list == costCount; }

std::string countsPath(const UsageTask& task)
{
    // The end is counted too: a call of just then is the next period's.
    return std::format("/api/logs/{}?start_time={}&end_time={}", task.list, percentEncoded(toText(task.period.start)),
        percentEncoded(toText(task.period.end - std::chrono::milliseconds(1))));
}

Result<UsagePage> parseCounts(const UsageTask& task, std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        OwnCount sum {.period = task.period};
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, "buckets", "$"), "$.buckets")) {
            const std::string path = std::format("$.buckets[{}]", index++);
            json::Object bucket = json::object(element.value(), path);
            const auto at = parseInstant(json::text(json::required(bucket, "timestamp", path), path + ".timestamp"));
            if (!at || !task.period.contains(*at))
                throw json::Fault {path + ".timestamp", at ? "not a time that was asked for" : "not a time"};
            addBucket(sum, bucket, task.list, path);
        }
        UsagePage page;
        page.counts.push_back(std::move(sum));
        return page;
    });
}

} // namespace fuseboard::bifrost
