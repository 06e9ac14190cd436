// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <chrono>
#include <filesystem>

namespace fuseboard::sandbox {

/// What a provider remembers between starts, in DIR/provider.json: its past must not move.
struct ProviderState {
    std::uint64_t seed = 1;
    std::chrono::sys_days firstLiveDay; ///< UTC; the seeded past ends where it begins

    /// The state kept in the directory, or the fallback, which is then kept.
    static Result<ProviderState> open(const std::filesystem::path& directory, const ProviderState& fallback);
    bool operator==(const ProviderState&) const = default;
};

/// `2026-11-24`
std::string toText(std::chrono::sys_days day);
std::optional<std::chrono::sys_days> dayFrom(std::string_view text);

} // namespace fuseboard::sandbox
