// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <chrono>
#include <string>
#include <string_view>

namespace fuseboard {

/// A point in time: UTC, microseconds. Ledgers and people use it; intervals use SteadyTime.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;
/// For breakers and time-outs; a jump of the wall clock does not move it.
using SteadyTime = std::chrono::steady_clock::time_point;

/// RFC 3339 with `Z`, and as many fraction digits as are not zero: `2026-11-23T10:15:00Z`.
std::string toText(Instant at);
/// Accepts RFC 3339 with `Z` or a numeric offset, and up to nine fraction digits (below microseconds cut off).
Result<Instant> parseInstant(std::string_view text);

inline Instant fromUnixSeconds(std::int64_t seconds) { return Instant(std::chrono::seconds(seconds)); }
inline std::int64_t toUnixSeconds(Instant at)
{
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}
/// The first instant of the UTC day.
inline Instant dayOf(Instant at) { return std::chrono::floor<std::chrono::days>(at); }

/// Tells what time it is. Only `app/` has the system's; tests move one by hand.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] virtual SteadyTime steady() const = 0;
};

} // namespace fuseboard
