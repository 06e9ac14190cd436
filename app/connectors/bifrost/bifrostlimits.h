// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/jsonreader.h"
#include "domain/providerlimit.h"

/// What a Bifrost gateway keeps as budgets (`contracts/GATEWAYS.md` 2): US dollars.
namespace fuseboard::bifrost {

/// The budgets of a virtual key, team or customer, whose they are as `holder` says: up to 1.4 one, later a list; of a key also
/// those of its providers.
void addLimits(json::Object& row, const ProviderLimit& holder, const json::Place& place, std::vector<ProviderLimit>& limits);

} // namespace fuseboard::bifrost
