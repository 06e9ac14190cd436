// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/organisation.h"

namespace fuseboard {

/// What a person says of a budget, a raise or an end; texts as they were typed.
struct BudgetWords {
    std::string scope; ///< `team:Payments`; a team by its name or id
    std::string amount; ///< decimal, in the budget's currency, else in `currency`
    std::string period; ///< "week", "month", "quarter", "year"; empty: as it is, else a month
    std::optional<bool> hard; ///< empty: as it is, else soft
    std::optional<std::vector<int>> thresholdPercents; ///< empty: as they are, else 80 and 100
    /// `2026-12-01`, that day's start, or an instant. Empty: now; of a scope's first budget, the period's start.
    std::string since;
    std::string until; ///< `2026-12-15`, the last day of the raise, or an instant, its end
    std::string why;
};

/// Who edits, and by which calendar dates are read.
struct BudgetEditor {
    std::string by;
    Calendar calendar = Calendar::utc();
    Currency currency = Currency::usd(); ///< of a scope's first budget
    Instant now;
};

/// A day (`2026-12-15`): its start, or with `endOfDay` the start of the one after it, in the business calendar. An instant: as
/// it is.
Result<Instant> readTime(const std::string& text, const Calendar& calendar, bool endOfDay);
/// The scope that the words name; `unknownTeam` where no team has the name or id.
Result<BudgetScope> findScope(const std::vector<Team>& teams, const std::string& words);

/// Each makes one new row and answers with the scope; what was there stays. Refused where `checkBudgets` would refuse it,
/// where the new budget would begin before the last one, and where there is nothing to raise or to end.
Result<BudgetScope> setBudget(Organisation& organisation, const BudgetWords& words, const BudgetEditor& editor);
Result<BudgetScope> raiseBudget(Organisation& organisation, const BudgetWords& words, const BudgetEditor& editor);
Result<BudgetScope> endBudget(Organisation& organisation, const BudgetWords& words, const BudgetEditor& editor);

} // namespace fuseboard
