// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/burndown.h"

namespace fuseboard {

/// Spending by the hour, counted from a period's start, backwards too. A bucket wider than an hour is spread evenly over
/// its hours, up to now and never across a period's bound: it belongs whole to the period of its middle.
class HourlySpend {
public:
    HourlySpend(Period period, Period previous, Instant now);

    void add(Instant start, std::chrono::seconds width, std::int64_t nano);
    /// Of the same periods and instant.
    void add(const HourlySpend& other);
    [[nodiscard]] std::int64_t between(Instant from, Instant to) const;
    /// Cumulated over the period, hour by hour up to now; the last point is `now`.
    [[nodiscard]] std::vector<SpendPoint> points() const;
    /// The previous period's, moved onto this one.
    [[nodiscard]] std::vector<SpendPoint> previousPoints() const;

    /// The instant a bucket counts at: its middle.
    static Instant middle(Instant start, std::chrono::seconds width) { return start + width / 2; }

private:
    [[nodiscard]] std::vector<SpendPoint> cumulated(Period of, Instant until, std::chrono::microseconds shift) const;
    [[nodiscard]] std::int64_t hourOf(Instant at) const;

    Period m_period, m_previous;
    Instant m_now;
    std::int64_t m_firstHour; ///< hours from the period's start; not positive
    std::vector<std::int64_t> m_hours;
};

} // namespace fuseboard
