// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/jsonreader.h"
#include "connectors/usagelist.h"

/// Who is who at a Bifrost gateway (`contracts/GATEWAYS.md` 2). Virtual keys are known by their id; the list's `value`, which
/// is the key itself, is never read.
namespace fuseboard::bifrost {

inline constexpr auto keysList = "virtual-keys";
inline constexpr auto teamsList = "teams";
inline constexpr auto customersList = "customers";

/// What the contract names, as shapes of `KnownMembers`.
inline constexpr std::string_view knownOfNames =
    "virtual_keys(id name description value is_active team_id customer_id team customer provider_configs mcp_configs budget"
    " budgets rate_limit config_hash created_at updated_at) teams(id name customer_id customer virtual_keys budget budgets"
    " rate_limit) customers(id name teams virtual_keys budget budgets rate_limit) count total_count limit offset";

std::string namesPath(const UsageTask& task, const std::string& page);
/// A page of keys also tells whose they are: a team's, else a customer's; any page the budgets, where the task asks for limits.
Result<UsagePage> parseNames(const UsageTask& task, std::string_view body);

/// Items before the page that is asked for.
std::int64_t offsetOf(const std::string& page);
/// Whether a list goes on after a page of `count` items with `before` items before it. Versions that do not page give
/// everything at once, and no total.
bool hasMore(json::Object& root, std::int64_t before, std::int64_t count);
/// Whose a virtual key is: a team's, else a customer's; empty: nobody's.
std::string ownerOf(json::Object& key, const std::string& path);

} // namespace fuseboard::bifrost
