// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/timetext.h"

#include "text/displaylocale.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace fuseboard {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TimeText)
};

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

bool monthFirst(const QLocale& locale)
{
    // The long format may start with the weekday; its letters are d's too.
    QString format = locale.dateFormat(QLocale::LongFormat);
    format.remove(QStringLiteral("dddd"));
    return format.indexOf(QLatin1Char('M')) < format.indexOf(QLatin1Char('d'));
}

/// "23 Nov", "Nov 23"; "23. Nov." where the day is an ordinal.
bool dotsDays(const QLocale& locale) { return locale.dateFormat(QLocale::LongFormat).contains(QStringLiteral("d.")); }

QString dayFormat(const QLocale& locale)
{
    if (monthFirst(locale))
        return QStringLiteral("MMM d");
    return dotsDays(locale) ? QStringLiteral("d. MMM") : QStringLiteral("d MMM");
}

QString clockFormat(bool withSeconds)
{
    QString format = displayLocale().timeFormat(QLocale::ShortFormat);
    format.remove(QStringLiteral(":ss"));
    if (withSeconds)
        format.replace(QStringLiteral("mm"), QStringLiteral("mm:ss"));
    return format;
}

} // namespace

QDateTime localTime(const Calendar& calendar, Instant at)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds, QTimeZone(QByteArray::fromStdString(calendar.zoneName())));
}

QString clockText(const Calendar& calendar, Instant at)
{
    return displayLocale().toString(localTime(calendar, at).time(), clockFormat(false));
}

QString clockSecondsText(const Calendar& calendar, Instant at)
{
    return displayLocale().toString(localTime(calendar, at).time(), clockFormat(true));
}

QString dayText(const Calendar& calendar, Instant at)
{
    const QLocale locale = displayLocale();
    return locale.toString(localTime(calendar, at).date(), dayFormat(locale));
}

QString dateText(Instant day)
{
    const QLocale locale = displayLocale();
    return locale.toString(localTime(Calendar::utc(), day).date(),
        dayFormat(locale) + (monthFirst(locale) ? QStringLiteral(", yyyy") : QStringLiteral(" yyyy")));
}

QString momentText(const Calendar& calendar, Instant at, Instant now)
{
    const QString clock = clockText(calendar, at);
    return calendar.date(at) == calendar.date(now) ? clock : dayText(calendar, at) + QLatin1Char(' ') + clock;
}

QString momentSecondsText(const Calendar& calendar, Instant at, Instant now)
{
    const QString clock = clockSecondsText(calendar, at);
    return calendar.date(at) == calendar.date(now) ? clock : dayText(calendar, at) + QLatin1Char(' ') + clock;
}

QString periodText(const Calendar& calendar, Period period)
{
    const Instant lastInstant = period.end - std::chrono::microseconds(1);
    const QDate first = localTime(calendar, period.start).date();
    const QDate last = localTime(calendar, lastInstant).date();
    const QLocale locale = displayLocale();
    if (first.month() != last.month() || monthFirst(locale))
        return dayText(calendar, period.start) + QStringLiteral(" – ") + dayText(calendar, lastInstant);
    return locale.toString(first.day()) + (dotsDays(locale) ? QStringLiteral(".–") : QStringLiteral("–"))
        + dayText(calendar, lastInstant);
}

QString monthText(const Calendar& calendar, Period period)
{
    return displayLocale().toString(localTime(calendar, period.start).date(), QStringLiteral("MMMM yyyy"));
}

QString monthBeforeText(const Calendar& calendar, Period period)
{
    const Period before = calendar.periodAt(period.start - std::chrono::hours(1), PeriodKind::month);
    return displayLocale().standaloneMonthName(static_cast<int>(static_cast<unsigned>(calendar.date(before.start).month())));
}

int daysLeft(const Calendar& calendar, Period period, Instant now)
{
    int left = 0;
    for (const Period& day : calendar.days(period))
        left += day.end > now ? 1 : 0;
    return left;
}

QString spanText(std::chrono::microseconds span)
{
    const auto whole = std::max(std::chrono::floor<seconds>(span), seconds(0));
    if (whole < seconds(60))
        return Words::tr("%1 s").arg(whole.count());
    if (whole < minutes(60))
        return Words::tr("%1 min").arg(std::chrono::floor<minutes>(whole).count());
    if (whole < hours(48))
        return Words::tr("%1 h").arg(std::chrono::floor<hours>(whole).count());
    return Words::tr("%1 days").arg(std::chrono::floor<days>(whole).count());
}

QString ageText(std::chrono::microseconds age) { return Words::tr("%1 old").arg(spanText(age)); }

QString agoText(std::chrono::microseconds age)
{
    if (age < seconds(2))
        return Words::tr("just now");
    // A sentence of its own: other languages decline the days.
    return age < hours(48) ? Words::tr("%1 ago").arg(spanText(age))
                           : Words::tr("%1 days ago").arg(std::chrono::floor<days>(age).count());
}

QString skewText(std::chrono::seconds skew) { return spanText(skew.count() < 0 ? -skew : skew); }

QString clockSkewText(const QString& source, std::chrono::seconds skew)
{
    const QString pattern = skew.count() > 0
        ? Words::tr("This computer’s clock is %2 behind the one of %1. Amounts go by the source’s; set this computer’s clock.")
        : Words::tr(
              "This computer’s clock is %2 ahead of the one of %1. Amounts go by the source’s; set this computer’s clock.");
    return pattern.arg(source, skewText(skew));
}

} // namespace fuseboard
