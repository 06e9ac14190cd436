// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calendar.h"
#include "domain/money.h"

#include <QDateTime>
#include <QString>

namespace fuseboard {

/// The instant on the business calendar's clock.
QDateTime localTime(const Calendar& calendar, Instant at);
/// `27 Nov`
QString dayText(const Calendar& calendar, Instant at);
/// `14:20`, or `2:20 PM` where the locale says so
QString clockText(const Calendar& calendar, Instant at);
/// `Mon 16 Nov 21:36`
QString momentText(const Calendar& calendar, Instant at);
/// `$9,896`, rounded to whole units; with cents where `cents`.
QString amountText(std::int64_t nano, Currency currency, bool cents = false);
/// `+$380`, `−$1,056`
QString differenceText(std::int64_t nano, Currency currency);

} // namespace fuseboard
