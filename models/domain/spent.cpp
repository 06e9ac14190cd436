// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/spent.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace fuseboard {
namespace {

struct LedgerSum {
    std::vector<std::size_t> lines; ///< those with a price
    std::int64_t nano = 0;
};

/// In the order of `Ledger`: the better ledger first.
using Sums = std::array<LedgerSum, ledgerCount>;

LedgerSum& of(Sums& sums, Ledger ledger) { return sums[static_cast<std::size_t>(ledger)]; }

std::optional<Ledger> choose(const Sums& sums, bool complete)
{
    std::optional<std::size_t> best;
    for (std::size_t ledger = 0; ledger < sums.size(); ++ledger) {
        if (sums[ledger].lines.empty())
            continue;
        const bool final = best == static_cast<std::size_t>(Ledger::invoice);
        if (!best || (!complete && !final && sums[ledger].nano > sums[*best].nano))
            best = ledger;
    }
    return best.transform([](std::size_t ledger) { return static_cast<Ledger>(ledger); });
}

/// The gateway saw more than the provider bills: its lines are scaled to the bill. Cumulative rounding: the running total
/// is always exact to the nano-unit, so nothing is left at the end.
void scaleTo(std::int64_t billed, const LedgerSum& gateway, const std::vector<LedgerLine>& lines, Spent& out)
{
    Int128 seen = 0;
    std::int64_t given = 0;
    for (const std::size_t line : gateway.lines) {
        seen += *lines[line].nano;
        const auto upTo = static_cast<std::int64_t>(seen * billed / gateway.nano);
        out.parts.push_back({line, upTo - given, false});
        given = upTo;
    }
}

/// Where the provider's lines leave room over what the gateway saw of the same team.
void addRemainder(const LedgerSum& billed, const LedgerSum& gateway, const std::vector<LedgerLine>& lines, Spent& out)
{
    std::unordered_map<std::int64_t, std::int64_t> seenOfTeam;
    for (const std::size_t line : gateway.lines)
        seenOfTeam[lines[line].team] += *lines[line].nano;
    out.rest = billed.nano - gateway.nano;
    for (const std::size_t line : billed.lines) {
        const std::int64_t cost = *lines[line].nano;
        std::int64_t& seen = seenOfTeam[lines[line].team];
        const std::int64_t covered = std::clamp<std::int64_t>(seen, 0, std::max<std::int64_t>(cost, 0));
        seen -= covered;
        const std::int64_t over = std::min(cost - covered, out.rest);
        if (over == 0 || lines[line].team == 0)
            continue;
        out.parts.push_back({line, over, true});
        out.rest -= over;
    }
}

} // namespace

Spent chooseSpent(const std::vector<LedgerLine>& lines, bool complete)
{
    Sums sums;
    for (std::size_t line = 0; line < lines.size(); ++line) {
        if (!lines[line].nano)
            continue;
        LedgerSum& sum = of(sums, lines[line].ledger);
        sum.lines.push_back(line);
        sum.nano += *lines[line].nano;
    }
    Spent out {.ledger = choose(sums, complete), .parts = {}};
    if (!out.ledger)
        return out;
    const LedgerSum& best = of(sums, *out.ledger);
    const LedgerSum& gateway = of(sums, Ledger::gateway);
    const bool gatewaySplits = out.ledger != Ledger::gateway && gateway.nano > 0 && best.nano >= 0;
    if (gatewaySplits && best.nano < gateway.nano) {
        scaleTo(best.nano, gateway, lines, out);
        return out;
    }
    for (const std::size_t line : gatewaySplits ? gateway.lines : best.lines)
        out.parts.push_back({line, *lines[line].nano, false});
    if (gatewaySplits && best.nano > gateway.nano)
        addRemainder(best, gateway, lines, out);
    return out;
}

} // namespace fuseboard
