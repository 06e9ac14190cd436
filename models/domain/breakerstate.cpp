// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/breakerstate.h"

#include <algorithm>
#include <array>

namespace fuseboard {
namespace {

constexpr std::array<std::string_view, 6> names {"closed", "warn", "throttle", "downgrade", "open", "half-open"};

} // namespace

std::string toText(BreakerState state) { return std::string(names[static_cast<std::size_t>(state)]); }

std::optional<BreakerState> parseBreakerState(std::string_view text)
{
    const auto found = std::ranges::find(names, text);
    return found == names.end() ? std::nullopt : std::optional(static_cast<BreakerState>(found - names.begin()));
}

} // namespace fuseboard
