// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"
#include "domain/tokens.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fuseboard::gateway {

/// For so long copies are known again; what is older is not taken.
inline constexpr std::chrono::days telemetryRemembered {30};

/// Whose and what a reading is, as the tool says; nobody has checked it. A team is told by `tag`, for rules to match.
struct TelemetryDimensions {
    std::string account, person, project, agent, model, tag;
    bool operator==(const TelemetryDimensions&) const = default;
};

/// An answer of a model that a tool tells one by one.
struct CallReading {
    TokenCounts tokens;
    std::optional<std::int64_t> nano; ///< USD; empty: it names no cost
};

enum class CounterQuantity { input, output, cacheRead, cacheWrite, cost };

/// A point of a counter: what came since `start` (delta: of this point alone; cumulative: of the counter's life).
struct CounterReading {
    CounterQuantity quantity {};
    std::int64_t value = 0; ///< tokens, or nano-units of USD; never negative
    bool cumulative = false;
};

struct TelemetryReading {
    TelemetryDimensions who;
    Instant at;
    /// What it is known again by: a call, a delta point, or the life of a cumulative counter.
    std::string id;
    /// A session, or where none is told a person. Where a teller tells its calls, its counters count no more: they tell the
    /// same once again.
    std::string teller;
    std::string person; ///< the teller's person as a teller
    std::variant<CallReading, CounterReading> told;
};

/// What one request brings, and how much of it is not usable.
struct TelemetryBatch {
    std::vector<TelemetryReading> readings;
    std::int64_t rejected = 0;
    std::string why; ///< of the first rejected
};

} // namespace fuseboard::gateway
