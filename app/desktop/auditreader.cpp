// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/auditreader.h"

#include "reports/auditexport.h"
#include "store/auditheadfile.h"
#include "store/history.h"

#include <QCoreApplication>

#include <algorithm>

namespace fuseboard {

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
    const auto length = (*history)->auditLength();
    if (!length)
        return std::unexpected(length.error());
    const auto rows = static_cast<std::int64_t>(request.rows);
    auto entries = (*history)->auditEntries(std::max<std::int64_t>(*length - rows, 0), request.rows);
    if (!entries)
        return std::unexpected(entries.error());
    out.length = *length;
    out.entries = *std::move(entries);
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
    constexpr std::int64_t rows = 300;
    const auto history = History::open(profile.historyFile().toStdString(), HistoryMode::viewer);
    if (!history)
        return std::unexpected(history.error());
    const auto length = (*history)->auditLength();
    if (!length)
        return std::unexpected(length.error());
    const auto entries = (*history)->auditEntries(std::max<std::int64_t>(*length - rows, 0), rows);
    return entries.transform(actsOf);
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
