// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fuseboard::json {

/// The path of the first number that is larger than a number can be, as in `$.data[3].amount`. The text is JSON up to
/// there, and whatever after it; none where there is no such number.
std::optional<std::string> placeOfHugeNumber(std::string_view text);

} // namespace fuseboard::json
