// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/spent.h"

#include <algorithm>

namespace fuseboard {
namespace {

std::int64_t costOf(const UsageRow& row) { return row.cost ? row.cost->nano : 0; }

SpentShare share(const UsageRow& row)
{
    return {.team = row.team,
        .key = row.key,
        .agent = row.agent,
        .person = row.person,
        .model = row.model.empty() ? row.lineItem : row.model,
        .project = row.project,
        .nano = costOf(row),
        .basis = row.basis,
        .start = row.start,
        .width = row.width};
}

struct LedgerSum {
    std::vector<const UsageRow*> rows;
    std::int64_t nano = 0;
    bool priced = false;
};

using Sums = std::map<Ledger, LedgerSum>;

Sums sumByLedger(const std::vector<UsageRow>& rows)
{
    Sums sums;
    for (const UsageRow& row : rows) {
        LedgerSum& sum = sums[row.ledger];
        sum.rows.push_back(&row);
        sum.nano += costOf(row);
        sum.priced = sum.priced || row.cost.has_value();
    }
    return sums;
}

std::optional<Ledger> choose(const Sums& sums, bool complete)
{
    std::optional<Ledger> best;
    for (const auto& [ledger, sum] : sums) {
        if (!sum.priced)
            continue;
        if (!best || (!complete && *best != Ledger::invoice && sum.nano > sums.at(*best).nano))
            best = ledger;
    }
    return best;
}

/// The gateway saw more than the provider bills: its rows are scaled to the bill, largest remainder last.
std::vector<SpentShare> scaledTo(const LedgerSum& gateway, std::int64_t billed, CostBasis basis)
{
    std::vector<SpentShare> out;
    Int128 seen = 0;
    std::int64_t given = 0;
    for (const UsageRow* row : gateway.rows) {
        SpentShare part = share(*row);
        seen += part.nano;
        // Cumulative rounding: the running total is always exact to the nano-unit, so nothing is left at the end.
        const auto upTo = static_cast<std::int64_t>(seen * billed / gateway.nano);
        part.nano = upTo - given;
        part.basis = basis;
        given = upTo;
        out.push_back(std::move(part));
    }
    return out;
}

/// Where the provider's rows leave room over what the gateway saw of the same team.
void addRemainder(std::vector<SpentShare>& out, const LedgerSum& billed, const LedgerSum& gateway)
{
    std::map<TeamId, std::int64_t> seenOfTeam;
    for (const UsageRow* row : gateway.rows)
        seenOfTeam[row->team] += costOf(*row);
    std::int64_t left = billed.nano - gateway.nano;
    const auto give = [&](const UsageRow& row, std::int64_t nano) {
        SpentShare part = share(row);
        part.nano = nano;
        part.billedElsewhere = true;
        left -= nano;
        out.push_back(std::move(part));
    };
    const UsageRow* any = billed.rows.front();
    for (const UsageRow* row : billed.rows) {
        std::int64_t& seen = seenOfTeam[row->team];
        const std::int64_t cost = costOf(*row);
        const std::int64_t covered = std::clamp<std::int64_t>(seen, 0, std::max<std::int64_t>(cost, 0));
        seen -= covered;
        const std::int64_t over = std::min(cost - covered, left);
        if (over != 0 && !row->team.empty())
            give(*row, over);
    }
    if (left != 0) {
        UsageRow rest = *any;
        rest.start = dayOf(rest.start); // nothing says at what hour
        rest.width = std::chrono::hours(24);
        rest.team.clear();
        rest.key = rest.agent = rest.person = rest.project = rest.model = rest.lineItem = {};
        give(rest, left);
    }
}

} // namespace

std::vector<SpentShare> spentOn(const AccountDay& day)
{
    const Sums sums = sumByLedger(day.rows);
    const auto chosen = choose(sums, day.complete);
    if (!chosen)
        return {};
    const LedgerSum& best = sums.at(*chosen);
    const auto gateway = sums.find(Ledger::gateway);
    std::vector<SpentShare> out;
    if (*chosen == Ledger::gateway || gateway == sums.end() || gateway->second.nano <= 0 || best.nano < 0) {
        for (const UsageRow* row : best.rows)
            if (row->cost)
                out.push_back(share(*row));
        return out;
    }
    const CostBasis basis = best.rows.front()->basis;
    if (best.nano < gateway->second.nano)
        return scaledTo(gateway->second, best.nano, basis);
    for (const UsageRow* row : gateway->second.rows) {
        out.push_back(share(*row));
        out.back().basis = basis; // the amount stands on the provider's word now
    }
    if (best.nano > gateway->second.nano)
        addRemainder(out, best, gateway->second);
    return out;
}

} // namespace fuseboard
