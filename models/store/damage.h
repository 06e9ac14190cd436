// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

#include <optional>
#include <string>

namespace fuseboard {

/// Something in the history that does not fit.
struct Damage {
    std::optional<Instant> day; ///< the UTC day it touches, where it touches one
    std::string what; ///< for people, English
    bool operator==(const Damage&) const = default;
};

} // namespace fuseboard
