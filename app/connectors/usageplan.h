// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

#include <map>
#include <set>

namespace fuseboard {

/// What a source with lists has read, as its cursor says it.
struct PollCursor {
    std::map<Ledger, Instant> read; ///< when each ledger was last read
    std::optional<Instant> month; ///< when all since the first of the previous month was last read
    std::optional<Backfill> past;

    /// Text that is none starts at the beginning.
    static PollCursor parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    bool operator==(const PollCursor&) const = default;
};

struct UsagePlan {
    PollCursor before; ///< that it goes on from
    std::vector<UsageTask> tasks;
    std::vector<Reread> rereads; ///< what the tasks read completely
    PollCursor after; ///< once all of them are stored
    std::optional<Instant> completeUpTo; ///< then
    bool isPast = false; ///< a part of the back-fill
    bool operator==(const UsagePlan&) const = default;
};

/// What a poll reads: of each ledger that is due everything since 72 hours before it was last read, and once a UTC day
/// since the first of the previous month, as the first poll does (SAFETY HI5); less of a log. The first also begins the
/// back-fill, as does the first that reads a ledger which was refused until then.
UsagePlan planPoll(const UsageRules& rules, const PollCursor& cursor, Instant now, std::chrono::seconds interval);

/// Of a plan without what was refused of these ledgers: nothing of them is withdrawn, and they count as read up to where
/// they were before, so that what is missing is asked for once it may be read.
void leaveUnread(UsagePlan& plan, const UsageRules& rules, const std::set<Ledger>& ledgers);

/// Of a plan without the withdrawal of what a ledger had in a period.
void keepPeriod(UsagePlan& plan, Ledger ledger, Period period);

/// What stands beside the figures: names, limits, or both; a list that tells both is read once.
UsagePlan planBeside(const UsageRules& rules, const PollCursor& cursor, bool names, bool limits);

/// The next part of the back-fill, of all ledgers. Only for a cursor whose back-fill has one.
UsagePlan planPast(const UsageRules& rules, const PollCursor& cursor);

} // namespace fuseboard
