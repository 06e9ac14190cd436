// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calendar.h"
#include "store/history.h"

#include <map>

namespace fuseboard {

/// What a board is about to show.
struct DayRange {
    const Calendar& calendar;
    PeriodKind kind = PeriodKind::month;
    Instant within; ///< an instant of the shown period
    Instant from; ///< start of the first UTC day that is needed
    Instant now;
    std::vector<Period> others = {}; ///< whose bounds are needed to the hour too
    /// Of the first figures: the day before yesterday, and where the period before begins, are not known to the hour yet.
    bool isFirst = false;
};

/// Days of spending as they were last read. The last two, and those that a bound of the shown periods cuts, are known by
/// the hour. Of the others, those that a local midnight cuts are first known as a whole and, once refined, as what belongs to
/// each local day; all others as a whole. What a ledger tells by the day, or has been kept as days since, has no parts.
class DayBook {
public:
    explicit DayBook(Currency currency);

    /// Reads what is not known yet.
    Result<void> read(const History& history, const DayRange& range, const Organisation& organisation);
    /// Cuts the newest day that is to be cut and is not yet. False: there is none.
    Result<bool> refine(const History& history, const DayRange& range, const Organisation& organisation);
    /// A day changed.
    void forget(Instant day) { m_days.erase(day); }
    void forgetAll() { m_days.clear(); }

    /// Days with anything to tell, from one on, in order.
    [[nodiscard]] std::vector<SpentDay> from(Instant day) const;
    /// The first day with anything to tell.
    [[nodiscard]] std::optional<Instant> since() const;

private:
    struct Known {
        Grain grain = Grain::day;
        SpentDay spent;
        std::vector<Instant> cuts {}; ///< local midnights between which its shares lie
        [[nodiscard]] bool tells() const
        {
            return !spent.shares.empty() || !spent.inOtherCurrencies.empty() || !spent.usage.empty();
        }
    };

    Result<void> readRun(const History& history, Period period, Grain grain, const Organisation& organisation);

    Currency m_currency;
    std::map<Instant, Known> m_days;
};

} // namespace fuseboard
