// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/organisation.h"
#include "store/poll.h"

namespace fuseboard::bench {

/// 50 teams that use 20 models through two keys each: 2,000 series, each with a row an hour.
inline constexpr std::int64_t teams = 50, models = 20, keysPerTeam = 2, seriesCount = teams * models * keysPerTeam;
inline constexpr std::int64_t hoursPerBatch = 5;
inline constexpr std::int64_t batchRows = hoursPerBatch * seriesCount; ///< 10,000

Instant firstHour();
Organisation organisation(); ///< allocates each project to its team

/// The n-th batch of hours. `statement`: the how-manieth time the provider says it; each says something else.
Poll batch(std::int64_t n, std::int64_t statement);

} // namespace fuseboard::bench
