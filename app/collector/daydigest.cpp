// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/daydigest.h"

#include "domain/costsplit.h"

#include <algorithm>
#include <tuple>

namespace fuseboard {
namespace {

using namespace std::chrono;

/// Providers settle a day's cost within hours; until then the ledger that has seen most counts. The delay itself is
/// undocumented (`contracts/PROVIDERS.md` 1.6).
constexpr auto settling = hours(6);

auto identity(const SpentShare& share)
{
    return std::tie(share.start, share.width, share.team, share.key, share.agent, share.person, share.model, share.project,
        share.basis, share.billedElsewhere);
}

struct SameButAmount {
    bool operator()(const SpentShare& a, const SpentShare& b) const { return identity(a) < identity(b); }
};

std::vector<SpentShare> mergedByQuarter(std::vector<SpentShare> shares)
{
    std::map<SpentShare, std::int64_t, SameButAmount> sums;
    for (SpentShare& share : shares) {
        if (share.width <= hours(1))
            share.start = floor<minutes>(share.start)
                - (floor<minutes>(share.start).time_since_epoch() % minutes(15)); // every zone is a multiple of that off UTC
        if (share.width.count() == 0)
            share.width = seconds(1); // stays where it happened, to the quarter
        const std::int64_t nano = share.nano;
        share.nano = 0;
        sums[std::move(share)] += nano;
    }
    std::vector<SpentShare> out;
    out.reserve(sums.size());
    for (const auto& [share, nano] : sums) {
        out.push_back(share);
        out.back().nano = nano;
    }
    return out;
}

using UsageByTeam = std::map<TeamId, UsageCount>;

UsageByTeam usageOf(const std::vector<UsageRow>& rows, Ledger ledger)
{
    UsageByTeam out;
    for (const UsageRow& row : rows) {
        if (row.ledger != ledger)
            continue;
        out[row.team].requests += row.requests;
        out[row.team].tokens += row.tokens;
    }
    return out;
}

UsageCount total(const UsageByTeam& usage)
{
    UsageCount sum;
    for (const auto& [team, count] : usage) {
        sum.requests += count.requests;
        sum.tokens += count.tokens;
    }
    return sum;
}

UsageByTeam countUsage(const std::vector<UsageRow>& rows)
{
    UsageByTeam seen = usageOf(rows, Ledger::gateway);
    const UsageByTeam reported = usageOf(rows, Ledger::providerUsage);
    if (seen.empty())
        return reported;
    for (const auto& [team, count] : reported)
        if (!team.empty())
            seen.try_emplace(team, count);
    const UsageCount all = total(reported), known = total(seen);
    if (all.requests > known.requests) {
        const auto beyond = [](std::int64_t whole, std::int64_t part) { return std::max<std::int64_t>(whole - part, 0); };
        UsageCount& rest = seen[{}];
        rest.requests += all.requests - known.requests;
        rest.tokens += {.input = beyond(all.tokens.input, known.tokens.input),
            .cacheRead = beyond(all.tokens.cacheRead, known.tokens.cacheRead),
            .cacheWrite5m = beyond(all.tokens.cacheWrite5m, known.tokens.cacheWrite5m),
            .cacheWrite1h = beyond(all.tokens.cacheWrite1h, known.tokens.cacheWrite1h),
            .output = beyond(all.tokens.output, known.tokens.output),
            .reasoning = beyond(all.tokens.reasoning, known.tokens.reasoning)};
    }
    return seen;
}

/// Calls that are in no sum. A refused or failed call has no price and needs none; of two ledgers that count the same
/// calls only one is asked; what a provider bills is in the sum whether we know the price or not.
std::int64_t countUnpriced(const std::vector<UsageRow>& rows)
{
    std::map<Ledger, std::int64_t> unpriced;
    for (const UsageRow& row : rows)
        unpriced[row.ledger] += row.cost ? 0 : row.requests - row.failedRequests;
    if (unpriced.contains(Ledger::gateway))
        return unpriced[Ledger::gateway];
    return unpriced.contains(Ledger::providerCost) ? 0 : unpriced[Ledger::providerUsage];
}

void nameKeys(std::vector<SpentShare>& shares, const std::vector<CallerKey>& keys)
{
    std::map<std::string, std::string> labels;
    for (const CallerKey& key : keys)
        labels.emplace(key.sha256, key.label);
    for (SpentShare& share : shares)
        if (const auto label = labels.find(share.key); label != labels.end())
            share.key = label->second;
}

} // namespace

bool isComplete(Instant day, Instant answered) { return answered >= day + days(1) + settling; }

DayDigest digest(const AccountDayRows& rows, const Organisation& organisation, Currency currency, bool complete)
{
    DayDigest out {.day = rows.day, .account = rows.account, .complete = complete};
    AccountDay day {.complete = complete};
    for (UsageRow& row : splitCosts(rows.rows)) {
        row.team = allocate(row, organisation.rules);
        if (row.cost && row.cost->currency != currency && !row.cost->isZero())
            row.cost.reset();
        day.rows.push_back(std::move(row));
    }
    out.usage = countUsage(day.rows);
    out.unpricedRequests = countUnpriced(day.rows);
    auto shares = spentOn(day);
    nameKeys(shares, organisation.keys);
    out.shares = mergedByQuarter(std::move(shares));
    return out;
}

} // namespace fuseboard
