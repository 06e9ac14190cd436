// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchcompany.h"

#include <format>

namespace fuseboard::bench {
namespace {

using namespace std::chrono;

/// The same for the same arguments; nothing repeats from hour to hour.
std::int64_t mixed(std::int64_t hour, std::int64_t series, std::int64_t statement)
{
    auto x = static_cast<std::uint64_t>(hour * 2'654'435'761 + series * 40'503 + statement * 97);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return static_cast<std::int64_t>((x ^ (x >> 31)) >> 1);
}

UsageRow prototype(std::int64_t series)
{
    const std::int64_t team = series / (models * keysPerTeam), model = series % models, key = series / models % keysPerTeam;
    return {.width = hours(1),
        .source = "openai",
        .account = "org-acme",
        .ledger = Ledger::providerUsage,
        .recordId = {},
        .team = {},
        .project = std::format("proj_{:024}", team),
        .key = std::format("key_{:020}", team * keysPerTeam + key),
        .person = std::format("user-{:016}", team * keysPerTeam + key),
        .agent = {},
        .model = std::format("gpt-5.6-{:02}-2026-08-01", model),
        .lineItem = {},
        .tag = {},
        .cost = {},
        .priceVersion = "2026-08-01"};
}

} // namespace

Instant firstHour() { return Instant(sys_days(year(2024) / 1 / 1)); }

Organisation organisation()
{
    Organisation out;
    for (std::int64_t team = 0; team < teams; ++team) {
        const std::string id = std::format("team-{:02}", team);
        out.teams.push_back({.id = id, .name = id});
        out.rules.push_back({.id = team + 1, .project = std::format("proj_{:024}", team), .team = id});
    }
    return out;
}

Poll batch(std::int64_t n, std::int64_t statement)
{
    static const std::vector<UsageRow> prototypes = [] {
        std::vector<UsageRow> out;
        for (std::int64_t series = 0; series < seriesCount; ++series)
            out.push_back(prototype(series));
        return out;
    }();
    Poll poll {.source = "openai", .account = "org-acme", .rows = {}, .rereads = {}, .cursor = std::to_string(n)};
    poll.rows.reserve(static_cast<std::size_t>(batchRows));
    for (std::int64_t i = 0; i < hoursPerBatch; ++i) {
        const std::int64_t hour = n * hoursPerBatch + i;
        for (std::int64_t series = 0; series < seriesCount; ++series) {
            UsageRow row = prototypes[static_cast<std::size_t>(series)];
            const std::int64_t random = mixed(hour, series, statement);
            row.start = firstHour() + hours(hour);
            row.tokens = {.input = random % 900'000, .cacheRead = random / 7 % 2'000'000, .output = random / 11 % 90'000};
            row.tokens.reasoning = row.tokens.output / 3;
            row.requests = 1 + random % 400;
            row.cost =
                Money {row.tokens.input * 1'250 + row.tokens.cacheRead * 125 + row.tokens.output * 10'000, Currency::usd()};
            poll.rows.push_back(std::move(row));
        }
    }
    poll.at = firstHour() + hours((n + 1) * hoursPerBatch) + hours(24 * 40) + seconds(statement);
    poll.completeUpTo = firstHour() + hours((n + 1) * hoursPerBatch);
    return poll;
}

} // namespace fuseboard::bench
