// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/historyparts.h"

#include "domain/utcdate.h"
#include "store/checkedtable.h"
#include "store/historyfile.h"

#include <algorithm>
#include <format>

namespace fuseboard {
namespace {

AuditEntry changeOfRates(const std::vector<ExchangeRate>& rates, const std::optional<ExchangeRate>& old,
    const EnteredRates& entered, const std::string& by, Instant at)
{
    const auto [first, last] = std::ranges::minmax(rates, {}, &ExchangeRate::day);
    const auto value = [](const ExchangeRate& rate) { return std::format("{}, {}", rate.text(), rate.source); };
    const bool one = rates.size() == 1;
    return {.at = at,
        .actor = by,
        .action = "change",
        .target = one ? std::format("rate {} {} since {}", first.from.text(), first.to.text(), utcDateText(first.day))
                      : std::format("rates of {}", first.source),
        .before = old ? value(*old) : std::string(),
        .after = one ? value(first)
                     : std::format("{} added, {} changed, {} to {}", entered.added, entered.changed, utcDateText(first.day),
                           utcDateText(last.day)),
        .requestId = std::format("rates-{}-{}", rates.size(), at.time_since_epoch().count())};
}

} // namespace

History::Private::Private(const std::filesystem::path& file, HistoryMode mode)
    : database(openHistoryFile(file, mode))
{
    readRules();
}

void History::Private::readRules()
{
    organisationFault.reset();
    if (auto rules = sqlite::trying([&] { return organisation.read().rules; }))
        spent.setRules(*std::move(rules));
    else
        organisationFault = rules.error();
}

void History::Private::forget()
{
    names.forget();
    series.forget();
    rollups.forget();
    spent.forget();
    compaction.forget();
}

Applied History::Private::apply(const Poll& poll)
{
    requireRules();
    const SourceState before = stateOf(poll.source);
    const std::optional<Instant> toldBefore = poll.past ? std::nullopt : before.completeUpTo;
    Applied applied = usage.apply(poll);
    applied += merged.apply(poll);
    limits.apply(poll);
    const std::set<Instant> lackedCost = untold.apply(poll, before.completeUpTo);
    if (!poll.account.empty() && poll.completeUpTo)
        for (const std::int64_t day : spent.tell(names.idOf(poll.account), *poll.completeUpTo))
            applied.days.insert(fromUnixSeconds(day));
    remake(lackedCost); // what is told of them at last, or taken as settled no more, is no restatement
    for (const Instant day : lackedCost)
        applied.days.erase(day);
    remake(applied.days, toldBefore, poll.at);
    applied.days.insert(lackedCost.begin(), lackedCost.end());
    sqlite::Statement(database,
        "INSERT OR REPLACE INTO source_state (source, cursor, answered_at, complete_up_to, told_rows, row_check)"
        " VALUES (?1, ?2, ?3, ?4, ?5, row_check(?1, ?2, ?3, ?4, ?5))")
        .run(poll.source, poll.cursor, poll.at.time_since_epoch().count(),
            (poll.completeUpTo ? poll.completeUpTo : before.completeUpTo).transform([](Instant at) {
                return at.time_since_epoch().count();
            }),
            std::max<std::int64_t>(before.toldRows + applied.added - applied.withdrawn, 0));
    return applied;
}

Applied History::Private::apply(const std::vector<Poll>& polls)
{
    Applied all;
    for (const Poll& poll : polls)
        all += apply(poll);
    return all;
}

void History::Private::remake(const std::set<Instant>& days, std::optional<Instant> toldUpTo, Instant at)
{
    rollups.flush();
    for (const Instant day : days) {
        const std::int64_t start = toUnixSeconds(day);
        const bool told = toldUpTo && SpentTables::isTold(start, toUnixSeconds(*toldUpTo));
        spent.remake(start, told ? std::optional(toUnixSeconds(at)) : std::nullopt);
    }
}

SourceState History::Private::stateOf(const std::string& source)
{
    SourceState state;
    sqlite::Statement row(database,
        "SELECT cursor, answered_at, complete_up_to, " + sourceStates.fits()
            + ", told_rows FROM source_state WHERE source = ?1");
    if (row.bind(source).step()) {
        if (row.integer(3) == 0)
            throw sqlite::Failure {{ErrorCode::historyDamaged, database.file().string(), sourceStates.complaint(source)}};
        state.cursor = row.text(0);
        state.answeredAt = Instant(std::chrono::microseconds(row.integer(1)));
        if (!row.isNull(2))
            state.completeUpTo = Instant(std::chrono::microseconds(row.integer(2)));
        state.toldRows = row.integer(4);
    }
    state.untold = untold.of(source);
    return state;
}

void History::Private::setOrganisation(const Organisation& wanted, const std::string& by, Instant at)
{
    const std::vector<AllocationRule> before = organisation.read().rules;
    for (const auto& [id, change] : organisation.replace(wanted, by, at)) {
        record({.at = at,
            .actor = by,
            .action = "change",
            .target = change.what,
            .reason = change.why,
            .before = change.before,
            .after = change.after,
            // The time too: numbers begin anew where the log of changes was lost.
            .requestId = std::format("change-{}-{}", id, at.time_since_epoch().count())});
    }
    if (before != wanted.rules)
        allocation.begin(before, wanted.rules);
}

EnteredRates History::Private::enterRates(const std::vector<ExchangeRate>& entering, const std::string& by, Instant at)
{
    const auto old = entering.size() == 1 ? rates.replacedBy(entering.front()) : std::nullopt;
    const EnteredRates entered = rates.enter(entering);
    if (entered.added + entered.changed > 0)
        record(changeOfRates(entering, old, entered, by, at));
    return entered;
}

void History::Private::record(AuditEntry change)
{
    audit.append(change);
    change.result = "done";
    audit.append(std::move(change));
}

void History::Private::tellHeads()
{
    // The row is synced and chained already; a place that does not hear of it can't undo that.
    const auto asked = sqlite::trying([&] { return audit.remember(); });
    notRemembered = !asked ? std::optional(asked.error()) : !*asked ? std::optional(asked->error()) : std::nullopt;
}

} // namespace fuseboard
