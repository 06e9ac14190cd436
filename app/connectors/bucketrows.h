// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/usagerow.h"

#include <vector>

namespace fuseboard {

/// The same bucket twice is one; two values for one bucket and dimensions contradict each other and are an error.
Result<std::vector<UsageRow>> withoutRepeats(std::vector<UsageRow> rows);

} // namespace fuseboard
