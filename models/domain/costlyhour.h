// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/spent.h"

#include <optional>

namespace fuseboard {

/// Who works eight hours on five days spends 4.2 times the mean of a week in each of them: more than that is no alarm yet.
/// Eight mean hours are a third of a usual day.
inline constexpr int costlyTimes = 8;

/// An hour of the clock that costs at least `costlyTimes` what one usually does.
struct CostlyHour {
    Instant start; ///< of a UTC hour
    std::int64_t nano = 0; ///< so far, where that hour still runs
    std::int64_t usualNano = 0; ///< what an hour cost in the seven days before, in the mean; never negative
    bool operator==(const CostlyHour&) const = default;
};

/// What a team spent in the hour that runs and in the one before, beside its last seven days.
class RecentHours {
public:
    explicit RecentHours(Instant now);

    /// Money of the last two hours counts where its ledger knows the hour: a day's sum spread over hours measures none.
    void add(const SpentShare& share);
    /// Of the same instant.
    void add(const RecentHours& other);
    /// The dearer one of the two that is costly. None is where it costs less than a hundredth of the budget, or than one unit
    /// of the currency without one, and where less than a day is known of the team before the two.
    [[nodiscard]] std::optional<CostlyHour> costly(std::optional<std::int64_t> budgetNano) const;

private:
    Instant m_hour; ///< start of the one that runs
    std::optional<Instant> m_first; ///< that anything is known of
    std::int64_t m_running = 0, m_last = 0, m_before = 0;
};

} // namespace fuseboard
