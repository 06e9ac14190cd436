// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/provider/usagequery.h"

namespace fuseboard::sandbox {

/// How an amount of the costs endpoint is written: the specification says number, live answers carried strings.
enum class AmountStyle { text, number, mixed };

/// One page as the provider answers it. The first bucket begins at the very `start_time` asked for, not at its
/// boundary, as live answers were seen to (`contracts/PROVIDERS.md` 1.1).
std::string usagePage(const UsageQuery& query, const UsageFacts& facts, AmountStyle style = AmountStyle::text);

/// 1234567890 → "1.23456789"
std::string dollarsOf(std::int64_t nano);

} // namespace fuseboard::sandbox
