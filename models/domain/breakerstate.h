// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fuseboard {

enum class BreakerState { closed, warning, throttled, downgraded, open, halfOpen };

/// `warn`, as a gateway's admin door has it.
std::string toText(BreakerState state);
/// Empty: no state that is known here.
std::optional<BreakerState> parseBreakerState(std::string_view text);

} // namespace fuseboard
