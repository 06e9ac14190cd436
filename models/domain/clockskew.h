// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace fuseboard {

/// Whether a clock that differs by so much is worth a warning (SAFETY HI6).
constexpr bool isClockOff(std::chrono::seconds skew)
{
    constexpr std::chrono::seconds tolerated {5};
    return skew > tolerated || skew < -tolerated;
}

} // namespace fuseboard
