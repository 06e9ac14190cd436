// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/counttext.h"

#include <QCoreApplication>
#include <QLocale>

namespace fuseboard {
namespace {

struct Counts {
    Q_DECLARE_TR_FUNCTIONS(Counts)
};

QString grouped(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

} // namespace

QString peopleText(std::int64_t count)
{
    return count == 1 ? Counts::tr("1 person") : Counts::tr("%1 people").arg(grouped(count));
}
QString agentsText(std::int64_t count)
{
    return count == 1 ? Counts::tr("1 agent") : Counts::tr("%1 agents").arg(grouped(count));
}
QString keysText(std::int64_t count) { return count == 1 ? Counts::tr("1 key") : Counts::tr("%1 keys").arg(grouped(count)); }
QString daysText(std::int64_t count) { return count == 1 ? Counts::tr("1 day") : Counts::tr("%1 days").arg(grouped(count)); }
QString requestsText(std::int64_t count)
{
    return count == 1 ? Counts::tr("1 request") : Counts::tr("%1 requests").arg(grouped(count));
}
QString mergedText(std::int64_t count)
{
    return count == 1 ? Counts::tr("1 merged request") : Counts::tr("%1 merged requests").arg(grouped(count));
}
QString placesText(std::int64_t count)
{
    return count == 1 ? Counts::tr("1 place") : Counts::tr("%1 places").arg(grouped(count));
}
QString othersText(std::int64_t count)
{
    return count == 1 ? Counts::tr("1 other") : Counts::tr("%1 others").arg(grouped(count));
}

QString unknownFieldsText(const QString& source, const QStringList& fields)
{
    constexpr qsizetype named = 3;
    const QString count = fields.size() == 1 ? Counts::tr("1 field") : Counts::tr("%1 fields").arg(grouped(fields.size()));
    return Counts::tr("%1 tells %2 that Fuseboard does not know and leaves out: %3. Its interface may have changed.")
        .arg(source, count,
            fields.first(std::min(named, fields.size())).join(Counts::tr(", "))
                + (fields.size() > named ? Counts::tr(", …") : QString()));
}

} // namespace fuseboard
