// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

#include <array>
#include <cstdint>

namespace fuseboard {

/// What was spent within the last five minutes, in steps of ten seconds. As large with a million calls as with none.
class SpendWindow {
public:
    static constexpr std::chrono::seconds length {300};

    struct Sum {
        std::int64_t nano = 0, calls = 0;
    };
    [[nodiscard]] Sum sum(SteadyTime now) const;
    /// One call's cost. What was longer ago than the window counts for nothing.
    void add(std::int64_t nano, SteadyTime at);

private:
    struct Step {
        std::int64_t number = -1; ///< since the clock's start; -1: none
        Sum sum;
    };
    std::array<Step, 30> m_steps;
};

} // namespace fuseboard
