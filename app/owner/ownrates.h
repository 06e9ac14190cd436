// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pricebook.h"

namespace fuseboard {

/// `config/prices.toml`: what was agreed with providers. Each `[[rate]]` has `discount` (whole percent off the list) or prices
/// as decimal texts per million tokens (`input`, `output`, `cacheRead`, `cacheWrite5m`, `cacheWrite1h`, `reasoning`, in
/// `currency`), and where it holds: `account`, `model`, `from`, `until` (days; the last one exclusive). Any fault is a
/// `badConfig` with file and line.
Result<std::vector<OwnRate>> parseOwnRates(std::string_view toml, const std::string& fileName);

} // namespace fuseboard
