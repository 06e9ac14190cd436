// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace fuseboard::gateway {

/// Appends the text without what changes by itself (times, durations, ids, numbers of tries), and without any number at all.
/// `2026-11-27T10:15:00Z attempt 3: 12 of 80 failed in 40 ms` is steady but for 12 and 80.
void steadyText(std::string_view text, std::string& steady, std::string& shape);

} // namespace fuseboard::gateway
