// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/usageplan.h"

#include <algorithm>
#include <array>
#include <format>

namespace fuseboard {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

constexpr hours overlap {72};
constexpr hours logOverlap {2}; ///< longer than nearly all calls run; the daily reading finds the rest

constexpr std::array<std::pair<Ledger, std::string_view>, 6> ledgerWords {
    {{Ledger::providerUsage, "usage"}, {Ledger::providerCost, "costs"}, {Ledger::gateway, "calls"},
        {Ledger::invoice, "invoice"}, {Ledger::telemetry, "telemetry"}, {Ledger::repository, "merges"}}};

Instant firstOfPreviousMonth(Instant now)
{
    const std::chrono::year_month_day today(std::chrono::floor<days>(now));
    return std::chrono::sys_days((today.year() / today.month() - std::chrono::months(1)) / std::chrono::day(1));
}

std::optional<std::string_view> member(std::string_view text, std::string_view name)
{
    while (!text.empty()) {
        const auto one = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
            return one.substr(name.size() + 1);
    }
    return std::nullopt;
}

std::optional<Instant> instantMember(std::string_view text, std::string_view name)
{
    const auto value = member(text, name);
    const auto instant = value ? parseInstant(*value) : fail(ErrorCode::badInstant);
    return instant ? std::optional(*instant) : std::nullopt;
}

/// The lists' buckets that begin in the period; the end is moved on to where a bucket ends. `now` is empty for the past.
void add(UsagePlan& plan, Ledger ledger, const std::vector<UsageList>& lists, Period period, std::optional<Instant> now)
{
    for (const UsageList& list : lists) {
        if (list.days == ListDays::current && !now)
            continue;
        const auto width = list.width.count();
        const std::int64_t last = toUnixSeconds(period.end - std::chrono::microseconds(1));
        const Instant start = list.days == ListDays::current ? dayOf(*now) : period.start;
        Instant end = fromUnixSeconds((last / width + 1) * width);
        if (list.days == ListDays::over && now)
            end = std::min(end, dayOf(*now));
        for (Instant at = start; at < end;) {
            const Instant next = list.longest == hours(0) ? end : std::min(at + list.longest, end);
            plan.tasks.push_back({.list = list.name,
                .ledger = ledger,
                .width = list.width,
                .period = {at, next},
                .addsUp = list.addsUp,
                .tellsEmpty = list.tellsEmpty,
                .alsoFills = list.alsoFills,
                .byBucket = list.byBucket});
            at = next;
        }
    }
    plan.rereads.push_back({ledger, period});
}

/// Whole buckets of the lists that ended so long ago that everything is told of them. Before the lists: what ends meanwhile is
/// then listed, and not only counted.
void addCounts(UsagePlan& plan, const UsageRules& rules, const LedgerLists& ledger, Period period, Instant now)
{
    for (const UsageList& list : ledger.counts) {
        const auto floored = [&list](Instant at) { return at - (at.time_since_epoch() % list.width); };
        const Instant end = floored(std::min(period.end, now - rules.lateness));
        for (Instant at = floored(period.start + list.width - std::chrono::microseconds(1)); at < end;) {
            const Instant next = std::min(at + list.longest, end);
            plan.tasks.push_back(
                {.list = list.name, .ledger = ledger.ledger, .width = list.width, .period = {at, next}, .directory = true});
            at = next;
        }
    }
}

/// Before all others, since their rows are known by it.
void addMemberships(UsagePlan& plan, const UsageRules& rules)
{
    if (!rules.memberships.empty())
        plan.tasks.push_back({.list = rules.memberships, .period = {}});
}

/// By all that the source has ever told.
std::optional<Instant> completeUpTo(const UsageRules& rules, const PollCursor& cursor)
{
    std::optional<Instant> out;
    for (const LedgerLists& ledger : rules.ledgers)
        if (const auto read = cursor.read.find(ledger.ledger); read != cursor.read.end())
            out = std::min(out.value_or(read->second), read->second);
    return out.transform([&](Instant at) { return at - rules.lateness; });
}

} // namespace

PollCursor PollCursor::parse(std::string_view text)
{
    PollCursor cursor {.read = {}, .month = instantMember(text, "month"), .past = {}};
    for (const auto& [ledger, word] : ledgerWords)
        if (const auto at = instantMember(text, word))
            cursor.read[ledger] = *at;
    if (const auto past = member(text, "past"))
        cursor.past = Backfill::parse(*past);
    return cursor;
}

std::string PollCursor::text() const
{
    std::string out;
    const auto put = [&](std::string_view name, std::string_view value) {
        out += std::format("{}{}={}", out.empty() ? "" : " ", name, value);
    };
    for (const auto& [ledger, word] : ledgerWords)
        if (const auto at = read.find(ledger); at != read.end())
            put(word, toText(at->second));
    if (month)
        put("month", toText(*month));
    if (past)
        put("past", past->text());
    return out;
}

UsagePlan planPoll(const UsageRules& rules, const PollCursor& cursor, Instant now, seconds interval)
{
    UsagePlan plan {.before = cursor, .tasks = {}, .rereads = {}, .after = cursor, .completeUpTo = {}};
    const Instant oldest = dayOf(now) - rules.history;
    const bool wholeMonth = cursor.read.empty() || !cursor.month || dayOf(*cursor.month) != dayOf(now);
    Instant earliest = now;
    bool anyNew = false;
    addMemberships(plan, rules);
    for (const LedgerLists& ledger : rules.ledgers) {
        const auto last = cursor.read.find(ledger.ledger);
        const bool known = last != cursor.read.end();
        anyNew |= !known;
        // Half an interval early: timers are not exact. A clock that was set back must not leave a gap.
        const bool due = !known || ledger.everyNth == 1 || now < last->second
            || now - last->second >= ledger.everyNth * interval - interval / 2;
        if (!due && !wholeMonth)
            continue;
        const bool much = !known || wholeMonth;
        Instant from = std::min(known ? last->second : now, now) - (rules.isLog && !much ? logOverlap : overlap);
        if (much && !rules.isLog)
            from = std::min(from, firstOfPreviousMonth(now));
        // Whole days: a day's bucket and its hours are then read or left together. A log has no such days.
        const Instant start = std::max(rules.isLog && !much ? Instant(std::chrono::floor<hours>(from)) : dayOf(from), oldest);
        const Period period {start, now + std::chrono::microseconds(1)};
        addCounts(plan, rules, ledger, period, now);
        add(plan, ledger.ledger, ledger.lists, period, now);
        plan.after.read[ledger.ledger] = now;
        earliest = std::min(earliest, start);
    }
    if (wholeMonth)
        plan.after.month = now;
    if (!plan.after.past || (anyNew && !cursor.read.empty() && plan.after.past->state != BackfillState::cancelled))
        plan.after.past = Backfill::start({std::min(oldest, earliest), earliest});
    plan.completeUpTo = completeUpTo(rules, plan.after);
    return plan;
}

void leaveUnread(UsagePlan& plan, const UsageRules& rules, const std::set<Ledger>& ledgers)
{
    for (const Ledger ledger : ledgers) {
        std::erase_if(plan.rereads, [ledger](const Reread& each) { return each.ledger == ledger; });
        plan.after.read.erase(ledger);
        if (const auto before = plan.before.read.find(ledger); before != plan.before.read.end())
            plan.after.read.insert(*before);
    }
    const bool anyNew =
        std::ranges::any_of(plan.after.read, [&plan](const auto& read) { return !plan.before.read.contains(read.first); });
    if (!plan.isPast && !anyNew && plan.before.past)
        plan.after.past = plan.before.past;
    plan.completeUpTo = completeUpTo(rules, plan.after);
}

void keepPeriod(UsagePlan& plan, Ledger ledger, Period period)
{
    std::vector<Reread> left;
    for (const Reread& reread : plan.rereads) {
        const auto [start, end] = reread.period;
        if (reread.ledger != ledger || period.end <= start || end <= period.start) {
            left.push_back(reread);
            continue;
        }
        if (start < period.start)
            left.push_back({ledger, {start, period.start}, reread.inPart, reread.lists});
        if (period.end < end)
            left.push_back({ledger, {period.end, end}, reread.inPart, reread.lists});
    }
    plan.rereads = std::move(left);
}

UsagePlan planBeside(const UsageRules& rules, const PollCursor& cursor, bool names, bool limits)
{
    UsagePlan plan {.before = cursor, .tasks = {}, .rereads = {}, .after = cursor, .completeUpTo = completeUpTo(rules, cursor)};
    if (limits)
        for (const std::string& name : rules.limits)
            plan.tasks.push_back({.list = name, .period = {}, .directory = true, .limits = name});
    if (names)
        for (const std::string& name : rules.directories)
            if (!limits || !std::ranges::contains(rules.limits, name))
                plan.tasks.push_back({.list = name, .period = {}, .directory = true});
    return plan;
}

UsagePlan planPast(const UsageRules& rules, const PollCursor& cursor)
{
    UsagePlan plan {.before = cursor, .tasks = {}, .rereads = {}, .after = cursor, .completeUpTo = completeUpTo(rules, cursor)};
    plan.isPast = true;
    const Period part = cursor.past.value().next().value();
    addMemberships(plan, rules);
    for (const LedgerLists& ledger : rules.ledgers) {
        addCounts(plan, rules, ledger, part, Instant::max());
        add(plan, ledger.ledger, ledger.past.empty() ? ledger.lists : ledger.past, part, std::nullopt);
    }
    plan.after.past = cursor.past->after();
    return plan;
}

} // namespace fuseboard
