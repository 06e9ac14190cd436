// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/audittext.h"

#include "text/shown.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>
#include <utility>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AuditText)
};

/// Alone, or before ": " and what else was told.
constexpr std::pair<std::string_view, const char*> results[] {
    {"done", QT_TRANSLATE_NOOP("AuditText", "done")},
    {"failed", QT_TRANSLATE_NOOP("AuditText", "failed")},
    {"refused", QT_TRANSLATE_NOOP("AuditText", "refused")},
    {"had ended already", QT_TRANSLATE_NOOP("AuditText", "had ended already")},
    {"proved", QT_TRANSLATE_NOOP("AuditText", "proved")},
    {"partly proved", QT_TRANSLATE_NOOP("AuditText", "partly proved")},
    {"not proved", QT_TRANSLATE_NOOP("AuditText", "not proved")},
    {"superseded by a newer order", QT_TRANSLATE_NOOP("AuditText", "superseded by a newer order")},
    {"lost by a restart, applied again", QT_TRANSLATE_NOOP("AuditText", "lost by a restart, applied again")},
};

} // namespace

QString faultText(const AuditFault& fault)
{
    const QString place = QString::fromStdString(fault.place);
    const QString row = QString::number(fault.sequence);
    switch (fault.kind) {
    case AuditFault::Kind::changed:
        return Words::tr("Row %1 is not as it was written: it was changed or put in, or the row before it is gone.").arg(row);
    case AuditFault::Kind::missing: return Words::tr("Row %1 is missing.").arg(row);
    case AuditFault::Kind::outOfOrder: return Words::tr("Row %1 has a number that can’t be there.").arg(row);
    case AuditFault::Kind::rewritten: return Words::tr("Row %1 was written anew: %2 remembers another one.").arg(row, place);
    case AuditFault::Kind::cutOff:
        return Words::tr("Row %1 and all after it are gone: %2 remembers a later row.").arg(row, place);
    case AuditFault::Kind::unreadable:
        return Words::tr("Row %1 can’t be read; the file is damaged there (%2).").arg(row, place);
    }
    return {};
}

QString checkText(const AuditCheck& check, const QString& place)
{
    const QString rows = QString::number(check.rows);
    if (check.fault) {
        const QString text = Words::tr("The audit log is NOT as it was written. %1").arg(faultText(*check.fault));
        return check.rows > 0 ? text + QLatin1Char(' ') + Words::tr("Up to row %1 it is.").arg(rows) : text;
    }
    if (check.rows == 0)
        return Words::tr("The audit log is empty.");
    if (check.remembered == 0)
        return Words::tr("The audit log’s rows 1 to %1 fit each other, but %2 remembers none of them: a cut end would not be "
                         "seen. The next start of Fuseboard remembers the last row.")
            .arg(rows, place);
    return Words::tr("The audit log’s rows 1 to %1 are as they were written; row %2 is remembered in %3.")
        .arg(rows, QString::number(check.remembered), place);
}

bool isGood(const AuditCheck& check) { return !check.fault && (check.rows == 0 || check.remembered > 0); }

QString resultText(const std::string& result, int longest)
{
    const auto colon = result.find(": ");
    const auto* known =
        std::ranges::find(results, std::string_view(result).substr(0, colon), &std::pair<std::string_view, const char*>::first);
    if (known == std::end(results))
        return shown(result, longest);
    const QString words = Words::tr(known->second);
    return colon == std::string::npos ? words : Words::tr("%1: %2").arg(words, shown(result.substr(colon + 2), longest));
}

} // namespace fuseboard
