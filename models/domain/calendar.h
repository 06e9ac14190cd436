// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"

#include <string>
#include <vector>

namespace fuseboard {

enum class PeriodKind { week, month, quarter, year };
std::string toText(PeriodKind kind);
Result<PeriodKind> parsePeriodKind(std::string_view text);

/// The business calendar: what a day and a month are for the person who looks. Storage stays UTC.
/// Fiscal months start on `fiscalDay` (1..28); fiscal years in `fiscalMonth` (1..12).
class Calendar {
public:
    /// The zone is an IANA name ("Europe/Berlin"); an unknown one is an error.
    static Result<Calendar> make(std::string_view zone, unsigned fiscalDay = 1, unsigned fiscalMonth = 1);
    static Calendar utc();

    [[nodiscard]] Period periodAt(Instant at, PeriodKind kind) const;
    [[nodiscard]] Period previous(Period period, PeriodKind kind) const;
    /// The local day that contains `at`: 23, 24 or 25 hours long.
    [[nodiscard]] Period dayAt(Instant at) const;
    /// The local days that overlap the period, in order.
    [[nodiscard]] std::vector<Period> days(Period period) const;
    [[nodiscard]] bool isWeekend(Instant at) const;
    [[nodiscard]] std::chrono::year_month_day date(Instant at) const;
    [[nodiscard]] Instant startOf(std::chrono::year_month_day date) const;
    [[nodiscard]] std::string zoneName() const;
    [[nodiscard]] unsigned fiscalDay() const { return m_fiscalDay; }
    /// The fiscal month's label, named by the month it starts in: `2026-11`.
    [[nodiscard]] std::string label(Period month) const;
    bool operator==(const Calendar&) const = default;

private:
    const std::chrono::time_zone* m_zone = nullptr; ///< owned by the time zone database; never null
    unsigned m_fiscalDay = 1;
    unsigned m_fiscalMonth = 1;
};

} // namespace fuseboard
