// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/company.h"

#include <algorithm>
#include <format>

namespace fuseboard::test {
namespace {

using namespace std::chrono;

const Instant firstDay = *parseInstant("2026-09-01T00:00:00Z");
const Period autumn {firstDay, *parseInstant("2026-12-01T00:00:00Z")};
const std::string calls = "gateway", buckets = "provider";
constexpr int callsInPoll = 10;
constexpr int days = 20;

UsageRow row(Instant start, const std::string& source, std::int64_t nano)
{
    UsageRow out;
    out.start = start;
    out.source = source;
    // One ledger each, so that everything counts as spent.
    out.account = "account-of-" + source;
    out.model = "m";
    out.tokens.input = nano / 10;
    out.requests = 1;
    out.cost = Money {nano, Currency::usd()};
    out.priceVersion = "p1";
    return out;
}

UsageRow call(std::int64_t number, std::int64_t version)
{
    UsageRow out = row(firstDay + seconds(number * 97 % 5'000'000), calls, 1000 + number % 977 + version * 7);
    out.recordId = std::format("call-{:010}", number);
    out.seq = static_cast<std::uint64_t>(version + 1);
    out.ledger = Ledger::gateway;
    out.team = "team-" + std::to_string(number % 5);
    out.key = "key-" + std::to_string(number % 7);
    return out;
}

std::string keyOf(const UsageRow& row)
{
    return std::format("{:020} {} {} {}", row.start.time_since_epoch().count(), row.source, row.recordId, row.project);
}

void sortByKey(std::vector<UsageRow>& rows) { std::ranges::sort(rows, {}, keyOf); }

std::int64_t nanoOf(const std::vector<UsageRow>& rows)
{
    std::int64_t sum = 0;
    for (const UsageRow& row : rows)
        sum += row.cost ? row.cost->nano : 0;
    return sum;
}

std::int64_t nanoOf(const std::vector<NamedSum>& sums)
{
    std::int64_t sum = 0;
    for (const NamedSum& each : sums)
        sum += each.nano;
    return sum;
}

Poll callsPoll(std::int64_t number)
{
    Poll poll {.source = calls, .rows = {}, .rereads = {}, .cursor = {}, .at = {}, .completeUpTo = {}};
    for (std::int64_t i = 0; i < callsInPoll; ++i)
        poll.rows.push_back(call(number * callsInPoll + i, 0));
    // Each call is told of once more, two polls later.
    for (std::int64_t i = 0; number >= 2 && i < callsInPoll; i += 3)
        poll.rows.push_back(call((number - 2) * callsInPoll + i, 1));
    return poll;
}

Poll bucketsPoll(std::int64_t number)
{
    const Instant day = firstDay + std::chrono::days(number % days);
    const std::int64_t round = number / days;
    Poll poll {.source = buckets,
        .rows = {},
        .rereads = {{Ledger::providerUsage, {day, day + hours(24)}}},
        .cursor = {},
        .at = {},
        .completeUpTo = {}};
    for (int hour = 0; hour < 24; ++hour) {
        const bool isGone = (hour + round) % 6 == 5;
        const std::int64_t restated = hour % 4 == 0 ? round : 0;
        UsageRow bucket = row(day + hours(hour), buckets, 50'000 + hour * 100 + restated);
        bucket.width = hours(1);
        bucket.ledger = Ledger::providerUsage;
        bucket.project = "project-" + std::to_string(hour % 3);
        bucket.lineItem = "completions";
        if (!isGone)
            poll.rows.push_back(bucket);
    }
    return poll;
}

} // namespace

Poll Company::poll(std::int64_t act)
{
    const std::int64_t number = act / 4;
    Poll poll = act % 4 == 0 ? callsPoll(number) : bucketsPoll(number);
    poll.cursor = std::to_string(act);
    poll.at = autumn.end + seconds(act);
    return poll;
}

AuditEntry Company::entry(std::int64_t act)
{
    return {.sequence = 0,
        .at = autumn.end + seconds(act),
        .actor = "A. Smith",
        .action = "freeze",
        .target = "team-" + std::to_string(act % 5),
        .reason = std::to_string(act),
        .before = {},
        .after = {},
        .result = {},
        .requestId = {},
        .hash = {}};
}

Result<void> Company::act(History& history, std::int64_t number)
{
    if (number % 2 == 0)
        return history.apply(poll(number)).transform([](const Applied&) { });
    return history.audit(entry(number)).transform([](std::int64_t) { });
}

void Company::catchUp(std::int64_t count)
{
    for (; m_acts < count; ++m_acts) {
        if (m_acts % 2 != 0)
            continue;
        const Poll told = poll(m_acts);
        for (const Reread& reread : told.rereads)
            std::erase_if(m_rows, [&](const auto& kept) {
                const UsageRow& row = kept.second;
                return row.source == told.source && row.start >= reread.period.start && row.start < reread.period.end;
            });
        for (const UsageRow& row : told.rows)
            m_rows[keyOf(row)] = row;
    }
}

std::vector<UsageRow> Company::rows() const
{
    std::vector<UsageRow> out;
    for (const auto& [key, row] : m_rows)
        out.push_back(row);
    return out;
}

Result<Shown> shownBy(const History& history)
{
    Shown shown;
    for (const std::string& source : {calls, buckets}) {
        const auto state = history.sourceState(source);
        const auto rows = state ? history.rows(source, autumn) : std::unexpected(state.error());
        if (!rows)
            return std::unexpected(rows.error());
        shown.rows.insert(shown.rows.end(), rows->begin(), rows->end());
        if (!state->cursor.empty())
            shown.acts = std::max<std::int64_t>(shown.acts, std::stoll(state->cursor) + 1);
    }
    sortByKey(shown.rows);
    shown.rowsNano = nanoOf(shown.rows);
    const auto teams = history.teamTotals(autumn, Currency::usd());
    const auto models = teams ? history.modelTotals(autumn, Currency::usd()) : std::unexpected(teams.error());
    const auto damage = models ? history.check(autumn) : std::unexpected(models.error());
    const auto rest = damage ? history.checkRest() : std::unexpected(damage.error());
    const auto chain = rest ? history.checkAudit({}) : std::unexpected(rest.error());
    const auto entries = chain ? history.auditEntries(0, 1'000'000) : std::unexpected(chain.error());
    if (!entries)
        return std::unexpected(entries.error());
    shown.byTeamNano = nanoOf(*teams);
    shown.byModelNano = nanoOf(*models);
    shown.damages = damage->size() + rest->size();
    shown.auditIsWhole = !chain->fault;
    std::int64_t act = 1;
    for (const AuditEntry& entry : *entries) {
        shown.auditIsWhole = shown.auditIsWhole && entry.reason == std::to_string(act);
        act += 2;
    }
    shown.acts = std::max(shown.acts, act - 1);
    // Acts are done in turn: with the n-th poll there are n or n - 1 entries.
    shown.auditIsWhole = shown.auditIsWhole && (act - 1 == shown.acts || act == shown.acts);
    return shown;
}

std::string wrongWith(const Shown& shown, Company& company, std::int64_t acknowledged)
{
    if (shown.acts < acknowledged)
        return std::format("{} of {} acknowledged acts are there", shown.acts, acknowledged);
    if (!shown.auditIsWhole)
        return "the audit log is broken or has not each act once";
    company.catchUp(shown.acts);
    if (shown.rows != company.rows())
        return std::format("the {} rows are not those of {} acts", shown.rows.size(), shown.acts);
    if (shown.rowsNano != shown.byTeamNano || shown.rowsNano != shown.byModelNano)
        return std::format("rows sum up to {}, teams to {}, models to {}", shown.rowsNano, shown.byTeamNano, shown.byModelNano);
    if (shown.damages != 0)
        return std::format("its own check finds {} damages", shown.damages);
    return {};
}

} // namespace fuseboard::test
