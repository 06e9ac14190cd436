// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "freeze/leverfaults.h"

#include <chrono>
#include <string>

namespace fuseboard::test {

struct SimulatedTrial {
    std::string falsehood; ///< empty, or how *frozen* was claimed and was not so
    std::chrono::milliseconds longestClaim {0}; ///< that *frozen* outlived the truth
    bool isProvedInTheEnd = false; ///< the fault mended and the button pressed once more: as far as this lever can show
};

/// One press on a team at a place of that kind, beside up to two good gateways, in simulated time. When the press comes,
/// when the fault comes, how often it strikes and for how long: drawn by the seed. Needs a QCoreApplication.
SimulatedTrial simulatedTrial(LeverKind kind, LeverFault fault, unsigned seed);

} // namespace fuseboard::test
