// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/auditreader.h"

#include "reports/auditexport.h"
#include "store/auditheadfile.h"
#include "store/history.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {
namespace {

/// The last rows of the log, and how many it has.
struct LogTail {
    std::int64_t length = 0;
    std::vector<AuditEntry> entries;
};

Result<LogTail> tailOf(const History& history, std::size_t rows)
{
    const auto length = history.auditLength();
    if (!length)
        return std::unexpected(length.error());
    const auto from = std::max<std::int64_t>(*length - static_cast<std::int64_t>(rows), 0);
    return history.auditEntries(from, rows).transform([&](std::vector<AuditEntry> entries) {
        return LogTail {*length, std::move(entries)};
    });
}

} // namespace

Result<AuditLogView> readAuditLog(
    const Profile& profile, const AuditRequest& request, Instant now, const std::shared_ptr<const AuditLogView>& last)
{
    const auto heads = std::make_shared<AuditHeadFile>(profile.auditHeadsFile().toStdString());
    AuditLogView out {.request = request,
        .entries = {},
        .length = 0,
        .check = last ? last->check : std::nullopt,
        .checkedAt = last ? last->checkedAt : now,
        .place = QString::fromStdString(heads->name())};
    const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
    if (!history)
        return std::unexpected(history.error());
    auto tail = tailOf(**history, request.rows);
    if (!tail)
        return std::unexpected(tail.error());
    out.length = tail->length;
    out.entries = std::move(tail->entries);
    if (request.check == (last ? last->request.check : 0))
        return out;
    auto check = (*history)->checkAudit({heads});
    if (!check)
        return std::unexpected(check.error());
    out.check = *std::move(check);
    out.checkedAt = now;
    return out;
}

Result<std::vector<AuditAct>> readRecentActs(const Profile& profile)
{
    constexpr std::size_t rows = 1000; // a false alarm may be a month old
    const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
    if (!history)
        return std::unexpected(history.error());
    return tailOf(**history, rows).transform([](const LogTail& tail) { return actsOf(tail.entries); });
}

Result<QString> exportAuditLog(const Profile& profile, const QString& file)
{
    const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
    if (!history)
        return std::unexpected(history.error());
    const auto format =
        file.endsWith(QLatin1StringView(".csv"), Qt::CaseInsensitive) ? AuditFormat::csv : AuditFormat::jsonLines;
    const auto written = writeAuditExport(file.toStdString(), format, **history, profile.isSandbox());
    if (!written)
        return std::unexpected(written.error());
    return QCoreApplication::translate("AuditReader", "%1 rows of the audit log are written to %2. Head: %3:%4.")
        .arg(QString::number(written->rows), QString::fromStdString(written->file.string()),
            QString::number(written->head.sequence), QString::fromStdString(written->head.hash));
}

} // namespace fuseboard
