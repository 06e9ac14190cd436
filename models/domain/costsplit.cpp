// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/costsplit.h"

#include <unordered_map>

namespace fuseboard {
namespace {

struct UsageOfGroup {
    std::vector<std::size_t> lines;
    Int128 nano = 0;
};

bool hasPrice(const CostLine& line) { return line.nano.value_or(0) > 0; }

void split(const std::vector<CostLine>& lines, std::size_t cost, const UsageOfGroup& usage, std::vector<CostPart>& out)
{
    Int128 seen = 0;
    std::int64_t given = 0;
    for (const std::size_t part : usage.lines) {
        seen += *lines[part].nano;
        // Cumulative: the running total is always exact to the nano-unit, so nothing is left at the end.
        const auto upTo = static_cast<std::int64_t>(seen * *lines[cost].nano / usage.nano);
        out.push_back({cost, part, upTo - given});
        given = upTo;
    }
}

} // namespace

std::vector<CostPart> splitCosts(const std::vector<CostLine>& lines)
{
    std::unordered_map<std::int64_t, UsageOfGroup> usage;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].ledger != Ledger::providerUsage || !hasPrice(lines[i]))
            continue;
        UsageOfGroup& group = usage[lines[i].group];
        group.lines.push_back(i);
        group.nano += *lines[i].nano;
    }
    std::vector<CostPart> out;
    out.reserve(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto group =
            lines[i].ledger == Ledger::providerCost && hasPrice(lines[i]) ? usage.find(lines[i].group) : usage.end();
        if (group == usage.end())
            out.push_back({i, i, lines[i].nano});
        else
            split(lines, i, group->second, out);
    }
    return out;
}

std::string_view modelOfLineItem(std::string_view lineItem) { return lineItem.substr(0, lineItem.find(',')); }

} // namespace fuseboard
