// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/costsplit.h"

#include <map>
#include <tuple>

namespace fuseboard {
namespace {

using Group = std::tuple<std::string, std::string, std::string, Currency>; ///< project, key, model

struct UsageOfGroup {
    std::vector<const UsageRow*> rows;
    Int128 nano = 0;
};

bool isPriced(const UsageRow& row) { return row.cost && row.cost->nano > 0; }

/// The model a line item names: what stands before its first comma.
std::string modelOf(const UsageRow& cost) { return cost.lineItem.substr(0, cost.lineItem.find(',')); }

void split(const UsageRow& cost, const UsageOfGroup& usage, std::vector<UsageRow>& out)
{
    Int128 seen = 0;
    std::int64_t given = 0;
    for (const UsageRow* part : usage.rows) {
        seen += part->cost->nano;
        // Cumulative: the running total is always exact to the nano-unit, so nothing is left at the end.
        const auto upTo = static_cast<std::int64_t>(seen * cost.cost->nano / usage.nano);
        UsageRow row = cost;
        row.start = part->start;
        row.width = part->width;
        row.person = part->person;
        row.model = part->model;
        row.cost->nano = upTo - given;
        given = upTo;
        out.push_back(std::move(row));
    }
}

} // namespace

std::vector<UsageRow> splitCosts(const std::vector<UsageRow>& rows)
{
    std::map<Group, UsageOfGroup> usage;
    for (const UsageRow& row : rows) {
        if (row.ledger != Ledger::providerUsage || !isPriced(row))
            continue;
        UsageOfGroup& group = usage[{row.project, row.key, row.model, row.cost->currency}];
        group.rows.push_back(&row);
        group.nano += row.cost->nano;
    }
    std::vector<UsageRow> out;
    out.reserve(rows.size());
    for (const UsageRow& row : rows) {
        const auto group = row.ledger == Ledger::providerCost && isPriced(row)
            ? usage.find({row.project, row.key, modelOf(row), row.cost->currency})
            : usage.end();
        if (group == usage.end())
            out.push_back(row);
        else
            split(row, group->second, out);
    }
    return out;
}

} // namespace fuseboard
