// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/mergedtable.h"

#include "store/checkedtable.h"

#include <map>
#include <tuple>

namespace fuseboard {
namespace {

using sqlite::Statement;

/// Day, account, person.
using Key = std::tuple<std::int64_t, std::string, std::string>;

std::map<Key, std::int64_t> told(const Poll& poll)
{
    std::map<Key, std::int64_t> out;
    for (const UsageRow& row : poll.rows)
        if (row.ledger == Ledger::repository) {
            if (row.requests < 0 || row.start != dayOf(row.start))
                throw sqlite::Failure {{ErrorCode::badDocument, poll.source,
                    "the merged requests of " + toText(row.start) + " are of no day, or fewer than none"}};
            out[{toUnixSeconds(row.start), row.account, row.person}] = row.requests;
        }
    return out;
}

} // namespace

MergedTable::MergedTable(sqlite::Database& database)
    : m_database(&database)
{
}

Applied MergedTable::apply(const Poll& poll)
{
    Applied applied;
    const auto rows = told(poll);
    Statement kept(*m_database,
        "SELECT day, account, person, requests, " + mergedRequests.fits()
            + " FROM merged_request WHERE day >= ?1 AND day < ?2 AND source = ?3");
    std::map<Key, std::int64_t> before;
    Statement drop(*m_database, "DELETE FROM merged_request WHERE day = ?1 AND source = ?2 AND account = ?3 AND person = ?4");
    for (const Reread& reread : poll.rereads) {
        if (reread.ledger != Ledger::repository || reread.inPart)
            continue;
        kept.bind(toUnixSeconds(reread.period.start), toUnixSeconds(reread.period.end), poll.source);
        while (kept.step()) {
            const Key key {kept.integer(0), kept.text(1), kept.text(2)};
            if (kept.integer(4) != 0) // one that does not fit is as good as none
                before[key] = kept.integer(3);
            if (!rows.contains(key)) {
                const auto& [day, account, person] = key;
                drop.run(day, poll.source, account, person);
                ++applied.withdrawn;
            }
        }
        kept.reset();
    }
    Statement put(*m_database,
        "INSERT OR REPLACE INTO merged_request (day, source, account, person, requests, row_check)"
        " VALUES (?1, ?2, ?3, ?4, ?5, row_check(?1, ?2, ?3, ?4, ?5))");
    for (const auto& [key, requests] : rows) {
        const auto known = before.find(key);
        if (known != before.end() && known->second == requests)
            continue;
        const auto& [day, account, person] = key;
        put.run(day, poll.source, account, person, requests);
        ++(known == before.end() ? applied.added : applied.replaced);
    }
    return applied;
}

std::vector<MergedRequests> MergedTable::of(Period period)
{
    Statement select(*m_database,
        "SELECT day, source, account, person, requests, " + mergedRequests.fits()
            + " FROM merged_request WHERE day >= ?1 AND day < ?2 ORDER BY day, source, account, person");
    select.bind(toUnixSeconds(period.start), toUnixSeconds(period.end));
    std::vector<MergedRequests> out;
    while (select.step()) {
        out.push_back({fromUnixSeconds(select.integer(0)), select.text(1), select.text(2), select.text(3), select.integer(4)});
        if (select.integer(5) == 0)
            throw sqlite::Failure {
                {ErrorCode::historyDamaged, m_database->file().string(), mergedRequests.complaint(out.back().person)}};
    }
    return out;
}

} // namespace fuseboard
