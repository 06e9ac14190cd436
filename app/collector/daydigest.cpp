// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/daydigest.h"

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

/// Calls and tokens come from the ledger that counted more calls: a provider's costs have neither.
std::map<TeamId, UsageCount> countUsage(const std::vector<UsageRow>& rows)
{
    std::map<Ledger, std::int64_t> requests;
    for (const UsageRow& row : rows)
        requests[row.ledger] += row.requests;
    const Ledger counted =
        requests[Ledger::providerUsage] >= requests[Ledger::gateway] ? Ledger::providerUsage : Ledger::gateway;
    std::map<TeamId, UsageCount> out;
    for (const UsageRow& row : rows) {
        if (row.ledger != counted)
            continue;
        out[row.team].requests += row.requests;
        out[row.team].tokens += row.tokens;
    }
    return out;
}

} // namespace

bool isComplete(Instant day, Instant now) { return now >= day + days(1) + settling; }

DayDigest digest(const AccountDayRows& rows, const std::vector<AllocationRule>& rules, Currency currency, bool complete)
{
    DayDigest out {.day = rows.day, .account = rows.account};
    AccountDay day {.complete = complete};
    day.rows.reserve(rows.rows.size());
    for (UsageRow row : rows.rows) {
        row.team = allocate(row, rules);
        if (row.cost && row.cost->currency != currency && !row.cost->isZero())
            row.cost.reset();
        if (!row.cost)
            out.unpricedRequests += row.requests;
        day.rows.push_back(std::move(row));
    }
    out.usage = countUsage(day.rows);
    out.shares = mergedByQuarter(spentOn(day));
    return out;
}

} // namespace fuseboard
