// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/importcommand.h"

#include "collector/pricing.h"
#include "connectors/locallogs/locallogsource.h"
#include "connectors/locallogs/logreader.h"
#include "ctl/control.h"
#include "ctl/importtext.h"
#include "ctl/turn.h"
#include "owner/profilehistory.h"
#include "owner/profileprices.h"
#include "owner/statusdocument.h"
#include "owner/systemclock.h"
#include "text/errortext.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace fuseboard {
namespace {

/// The configured source of that kind, whose rows these are; else one under the tool's own name.
Result<SourceConfig> sourceOf(const CommandLine& line, const Profile& profile)
{
    const std::string kind = line.importKind.toStdString();
    SourceConfig source {.id = kind == "codex" ? "codex" : "claude-code",
        .name = {},
        .kind = kind,
        .url = {},
        .socket = {},
        .account = {},
        .key = {}};
    if (QFileInfo::exists(profile.sourcesFile())) {
        const auto sources = readSources(profile.sourcesFile().toStdString());
        if (!sources)
            return std::unexpected(sources.error());
        if (const auto found = std::ranges::find(*sources, kind, &SourceConfig::kind); found != sources->end())
            source = *found;
    }
    if (!line.file.isEmpty())
        source.directory = QDir().absoluteFilePath(line.file).toStdString();
    return source;
}

Result<ImportTotals> carryOut(const CommandLine& line, const Profile& profile)
{
    const auto lock = lockInTurn(profile);
    if (!lock)
        return std::unexpected(lock.error());
    const auto source = sourceOf(line, profile);
    if (!source)
        return std::unexpected(source.error());
    const auto prices = profilePrices(profile);
    if (!prices)
        return std::unexpected(prices.error());
    const auto history = openProfileHistory(profile);
    if (!history)
        return std::unexpected(history.error());
    LogReader reader = makeLogReader(*source, profile.logIndexFile(QString::fromStdString(source->id)).toStdString());
    const Instant now = SystemClock().now();
    for (bool more = true; more;) {
        const auto state = (*history)->sourceState(source->id);
        if (!state)
            return std::unexpected(state.error());
        auto page = reader.poll(state->cursor, now);
        if (!page)
            return std::unexpected(page.error());
        more = page->more;
        priceUsage(page->poll.rows, *prices);
        if (auto applied = (*history)->apply(page->poll); !applied)
            return std::unexpected(applied.error());
    }
    ImportTotals totals {.source = source->id,
        .counts = reader.library().counts(),
        .broken = reader.library().broken(),
        .unreadable = reader.library().unreadable()};
    const auto buckets = reader.library().tally().buckets();
    if (buckets.empty())
        return totals;
    const auto [first, last] = std::ranges::minmax(buckets, {}, &LogBucket::hour);
    const auto dayOfHour = [](std::int64_t hour) { return dayOf(Instant(std::chrono::hours(hour))); };
    // Day by day: a year of rows is never in memory at once.
    for (Instant day = dayOfHour(first.hour); day <= dayOfHour(last.hour); day += std::chrono::days(1)) {
        const auto rows = (*history)->rows(source->id, {day, day + std::chrono::days(1)});
        if (!rows)
            return std::unexpected(rows.error());
        for (const UsageRow& row : *rows)
            totals.add(row);
    }
    return totals;
}

} // namespace

ExitCode importLogs(const CommandLine& line, const Profile& profile)
{
    const auto totals = carryOut(line, profile);
    if (!totals) {
        printError(sentence(totals.error()), line.json, errorDocument(totals.error()));
        return ExitCode::failed;
    }
    const bool printed = printOut(line.json ? importDocument(*totals) : importText(*totals));
    return printed && totals->unreadable.empty() ? ExitCode::proved : ExitCode::failed;
}

} // namespace fuseboard
