// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "store/damage.h"

#include <filesystem>
#include <vector>

namespace fuseboard {

class History;

/// Every day and what belongs to none, day by day: one moment's view of the file is never held for long.
Result<std::vector<Damage>> checkWhole(const History& history);

/// Copies a history as it is at one moment, whoever writes meanwhile, and looks the copy through row by row and its audit log
/// link by link; only a sound one gets the target's name. The target must not exist. Answers with its size in bytes.
Result<std::uintmax_t> backUpHistory(const std::filesystem::path& file, const std::filesystem::path& target);

} // namespace fuseboard
