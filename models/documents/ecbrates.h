// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/exchangerates.h"

#include <vector>

namespace fuseboard {

/// The daily rates against the euro as the European Central Bank publishes them (`eurofxref-hist.csv`): a header
/// `Date,USD,JPY,…`, then a line a day, the newest first, `N/A` where a currency had no rate. Strict: the first line that is
/// otherwise is named, as a line of `name`, and nothing is read.
Result<std::vector<ExchangeRate>> parseEcbRates(std::string_view text, const std::string& name);

} // namespace fuseboard
