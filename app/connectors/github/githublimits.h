// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

/// What GitHub keeps as budgets, and as shares of the pool of AI credits (`contracts/PROVIDERS.md` 3.2, 3.3). Only read here: a
/// person's budget of 0 during a freeze is told as any other.
namespace fuseboard::github {

inline constexpr auto budgetsList = "budgets";
inline constexpr auto poolsList = "cost_center_pools"; ///< of an enterprise

inline constexpr std::string_view knownOfBudgets =
    "budgets(id budget_type budget_amount prevent_further_usage budget_scope budget_entity_name user consumed_amount"
    " budget_product_sku budget_alerting expires_at) user effective_budget has_next_page total_count";

/// Those of AI, as far as one can tell; what else there is is no more shown than its bill.
Result<UsagePage> parseBudgets(const UsageTask& task, std::string_view body);
/// Of cost centres that draw on the pool.
Result<UsagePage> parsePools(std::string_view body);

} // namespace fuseboard::github
