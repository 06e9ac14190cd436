// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite.h"

#include <functional>
#include <span>
#include <string_view>

namespace fuseboard {

/// `PRAGMA application_id` of a history: "FBhi".
inline constexpr std::int64_t historyApplicationId = 0x46426869;

/// The steps of `resources/sql/history`, in order; applying the first n makes schema version n.
std::span<const std::string_view> historyMigrations();

/// Refuses what is not a history of ours (`historyDamaged`) or was written by a newer program (`historyNewer`), reading
/// only.
void checkSchema(sqlite::Database& database, std::span<const std::string_view> migrations);

/// Brings the schema up to date; each step and its version are one transaction. A file that already has a version is
/// first copied, whole and checked, to `FILE.before-N` beside it (SAFETY HI8). `finish` does in the last step's transaction
/// what SQL can't.
void migrate(
    sqlite::Database& database, std::span<const std::string_view> migrations, const std::function<void()>& finish = {});

} // namespace fuseboard
