// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/focus/focusfile.h"

#include "net/gunzip.h"

#include <QFile>

#include <algorithm>
#include <format>

namespace fuseboard {
namespace {

constexpr qint64 largestFile = qint64 {2} * 1000 * 1000 * 1000;

/// From the first charge's start to the last one's, as a month's cursor keeps it.
std::string extentText(Period extent) { return std::format("{} {}", toText(extent.start), toText(extent.end)); }

Result<Period> parseExtent(const std::string& cursor, const std::string& source)
{
    const auto blank = cursor.find(' ');
    const auto from = parseInstant(cursor.substr(0, blank));
    const auto to = blank == std::string::npos ? from : parseInstant(cursor.substr(blank + 1));
    if (!from || !to || *to < *from)
        return fail(ErrorCode::historyDamaged, source, "its cursor can't be read");
    return Period {*from, *to};
}

Period extentOf(const FocusMonth& month)
{
    Period extent {month.billing.end, month.billing.start};
    for (const UsageRow& row : month.rows) {
        extent.start = std::min(extent.start, row.start);
        extent.end = std::max(extent.end, row.start + std::chrono::seconds(1));
    }
    return extent;
}

/// A month that is over is complete; of one still running, what was charged so far.
Instant completeUpTo(const FocusMonth& month, Instant now)
{
    if (now >= month.billing.end)
        return now;
    Instant last = month.billing.start;
    for (const UsageRow& row : month.rows)
        last = std::max(last, row.start + row.width);
    return std::min(last, now);
}

} // namespace

Result<FocusFile> readFocusFile(const QString& path, const FocusReading& how)
{
    const std::string name = path.toStdString();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::fileUnreadable, name, file.errorString().toStdString());
    if (file.size() > largestFile)
        return fail(ErrorCode::tooLarge, name);
    QByteArray bytes = file.readAll();
    if (file.error() != QFile::NoError)
        return fail(ErrorCode::fileUnreadable, name, file.errorString().toStdString());
    if (bytes.startsWith("\x1f\x8b")) {
        auto plain = gunzip(bytes, largestFile);
        if (!plain)
            return fail(plain.error().code, name, plain.error().detail);
        bytes = *std::move(plain);
    }
    auto read = readFocus({bytes.constData(), static_cast<std::size_t>(bytes.size())}, how);
    if (!read)
        return fail(ErrorCode::badDocument, name, read.error().subject + ": " + read.error().detail);
    return read;
}

Result<std::vector<Poll>> focusPolls(
    const FocusFile& file, const std::function<Result<SourceState>(const std::string& source)>& stateOf, Instant now)
{
    std::vector<Poll> polls;
    for (const auto& [source, month] : file.months) {
        const auto state = stateOf(source);
        if (!state)
            return std::unexpected(state.error());
        Period replaced = extentOf(month);
        const std::string cursor = extentText(replaced);
        if (!state->cursor.empty()) {
            const auto before = parseExtent(state->cursor, source);
            if (!before)
                return std::unexpected(before.error());
            replaced = {std::min(replaced.start, before->start), std::max(replaced.end, before->end)};
        }
        polls.push_back({.source = source,
            .account = file.accounts.size() == 1 ? *file.accounts.begin() : std::string(),
            .rows = month.rows,
            .rereads = {{Ledger::providerCost, replaced}},
            .cursor = cursor,
            .at = now,
            .completeUpTo = completeUpTo(month, now)});
    }
    return polls;
}

} // namespace fuseboard
