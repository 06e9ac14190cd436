// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/timetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

namespace fuseboard {
namespace {

using namespace std::chrono;

QDateTime local(Instant at, const Calendar& calendar)
{
    const QTimeZone zone(QByteArray::fromStdString(calendar.zoneName()));
    return QDateTime::fromMSecsSinceEpoch(floor<milliseconds>(at).time_since_epoch().count(), zone);
}

QDate firstDay(const Period& period, const Calendar& calendar) { return local(period.start, calendar).date(); }
QDate lastDay(const Period& period, const Calendar& calendar) { return local(period.end - seconds(1), calendar).date(); }

QString dayAndMonth(QDate day, const QLocale& locale) { return locale.toString(day, QStringLiteral("d MMM")); }

} // namespace

QString ageText(microseconds age)
{
    const auto whole = std::max(floor<seconds>(age), seconds(0));
    if (whole < minutes(1))
        return QCoreApplication::translate("Time", "%1 s").arg(whole.count());
    if (whole < hours(1))
        return QCoreApplication::translate("Time", "%1 min").arg(floor<minutes>(whole).count());
    if (whole < days(2))
        return QCoreApplication::translate("Time", "%1 h").arg(floor<hours>(whole).count());
    return QCoreApplication::translate("Time", "%n day(s)", nullptr, static_cast<int>(floor<days>(whole).count()));
}

QString clockText(Instant at, const Calendar& calendar, const QLocale& locale)
{
    return locale.toString(local(at, calendar).time(), QLocale::ShortFormat);
}

QString preciseClockText(Instant at, const Calendar& calendar)
{
    return local(at, calendar).toString(QStringLiteral("HH:mm:ss"));
}

QString dateText(Instant at, const Calendar& calendar, Instant now, const QLocale& locale)
{
    const QDate day = local(at, calendar).date();
    const bool thisYear = day.year() == local(now, calendar).date().year();
    return locale.toString(day, thisYear ? QStringLiteral("d MMM") : QStringLiteral("d MMM yyyy"));
}

QString periodText(const Period& period, const Calendar& calendar, const QLocale& locale)
{
    const QDate first = firstDay(period, calendar), last = lastDay(period, calendar);
    if (first.day() == 1 && last == first.addMonths(1).addDays(-1))
        return QStringLiteral("%1 %2").arg(locale.standaloneMonthName(first.month())).arg(first.year());
    return QStringLiteral("%1 – %2").arg(dayAndMonth(first, locale), locale.toString(last, QStringLiteral("d MMM yyyy")));
}

QString shortPeriodText(const Period& period, const Calendar& calendar, const QLocale& locale)
{
    const QDate first = firstDay(period, calendar), last = lastDay(period, calendar);
    if (first.month() == last.month())
        return QStringLiteral("%1–%2").arg(first.day()).arg(dayAndMonth(last, locale));
    return QStringLiteral("%1 – %2").arg(dayAndMonth(first, locale), dayAndMonth(last, locale));
}

} // namespace fuseboard
