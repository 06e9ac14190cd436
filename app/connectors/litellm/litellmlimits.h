// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/jsonreader.h"
#include "domain/providerlimit.h"

/// What a LiteLLM proxy keeps as budgets (`contracts/GATEWAYS.md` 1.4, 1.5, 1.8): US dollars, spent since the budget's window
/// began.
namespace fuseboard::litellm {

/// The budgets of a row, whose they are as `holder` says: its own, one that only warns, and further windows. None where it has
/// no limit.
void addLimits(json::Object& row, const ProviderLimit& holder, const json::Place& place, std::vector<ProviderLimit>& limits);

} // namespace fuseboard::litellm
