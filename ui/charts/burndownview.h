// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

#include <QString>

namespace fuseboard {

/// How much of the period the chart shows.
enum class ChartRange { period, sevenDays, day };

enum class ChartMarkKind { budgetChange, freeze, incident };

/// Something that happened, in the lane under the axis.
struct ChartMark {
    Instant at;
    ChartMarkKind kind = ChartMarkKind::incident;
    QString text; ///< one sentence, for the reading and assistive technology
    bool operator==(const ChartMark&) const = default;
};

/// Everything the burn-down says, as one value.
struct BurnDownView {
    QString teamName;
    QString lastPeriodName; ///< "October"; the legend's key for `lastPeriod`
    /// What was spent, against that by the same time of it; empty: not known. Filled in by who knows the sources.
    std::optional<int> againstLastPeriodPercent {};
    Calendar calendar = Calendar::utc();
    Currency currency;
    BurnDownInput input;
    BurnDown burn;
    std::vector<SpendPoint> lastPeriod;
    std::vector<ChartMark> marks;
    std::vector<RestatedDay> restated;
    bool frozen = false; ///< ordered to spend nothing: no forecast
    std::optional<Instant> staleSince; ///< figures end here: the line pales, the gap up to now is hatched

    /// The restated UTC day that an instant lies in, or null.
    [[nodiscard]] const RestatedDay* restatedAt(Instant at) const;
    [[nodiscard]] bool hasBudget() const { return burn.budgetNano.has_value(); }
    /// The run-out to show: none while frozen, stale, too early to tell, or without a budget.
    [[nodiscard]] std::optional<Instant> forecast() const;
};

/// The view of a team. `freeze`: what counts for it (FreezeBoard::forTeam), or null. `staleSince`: where the figures
/// end if any of its sources is stale.
BurnDownView burnDownView(const TeamBoard& team, const Calendar& calendar, Currency currency, const FreezeView* freeze,
    std::optional<Instant> staleSince);

} // namespace fuseboard
