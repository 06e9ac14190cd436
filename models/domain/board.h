// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/backfill.h"
#include "domain/budgetstate.h"
#include "domain/burndown.h"
#include "domain/costlyhour.h"
#include "domain/exchangerates.h"
#include "domain/freeze.h"
#include "domain/restatement.h"
#include "domain/tokens.h"
#include "domain/untold.h"

#include <set>

namespace fuseboard {

/// A row of "Where It Goes".
struct BreakdownRow {
    std::string name; ///< agent or key, model, person; empty: nobody named one
    std::string team; ///< name of the team, where the board shows all teams
    std::int64_t nano = 0;
    std::int64_t estimatedNano = 0; ///< of it, priced by us
    std::optional<int> againstLastWeekPercent; ///< empty: nothing last week
    bool isAgent = false; ///< of agents and keys: the name is an agent's
    std::string id {}; ///< that the name was found for
    bool operator==(const BreakdownRow&) const = default;
};

/// What a team spent on one UTC day in one currency, as it was charged and as it counts in the board's currency.
struct DayCost {
    Instant day;
    TeamId team; ///< empty: unallocated
    Money cost;
    std::optional<std::int64_t> countedNano; ///< in the board's currency; empty: no rate holds on the day, in no sum
    std::optional<DayRate> rate; ///< empty: it has the board's currency, or no rate holds
    bool operator==(const DayCost&) const = default;
};

/// A row's money in another currency than the board's; of the board's own, what no sum has room for.
struct OtherCurrency {
    Currency currency;
    std::int64_t convertedNano = 0; ///< of this currency, converted at each day's rate
    std::int64_t countedNano = 0; ///< what became of it in the board's currency: part of spent
    std::int64_t gapNano = 0; ///< of this currency, on days that no rate holds, or past 64 bits: in no sum
    bool hasGap = false; ///< there is such money, although credits may bring it to zero
    bool operator==(const OtherCurrency&) const = default;
};

/// All the money of one team in one period. Also used for the whole organisation and for what is unallocated.
struct TeamBoard {
    TeamId id; ///< empty for all teams and for unallocated
    std::string name, owner, costCenterId, costCenterName;
    bool isProtected = false; ///< a freeze of it asks for its name first
    BurnDownInput input;
    BurnDown burn;
    std::vector<SpendPoint> lastPeriod; ///< the previous period's spending, moved onto this one
    std::int64_t estimatedNano = 0; ///< part of spent whose basis is estimated
    std::int64_t billedElsewhereNano = 0; ///< part of spent that no gateway saw
    std::vector<OtherCurrency> otherCurrencies; ///< by code; empty: all has the board's currency
    std::vector<RestatedDay> restated; ///< days that a source changed after they were complete, in order
    std::optional<std::int64_t> spentAtCloseNano; ///< of a period that is over and was restated since: what was shown then
    std::int64_t perHourNano = 0; ///< mean of the last seven days
    std::optional<CostlyHour> costlyHour; ///< of the last two; empty: none, or not known
    std::optional<std::int64_t> mergedRequests; ///< of its people; empty: no repository tells all of the period
    std::int64_t requests = 0;
    TokenCounts tokens;
    int people = 0, agents = 0; ///< that spent in the period, by `domain/callers.h`
    int keys = 0; ///< of callers, without those of test calls; of what is unallocated: those that spent
    /// Complete lists, largest first; each adds up to spent.
    std::vector<BreakdownRow> byAgent, byModel, byPerson;
    bool operator==(const TeamBoard&) const = default;
};

/// Spending of no team, by what a rule can give to one.
struct UnallocatedPart {
    std::string project, key, agent; ///< empty where the ledger does not know
    std::int64_t nano = 0;
    bool operator==(const UnallocatedPart&) const = default;
};

/// How a source is doing.
struct SourceView {
    std::string id, name;
    std::string kind; ///< "gateway", "openai", …
    std::optional<Instant> lastAnswer;
    std::optional<Instant> completeUpTo;
    std::optional<Error> error; ///< of the last poll
    std::optional<Instant> nextTry;
    std::chrono::seconds interval {0}; ///< three missed: stale
    std::int64_t toldRows = 0; ///< without those it has withdrawn
    bool canFreeze = false;
    bool tellsUsage = true; ///< else it is a lever alone, on which no figure depends
    bool takesKey = true; ///< else there is nobody to show one to
    std::optional<Backfill> backfill; ///< empty: its past is not read in parts
    std::set<std::string>
        unknownFields; ///< of its answers since we started, which its contract does not name: `usage: data[].colour`
    std::string bucket {}; ///< that its usage is told in, where that can be chosen: `1m`, `1h`, `1d`
    UntoldDays untold {}; ///< days of which it has not told all figures
    std::optional<std::chrono::seconds> clockSkew; ///< its clock is so far ahead of ours; empty: not by much
    [[nodiscard]] bool isStale(Instant now) const
    {
        return !lastAnswer || now - *lastAnswer > 3 * interval + std::chrono::seconds(1);
    }
    bool operator==(const SourceView&) const = default;
};

/// Everything the window shows of spending, at one moment. Immutable once published.
struct Board {
    Instant asOf;
    Period period;
    std::string periodLabel; ///< "2026-11"
    Currency currency;
    bool sandbox = false;
    std::string watchedBy; ///< empty: this computer; else the server's name
    TeamBoard all; ///< equals the sum of `unallocated` and `teams`
    TeamBoard unallocated;
    std::vector<UnallocatedPart> unallocatedParts; ///< largest first; adds up to what `unallocated` spent
    std::vector<TeamBoard> teams;
    std::vector<DayCost> costs; ///< of the period, by day; what counts of them adds up to what `all` spent
    std::vector<BudgetState> budgets; ///< all in force, of whatever scope and period; the organisation's first
    std::vector<SourceView> sources;
    std::int64_t unpricedRequests = 0; ///< calls of a model without a price: not in any sum
    std::uintmax_t historyBytes = 0; ///< on disk
    std::optional<Progress> allocation; ///< days that changed rules have given to teams anew; empty: none wait
    std::optional<Error> historyFault {}; ///< why the history, or prices, can't be read: no figure of this board is known
    [[nodiscard]] bool lacksPrices() const
    {
        const auto is = [this](ErrorCode code) { return historyFault && historyFault->code == code; };
        return is(ErrorCode::badConfig) || is(ErrorCode::badDocument) || is(ErrorCode::fileUnreadable);
    }
    bool operator==(const Board&) const = default;
};

} // namespace fuseboard
