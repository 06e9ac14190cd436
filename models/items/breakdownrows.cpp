// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/breakdownrows.h"

#include <algorithm>
#include <numeric>

namespace fuseboard {
namespace {

BreakdownLine lineOf(const BreakdownRow& row)
{
    BreakdownLine line;
    line.kind = row.name.empty() ? BreakdownLine::Kind::unnamed : BreakdownLine::Kind::named;
    line.name = row.name;
    line.team = row.team;
    line.id = row.id;
    line.nano = row.nano;
    line.estimatedNano = row.estimatedNano;
    line.againstLastWeekPercent = row.againstLastWeekPercent;
    line.isNew = !row.againstLastWeekPercent;
    return line;
}

/// Whole per cents by largest remainder, so that what is shown adds up. Credits have no share: a sum with one has none.
void setShares(std::vector<BreakdownLine>& lines)
{
    Int128 total = 0;
    for (const BreakdownLine& line : lines) {
        if (line.nano < 0)
            return;
        total += line.nano;
    }
    if (total == 0)
        return;
    std::vector<std::size_t> order(lines.size());
    std::iota(order.begin(), order.end(), 0u);
    int missing = 100;
    for (BreakdownLine& line : lines) {
        line.sharePercent = static_cast<int>(Int128(line.nano) * 100 / total);
        missing -= *line.sharePercent;
    }
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return Int128(lines[a].nano) * 100 % total > Int128(lines[b].nano) * 100 % total;
    });
    for (int i = 0; i < missing; ++i)
        ++*lines[order[static_cast<std::size_t>(i)]].sharePercent;
}

void setBars(std::vector<BreakdownLine>& lines)
{
    std::int64_t largest = 0;
    for (const BreakdownLine& line : lines)
        if (line.kind != BreakdownLine::Kind::others)
            largest = std::max(largest, line.nano);
    for (BreakdownLine& line : lines)
        if (largest > 0 && line.kind != BreakdownLine::Kind::others)
            line.barPermille = static_cast<int>(std::max<Int128>(Int128(line.nano) * 1000 / largest, 0));
}

} // namespace

std::vector<BreakdownLine> breakdownLines(const std::vector<BreakdownRow>& rows, int top)
{
    const auto whole = static_cast<std::size_t>(top);
    const std::size_t alone = rows.size() <= whole + 1 ? rows.size() : whole;
    std::vector<BreakdownLine> lines;
    for (std::size_t i = 0; i < alone; ++i)
        lines.push_back(lineOf(rows[i]));
    if (alone < rows.size()) {
        BreakdownLine rest;
        rest.kind = BreakdownLine::Kind::others;
        rest.count = static_cast<int>(rows.size() - alone);
        for (std::size_t i = alone; i < rows.size(); ++i) {
            rest.nano += rows[i].nano;
            rest.estimatedNano += rows[i].estimatedNano;
        }
        lines.push_back(rest);
    }
    setShares(lines);
    setBars(lines);
    return lines;
}

} // namespace fuseboard
