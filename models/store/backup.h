// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "store/damage.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace fuseboard {

class History;

/// Every day and what belongs to none, day by day: one moment's view of the file is never held for long.
Result<std::vector<Damage>> checkWhole(const History& history);

/// Copies a history as it is at one moment, whoever writes meanwhile, and looks the copy through row by row and its audit log
/// link by link; only a sound one gets the target's name. The target must not exist. Answers with its size in bytes.
/// Once stop is requested it ends within a fraction of a second, with an error, and leaves nothing.
Result<std::uintmax_t> backUpHistory(
    const std::filesystem::path& file, const std::filesystem::path& target, const std::stop_token& stop = {});

} // namespace fuseboard
