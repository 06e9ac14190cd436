// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"
#include "domain/providerlimit.h"
#include "domain/untold.h"
#include "domain/usagerow.h"

#include <optional>
#include <set>
#include <vector>

namespace fuseboard {

/// Buckets of a ledger starting in this period were read completely: one kept but not in the poll has been withdrawn.
struct Reread {
    Ledger ledger = Ledger::providerUsage;
    Period period;
    /// Not all of the ledger was: only what the poll tells in buckets of another width takes the place of what was kept.
    bool inPart = false;
    /// Of what is read in part, the lists that were read whole: a row whose line item is a list's name, or begins with it and
    /// a comma, is withdrawn where the poll does not tell it.
    std::set<std::string> lists {};
    bool operator==(const Reread&) const = default;
};

/// What one poll of one source found: applied whole or not at all, with the cursor, in one transaction.
struct Poll {
    std::string source;
    std::string account; ///< whose costs the source tells; empty for gateways. `completeUpTo` settles its days
    std::vector<UsageRow> rows; ///< replace rows of the same key; the higher `seq` wins among calls
    std::vector<Reread> rereads;
    std::string cursor; ///< to go on from; opaque
    Instant at; ///< when the answer came
    std::optional<Instant> completeUpTo; ///< empty: as before
    bool past = false; ///< a part of the past that is read for the first time: nothing in it is restated
    UntoldDays untold {}; ///< of what it read, what was not told; `wasTold` is for the history to say
    std::vector<LimitList> limits {}; ///< that were asked for; `at` is when. No money of theirs is spent
    bool operator==(const Poll&) const = default;
};

/// What a poll changed.
struct Applied {
    std::set<Instant> days; ///< UTC days with a row that is new, replaced or withdrawn, or whose cost is settled now
    std::int64_t added = 0;
    std::int64_t replaced = 0;
    std::int64_t restated = 0; ///< of the replaced, those whose bucket was over when it was last read
    std::int64_t withdrawn = 0;
    std::int64_t late = 0; ///< of a time whose rows have been made coarser already: not taken

    Applied& operator+=(const Applied& other)
    {
        days.insert(other.days.begin(), other.days.end());
        added += other.added;
        replaced += other.replaced;
        restated += other.restated;
        withdrawn += other.withdrawn;
        late += other.late;
        return *this;
    }
    bool operator==(const Applied&) const = default;
};

/// Where a source stands.
struct SourceState {
    std::string cursor; ///< empty before the first poll
    std::optional<Instant> answeredAt;
    std::optional<Instant> completeUpTo;
    std::int64_t toldRows = 0; ///< without those it has withdrawn
    UntoldDays untold {};
    bool operator==(const SourceState&) const = default;
};

} // namespace fuseboard
