// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/existingdays.h"

#include "domain/instant.h"
#include "store/rollups.h"

#include <algorithm>

namespace fuseboard {
namespace {

// With room for the day's end.
const std::int64_t earliest = toUnixSeconds(dayOf(Instant::min() + std::chrono::days(2))),
                   latest = toUnixSeconds(dayOf(Instant::max() - std::chrono::days(2)));

const char* nextIn(ExistingDays::Of table)
{
    switch (table) {
    case ExistingDays::Of::usage: return "SELECT start FROM usage WHERE start >= ?1 ORDER BY start LIMIT 1";
    case ExistingDays::Of::sums: return "SELECT start FROM rollup WHERE width = 86400 AND start >= ?1 ORDER BY start LIMIT 1";
    case ExistingDays::Of::spent: return "SELECT day FROM spent WHERE day >= ?1 ORDER BY day LIMIT 1";
    case ExistingDays::Of::accounts: return "SELECT day FROM spent_account WHERE day >= ?1 ORDER BY day LIMIT 1";
    case ExistingDays::Of::teamUsage: return "SELECT day FROM team_usage WHERE day >= ?1 ORDER BY day LIMIT 1";
    }
    std::abort();
}

} // namespace

ExistingDays::ExistingDays(const sqlite::Database& database, std::initializer_list<Of> tables)
    : m_file(database.file())
{
    for (const Of table : tables)
        m_next.emplace_back(database, nextIn(table));
}

std::optional<std::int64_t> ExistingDays::from(std::int64_t day)
{
    const std::int64_t first = std::max(day, earliest);
    std::optional<std::int64_t> next;
    for (sqlite::Statement& each : m_next) {
        each.bind(first);
        const bool any = each.step();
        const std::int64_t start = any ? each.integer(0) : 0;
        each.reset();
        if (!any || start > latest)
            continue;
        // SQLite finds a row by where it stands; a key that a lost bit has changed would lead round and round.
        if (start < first)
            throw sqlite::Failure {{ErrorCode::historyDamaged, m_file.string(), "a row does not stand at its day"}};
        const std::int64_t found = toUnixSeconds(dayOf(fromUnixSeconds(start)));
        next = std::min(next.value_or(found), found);
    }
    return next;
}

} // namespace fuseboard
