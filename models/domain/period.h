// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

namespace fuseboard {

/// Half-open, [start, end), as in FOCUS.
struct Period {
    Instant start;
    Instant end;
    [[nodiscard]] bool contains(Instant at) const { return start <= at && at < end; }
    [[nodiscard]] std::chrono::microseconds length() const { return end - start; }
    bool operator==(const Period&) const = default;
};

} // namespace fuseboard
