// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/burndownplot.h"

namespace fuseboard {

/// What the crosshair says of one instant.
struct ChartReading {
    Instant at;
    std::optional<std::int64_t> actualNano; ///< remaining, or spent where there is no budget; none after the data's end
    std::optional<std::int64_t> evenPaceNano;
    std::optional<std::int64_t> forecastNano; ///< remaining at the current pace; only after now
    bool operator==(const ChartReading&) const = default;
};

ChartReading readingAt(const BurnDownPlot& plot, Instant at);

/// The instants a crosshair stops at, ascending: those of the figures, and midnights after them.
std::vector<Instant> readingStops(const BurnDownPlot& plot);

/// `day’s spending $120 → $95, restated Wed 25 Nov 14:10`
QString restatedText(const RestatedDay& day, const BurnDownView& view);

/// `Mon 16 Nov 21:36`
QString stopText(const Calendar& calendar, Instant at);

/// The reading as one sentence for assistive technology.
QString readingSentence(const ChartReading& reading, const BurnDownView& view);
/// The whole chart as one sentence.
QString chartSentence(const BurnDownPlot& plot, const BurnDownView& view);

} // namespace fuseboard
