// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/restateddays.h"

#include "store/rowcheck.h"

namespace fuseboard {
namespace {

std::int64_t checkOf(std::int64_t day, std::int64_t team, std::int64_t currency, std::int64_t at, std::int64_t change)
{
    return RowCheck().add(day).add(team).add(currency).add(at).add(change).value();
}

sqlite::Failure misfit(const sqlite::Statement& row, const sqlite::Database& database)
{
    return {{ErrorCode::historyDamaged, database.file().string(),
        "what was restated of " + toText(fromUnixSeconds(row.integer(0))) + " does not fit its check"}};
}

} // namespace

RestatedDays::RestatedDays(const sqlite::Database& database, Names& names)
    : m_database(&database)
    , m_names(&names)
    , m_add(database, "INSERT INTO restated_day (" RESTATED_DAY_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
    , m_read(database, "SELECT " RESTATED_DAY_COLUMNS " FROM restated_day WHERE day >= ?1 AND day < ?2 ORDER BY id")
{
}

void RestatedDays::add(std::int64_t day, std::int64_t team, std::int64_t currency, std::int64_t at, std::int64_t change)
{
    m_add.run(day, team, currency, at, change, checkOf(day, team, currency, at, change));
}

void RestatedDays::mustFit(const sqlite::Statement& row, const sqlite::Database& database)
{
    const auto integer = [&](int column) { return row.integer(column); };
    if (checkOf(integer(0), integer(1), integer(2), integer(3), integer(4)) != integer(5))
        throw misfit(row, database);
}

std::vector<Restatement> RestatedDays::of(Period period)
{
    std::vector<Restatement> out;
    m_read.bind(toUnixSeconds(period.start), toUnixSeconds(period.end));
    while (m_read.step()) {
        const auto integer = [&](int column) { return m_read.integer(column); };
        mustFit(m_read, *m_database);
        const auto currency = Currency::parse(m_names->textOf(integer(2)));
        if (!currency)
            throw misfit(m_read, *m_database);
        out.push_back(
            {fromUnixSeconds(integer(0)), m_names->textOf(integer(1)), fromUnixSeconds(integer(3)), {integer(4), *currency}});
    }
    m_read.reset();
    return out;
}

} // namespace fuseboard
