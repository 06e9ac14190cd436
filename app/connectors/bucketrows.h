// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/usagerow.h"

#include <vector>

namespace fuseboard {

/// Of one bucket, as one page tells it from `first` on, rows that nothing we keep sets apart are parts of it, to be added up:
/// they get a `recordId` by their place. The same page told again has the same parts.
void markParts(std::vector<UsageRow>& rows, std::size_t first);

/// The same bucket twice is one; two values for one bucket and dimensions contradict each other and are an error.
Result<std::vector<UsageRow>> withoutRepeats(std::vector<UsageRow> rows);

/// Calls and parts of buckets as buckets, in any order: of a call that is told twice (`recordId`) the later word counts, then
/// rows of one bucket and the same dimensions are added. A sum with a cost that is not known is not known.
Result<std::vector<UsageRow>> addedUp(std::vector<UsageRow> rows);
/// Rows of buckets that have a `recordId` are parts of their bucket (single events, or what is told once more in finer
/// parts and taken off the whole): they are added up, and what comes out has no `recordId`. Takes what `withoutRepeats`
/// gives, which sees to it that no part counts twice. A part without cost leaves the bucket without.
Result<std::vector<UsageRow>> addUpParts(std::vector<UsageRow> rows);

} // namespace fuseboard
