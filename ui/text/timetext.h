// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calendar.h"

#include <QLocale>
#include <QString>

namespace fuseboard {

/// "42 s", "3 min", "3 h", "2 days": one unit, rounded down.
QString ageText(std::chrono::microseconds age);
/// "14:19" in the calendar's zone and the locale's clock.
QString clockText(Instant at, const Calendar& calendar, const QLocale& locale = QLocale());
/// "14:19:32".
QString preciseClockText(Instant at, const Calendar& calendar);
/// "27 Nov"; with the year where it is not the one of `now`.
QString dateText(Instant at, const Calendar& calendar, Instant now, const QLocale& locale = QLocale());
/// "November 2026" for a whole month, else "15 Nov – 14 Dec 2026".
QString periodText(const Period& period, const Calendar& calendar, const QLocale& locale = QLocale());
/// "1–30 Nov".
QString shortPeriodText(const Period& period, const Calendar& calendar, const QLocale& locale = QLocale());

} // namespace fuseboard
