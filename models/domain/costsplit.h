// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/usagerow.h"

#include <vector>

namespace fuseboard {

/// Providers report cost by day without a person, and usage by the hour with one (`contracts/PROVIDERS.md` 1.2). Each cost
/// row whose line item names a model ("gpt-5.6, input") is split over the priced usage rows of the same project, key and
/// model, in proportion to their price, so that it gets hours and people; the parts add up to it exactly. All other rows
/// stay as they are. The rows are those of one account and UTC day.
std::vector<UsageRow> splitCosts(const std::vector<UsageRow>& rows);

} // namespace fuseboard
