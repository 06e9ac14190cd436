// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/spendrate/ratebreakers.h"
#include "store/sqlite.h"

#include <filesystem>
#include <stop_token>

namespace fuseboard::gateway {

/// What the organisation, teams and tokens usually spend in an hour: the median of the whole hours of the last week in which
/// they spent anything; of those with fewer than eight such hours nothing is known. Read beside whoever writes the file, and in
/// slices, so that what he writes need not be kept apart for long; once stop is requested it is ErrorCode::cutOff soon.
Result<std::map<Scope, std::int64_t>> readUsualHours(
    const std::filesystem::path& ledger, const Currency& currency, Instant now, const std::stop_token& stop = {});
/// What was spent within the window before.
Result<std::vector<EndedSpending>> readLateSpending(const std::filesystem::path& ledger, const Currency& currency, Instant now);

} // namespace fuseboard::gateway
