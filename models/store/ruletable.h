// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/allocation.h"
#include "store/sqlite.h"

#include <string>
#include <vector>

namespace fuseboard {

/// `allocation_rule` is the rules in force, `rule_before` those that a cancelled job goes back to: of one shape.
std::vector<AllocationRule> readRules(sqlite::Database& database, const std::string& table);
void replaceRules(sqlite::Database& database, const std::string& table, const std::vector<AllocationRule>& rules);

/// "team-a:250000,team-b:750000", in millionths; empty where there are none.
std::string sharesText(const std::vector<TeamShare>& shares);

} // namespace fuseboard
