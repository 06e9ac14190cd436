// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/money.h"

#include <QLocale>
#include <QString>

#include <optional>

namespace fuseboard {

/// How sure an amount is.
enum class AmountMark {
    exact,
    estimated, ///< ≈: priced by us
    atLeast, ///< ≥: newer figures are missing
    atMost, ///< ≤: of what remains
};

/// "$15,940"; below ten units with two digits, "$9.87"; below a cent "< $0.01", never "$0" for what is not zero.
QString moneyText(std::int64_t nano, Currency currency, AmountMark mark = AmountMark::exact, const QLocale& locale = QLocale());
/// Always with two digits: for tables and dialogs where cents count.
QString exactMoneyText(std::int64_t nano, Currency currency, const QLocale& locale = QLocale());
/// "+212%", "−6%", "new" where there was nothing last week.
QString changeText(std::optional<int> percent);

} // namespace fuseboard
