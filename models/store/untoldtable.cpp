// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/untoldtable.h"

#include "store/checkedtable.h"
#include "store/spenttables.h"

#include <algorithm>
#include <iterator>

namespace fuseboard {
namespace {

using std::chrono::days;

std::string selecting(const std::string& column)
{
    return "SELECT ledger, list, first_day, end_day, why, was_told, " + untoldDays.fits() + " FROM untold WHERE " + column
        + " = ?1 ORDER BY source, ledger, list, first_day";
}

std::set<Instant> lacking(const UntoldDays& untold)
{
    std::set<Instant> out;
    for (const Untold& each : untold)
        for (Instant day = each.days.start; day < each.days.end; day += days(1))
            if (lacksCost({each}, day))
                out.insert(day);
    return out;
}

} // namespace

UntoldTable::UntoldTable(sqlite::Database& database)
    : m_database(&database)
    , m_ofSource(database, selecting("source"))
    , m_ofAccount(database, selecting("account"))
{
}

std::set<Instant> UntoldTable::apply(const Poll& poll, std::optional<Instant> completeUpTo)
{
    const UntoldDays before = of(poll.source);
    if (before.empty() && poll.untold.empty())
        return {};
    UntoldDays after = before;
    std::set<std::pair<Ledger, std::string>> refused;
    for (const Untold& each : poll.untold)
        if (each.why == Untold::Why::refused)
            refused.emplace(each.ledger, each.list);
    for (const Reread& reread : poll.rereads) {
        std::set<std::string> lists;
        for (const auto& [ledger, list] : refused)
            if (ledger == reread.ledger)
                lists.insert(list);
        tellDays(after, reread.ledger, reread.period, lists);
    }
    for (const Untold& each : poll.untold)
        for (Instant day = dayOf(each.days.start); day < each.days.end; day += days(1)) {
            Untold one = each;
            one.days = {day, day + days(1)};
            one.wasTold = !poll.past && completeUpTo && SpentTables::isTold(toUnixSeconds(day), toUnixSeconds(*completeUpTo));
            leaveUntold(after, one);
        }
    if (after == before)
        return {};
    sqlite::Statement(*m_database, "DELETE FROM untold WHERE source = ?1").run(poll.source);
    sqlite::Statement put(*m_database,
        std::string("INSERT INTO untold (") + untoldDays.columns
            + ", row_check) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, row_check(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))");
    for (const Untold& each : after)
        put.run(poll.source, poll.account, each.ledger, each.list, toUnixSeconds(each.days.start), toUnixSeconds(each.days.end),
            each.why, each.wasTold);
    const std::set<Instant> lacked = lacking(before), lacks = lacking(after);
    std::set<Instant> changed;
    std::ranges::set_symmetric_difference(lacked, lacks, std::inserter(changed, changed.end()));
    return changed;
}

UntoldDays UntoldTable::of(const std::string& source) { return read(m_ofSource.bind(source)); }

UntoldDays UntoldTable::ofAccount(const std::string& account) { return read(m_ofAccount.bind(account)); }

std::vector<std::string> UntoldTable::accounts()
{
    sqlite::Statement rows(*m_database, "SELECT DISTINCT account FROM untold WHERE account <> '' ORDER BY account");
    std::vector<std::string> out;
    while (rows.step())
        out.push_back(rows.text(0));
    return out;
}

UntoldDays UntoldTable::read(sqlite::Statement& rows)
{
    UntoldDays out;
    while (rows.step()) {
        out.push_back({.ledger = static_cast<Ledger>(rows.integer(0)),
            .list = rows.text(1),
            .days = {fromUnixSeconds(rows.integer(2)), fromUnixSeconds(rows.integer(3))},
            .why = static_cast<Untold::Why>(rows.integer(4)),
            .wasTold = rows.integer(5) != 0});
        if (rows.integer(6) == 0)
            throw sqlite::Failure {
                {ErrorCode::historyDamaged, m_database->file().string(), untoldDays.complaint(out.back().list)}};
    }
    rows.reset();
    return out;
}

} // namespace fuseboard
