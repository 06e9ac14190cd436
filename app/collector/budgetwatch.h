// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/hourlyspend.h"
#include "domain/budgetstate.h"
#include "domain/spent.h"
#include "store/organisation.h"

#include <array>
#include <map>
#include <unordered_map>

namespace fuseboard {

/// The instant that budgets are looked at for a board: now, or the last one of a period that is over.
Instant budgetsSeenAt(const Period& shown, Instant now);
/// The periods, in their own kinds, of the budgets in force then; each once.
std::vector<Period> budgetPeriods(
    const std::vector<Budget>& budgets, const Calendar& calendar, const Period& shown, Instant now);

/// Gathers what was spent against each budget in force, in the budget's own period.
class BudgetWatch {
public:
    /// Both must outlive it.
    BudgetWatch(const Organisation& organisation, const Calendar& calendar, const Period& shown, Instant now);
    void add(const SpentShare& share);
    /// What is in another currency and can't be converted.
    void addWithoutRate(const SpentShare& share, Currency currency);
    /// `currency`: of the shares. The organisation's budget first, then teams, persons, models.
    [[nodiscard]] std::vector<BudgetState> states(Currency currency, Instant dataSince) const;

private:
    struct Watched {
        const Budget* budget;
        Period period;
        HourlySpend hourly;
        std::map<Currency, std::int64_t> withoutRate {};
    };
    const Organisation& m_organisation;
    const Calendar& m_calendar;
    Instant m_at; ///< what is in force
    Instant m_now; ///< up to where it was spent
    template <class Take>
    void forCovering(const SpentShare& share, const Take& take);

    std::vector<Watched> m_watched;
    /// Which of them, by their scope's kind and name: a share asks only those of its own names.
    std::array<std::unordered_map<Interned, std::vector<std::size_t>>, 4> m_byName;
};

} // namespace fuseboard
