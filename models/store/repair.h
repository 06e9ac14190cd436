// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/damage.h"
#include "domain/error.h"

#include <filesystem>
#include <vector>

namespace fuseboard {

/// What a repair could save.
struct Repaired {
    std::int64_t keptRows = 0; ///< of usage
    std::vector<Damage> lost; ///< what could not be read or did not fit its check; empty where nothing is missing
    bool operator==(const Repaired&) const = default;
};

/// Copies what is sound of a damaged history into a new file (SAFETY HI7): the damaged one is only read and stays as it is.
/// Sums and spending are made anew from the rows. Where rows are missing, sources are asked again from the beginning. Fails
/// where the target exists or nothing at all can be read.
Result<Repaired> repairHistory(const std::filesystem::path& damaged, const std::filesystem::path& target);

} // namespace fuseboard
