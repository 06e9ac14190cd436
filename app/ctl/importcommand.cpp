// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/importcommand.h"

#include "collector/pricing.h"
#include "connectors/locallogs/locallogsource.h"
#include "connectors/locallogs/logreader.h"
#include "ctl/importtext.h"
#include "ctl/print.h"
#include "ctl/turn.h"
#include "owner/engine.h"
#include "owner/profilehistory.h"
#include "owner/profileprices.h"
#include "owner/systemclock.h"
#include "store/auditheadfile.h"
#include "switchboard/actid.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <format>
#include <set>

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

/// All there is new, page by page; how many rows that changed.
Result<std::size_t> readLogs(LogReader& reader, const std::string& source, const PriceBook& prices, History& history)
{
    const Instant now = SystemClock().now();
    std::size_t rows = 0;
    for (bool more = true; more;) {
        const auto state = history.sourceState(source);
        if (!state)
            return std::unexpected(state.error());
        auto page = reader.poll(state->cursor, now);
        if (!page)
            return std::unexpected(page.error());
        more = page->more;
        priceUsage(page->poll.rows, prices);
        if (auto applied = history.apply(page->poll); !applied)
            return std::unexpected(applied.error());
        rows += page->poll.rows.size();
    }
    return rows;
}

/// Between its two rows in the audit log; without the first nothing is imported.
Result<void> importOnRecord(LogReader& reader, const SourceConfig& source, const PriceBook& prices, History& history)
{
    AuditEntry act;
    act.at = SystemClock().now();
    act.actor = Engine::person();
    act.action = "import";
    act.target = "logs " + (source.directory.empty() ? "of this computer" : source.directory) + " into " + source.id;
    act.requestId = makeActId(act.at);
    if (const auto intended = history.audit(act); !intended)
        return std::unexpected(intended.error());
    const auto rows = readLogs(reader, source.id, prices, history);
    act.at = SystemClock().now();
    act.result = rows ? std::format("done: {} rows", *rows) : "failed: " + rows.error().subject + ": " + rows.error().detail;
    const auto told = history.audit(std::move(act));
    if (!rows)
        return std::unexpected(rows.error());
    return told.transform([](auto) { });
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
    const auto heads = std::make_shared<AuditHeadFile>(profile.auditHeadsFile().toStdString());
    if (const auto remembered = (*history)->rememberAuditIn(heads); !remembered)
        return std::unexpected(remembered.error());
    LogReader reader = makeLogReader(*source, profile.logIndexFile(QString::fromStdString(source->id)).toStdString());
    if (const auto done = importOnRecord(reader, *source, *prices, **history); !done)
        return std::unexpected(done.error());
    ImportTotals totals {.source = source->id,
        .counts = reader.library().counts(),
        .broken = reader.library().broken(),
        .unreadable = reader.library().unreadable()};
    const auto buckets = reader.library().tally().buckets();
    std::set<Instant> days;
    for (const LogBucket& bucket : buckets)
        days.insert(dayOf(Instant(std::chrono::hours(bucket.hour))));
    // Day by day: a year of rows is never in memory at once.
    for (const Instant day : days) {
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
    if (!totals)
        return printError(totals.error(), line);
    const bool printed = printOut(line.json ? importDocument(*totals) : importText(*totals));
    return printed && totals->unreadable.empty() ? ExitCode::proved : ExitCode::failed;
}

} // namespace fuseboard
