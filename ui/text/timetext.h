// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calendar.h"

#include <QDateTime>
#include <QString>

namespace fuseboard {

/// The instant on the business calendar's clock.
QDateTime localTime(const Calendar& calendar, Instant at);
/// `14:20`, or `2:20 PM` where the locale says so.
QString clockText(const Calendar& calendar, Instant at);
/// `14:19:32`
QString clockSecondsText(const Calendar& calendar, Instant at);
/// `27 Nov`, or `Nov 27` where the locale puts the month first.
QString dayText(const Calendar& calendar, Instant at);
/// `10 Nov 2026`: a UTC day.
QString dateText(Instant day);
/// `14:20` on the day of `now`, `22 Nov 14:20` on another.
QString momentText(const Calendar& calendar, Instant at, Instant now);
/// As momentText, to the second.
QString momentSecondsText(const Calendar& calendar, Instant at, Instant now);
/// `1–30 Nov`, `16 Nov – 15 Dec`: first and last day of a half-open period.
QString periodText(const Calendar& calendar, Period period);
/// `November 2026`: the month that a period starts in.
QString monthText(const Calendar& calendar, Period period);
/// `October`: the month before the one that a period starts in.
QString monthBeforeText(const Calendar& calendar, Period period);
/// Whole and started days from `now` to the period's end; 0 when it is over.
int daysLeft(const Calendar& calendar, Period period, Instant now);

/// `42 s`, `5 min`, `3 h`, `2 days`
QString spanText(std::chrono::microseconds span);
/// `3 h old`
QString ageText(std::chrono::microseconds age);
/// `42 s ago`, `just now` under two seconds.
QString agoText(std::chrono::microseconds age);
/// `1 h`: how far two clocks are apart.
QString skewText(std::chrono::seconds skew);
/// A sentence for a source whose clock is so far ahead of this computer's, or behind where it is negative.
QString clockSkewText(const QString& source, std::chrono::seconds skew);

} // namespace fuseboard
