// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/money.h"

#include <QString>

namespace fuseboard {

/// How sure an amount is, as the sign in front of it says.
enum class Bound {
    exact,
    about, ///< ≈, priced by us
    atLeast, ///< ≥, figures are old: more may have been spent
    atMost, ///< ≤, figures are old: less may remain
};

/// `$15,940`, `≥ $15,640`; whole units from 100 on, two digits below, and as many as show something below a cent.
QString amountText(Money cost, Bound bound = Bound::exact);
/// `$2.50`, `$0.0375`: every digit that is not zero, and two at least. For prices, which are facts.
QString exactText(Money cost);
/// As amountText, always in whole units: `$20,000`.
QString wholeText(Money cost, Bound bound = Bound::exact);
/// `+$380`, `−$1,056`
QString differenceText(Money difference);
/// `$890/day`; whole units from 10 on
QString perDayText(Money perDay, Bound bound = Bound::exact);
/// `$37/h`; whole units from 10 on
QString perHourText(Money perHour, Bound bound = Bound::exact);
/// `33%` of `33`; German puts a space between.
QString withPercent(const QString& number);
/// `33%`, `≥ 78%`
QString percentText(std::int64_t percent, Bound bound = Bound::exact);
/// `+212%`, `−6%`, `0%`
QString changeText(int percent);
/// `1,204`
QString countText(std::int64_t count);

} // namespace fuseboard
