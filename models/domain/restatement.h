// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/money.h"
#include "domain/instant.h"
#include "domain/team.h"

namespace fuseboard {

/// Providers settle a day's cost within hours; until then the ledger that has seen most counts, and
/// changes are no restatements. The delay itself is undocumented (`contracts/PROVIDERS.md` 1.6).
inline constexpr std::chrono::hours costSettlesAfter {6};

/// A source changed what a team spent on a UTC day after it had told the day completely.
struct Restatement {
    Instant day; ///< start of the UTC day
    TeamId team; ///< empty: unallocated
    Instant at; ///< when the source said so
    Money change; ///< by how much the day's spending became more, in its own currency
    bool operator==(const Restatement&) const = default;
};

/// A day as a chart marks it: what it was when it was first complete, and what it is.
struct RestatedDay {
    Instant day; ///< the date that the business zone gives the noon of the UTC day, as midnight UTC
    std::int64_t beforeNano = 0, nowNano = 0;
    Instant at; ///< of the last change
    bool operator==(const RestatedDay&) const = default;
};

} // namespace fuseboard
