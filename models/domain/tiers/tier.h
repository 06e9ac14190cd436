// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace fuseboard {

/// What models are grouped by, the dearest first.
enum class Tier { premium, standard, economy, local };

const char* toText(Tier tier);
/// Empty: no tier is called so.
std::optional<Tier> parseTier(std::string_view text);

} // namespace fuseboard
