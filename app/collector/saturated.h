// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/money.h"

#include <algorithm>
#include <limits>

namespace fuseboard {

/// A sum for the board: one that 64 bits can't hold stays at their end and never comes back from the other one.
constexpr std::int64_t saturated(Int128 sum)
{
    using Limits = std::numeric_limits<std::int64_t>;
    return static_cast<std::int64_t>(std::clamp<Int128>(sum, Limits::min(), Limits::max()));
}

} // namespace fuseboard
