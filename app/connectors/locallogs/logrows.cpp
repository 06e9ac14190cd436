// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/logrows.h"

#include <charconv>
#include <format>
#include <limits>
#include <set>

namespace fuseboard {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr days toldAnew {28};

UsageRow rowOf(const LogLibrary& library, const LogBucket& bucket, const LogRowsOf& of)
{
    const NameTable& names = library.tally().names();
    return {.start = Instant(hours(bucket.hour)),
        .width = hours(1),
        .source = of.source,
        .account = of.account,
        .ledger = Ledger::localLog,
        .recordId = {},
        .team = {},
        .project = names.textOf(bucket.project),
        .key = {},
        .person = names.textOf(bucket.person),
        .agent = bucket.sidechain != 0 ? of.agent + " subagent" : of.agent,
        .model = names.textOf(bucket.model),
        .lineItem = names.textOf(bucket.terms),
        .tag = std::string(library.remoteOf(bucket.project)),
        .tokens = bucket.tokens,
        .requests = bucket.responses,
        .cost = {},
        .priceVersion = {}};
}

/// The hours that are told. Of others nothing is on the disk any more, or never was: what is known of them stays.
std::vector<Reread> hoursOf(const std::vector<UsageRow>& rows)
{
    std::set<Instant> starts;
    for (const UsageRow& row : rows)
        starts.insert(row.start);
    std::vector<Reread> out;
    for (const Instant start : starts)
        if (!out.empty() && out.back().period.end == start)
            out.back().period.end += hours(1);
        else
            out.push_back({Ledger::localLog, {start, start + hours(1)}});
    return out;
}

} // namespace

LogCursor LogCursor::parse(std::string_view text)
{
    LogCursor out;
    const auto* at = text.data();
    const auto* end = at + text.size();
    for (auto* member : {&out.library, &out.done, &out.upTo, &out.place}) {
        const auto read = std::from_chars(at, end, *member);
        if (read.ec != std::errc())
            break;
        at = read.ptr;
        if (at == end || *at++ != ':')
            break;
    }
    return out;
}

std::string LogCursor::text() const
{
    return upTo == 0 ? std::format("{}:{}", library, done) : std::format("{}:{}:{}:{}", library, done, upTo, place);
}

LogPage logRowsSince(const LogLibrary& library, const LogCursor& cursor, const LogRowsOf& of, Instant now, std::size_t mostRows)
{
    const bool ours = cursor.library == library.id(), lost = !ours && cursor.library != 0;
    const auto buckets = library.tally().buckets();
    const Instant since = lost ? dayOf(now) - toldAnew : Instant::min();
    LogPage page;
    LogCursor next {.library = library.id(), .done = ours ? cursor.done : 0};
    const std::uint64_t upTo = ours && cursor.upTo != 0 ? cursor.upTo : library.tally().generation();
    std::uint64_t at = ours ? cursor.place : 0;
    for (; at < buckets.size() && (lost || page.poll.rows.size() < mostRows); ++at)
        if (const LogBucket& bucket = buckets[at]; bucket.changedIn > next.done && Instant(hours(bucket.hour)) >= since)
            page.poll.rows.push_back(rowOf(library, bucket, of));
    page.more = at < buckets.size();
    if (page.more) {
        next.upTo = upTo;
        next.place = at;
    } else {
        next.done = upTo;
    }
    if (lost)
        page.poll.rereads = hoursOf(page.poll.rows);
    page.poll.source = of.source;
    page.poll.cursor = next.text();
    page.poll.at = now;
    if (!page.more && library.unreadable().empty())
        page.poll.completeUpTo = now;
    return page;
}

} // namespace fuseboard
