// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/desk.h"
#include "store/sqlite.h"

#include <filesystem>

namespace fuseboard::gateway {

/// What a ledger's calls cost, by the scopes that are asked for, in one pass over them: a hundred budgets take as long as
/// one. Throws as SQLite code does.
std::vector<ScopeSpending> scanSpending(const sqlite::Database& ledger, const SpendingQuestion& question);
/// The same beside whoever writes the file, so that no call waits for it.
Result<std::vector<ScopeSpending>> readSpending(const std::filesystem::path& ledger, const SpendingQuestion& question);

} // namespace fuseboard::gateway
