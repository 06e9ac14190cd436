// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fuzz/target.h"

#include <chrono>

namespace fuseboard::test {

struct Fuzzed {
    std::size_t inputs = 0, accepted = 0;
    std::size_t kinds = 0; ///< ways in which inputs were read
    double seconds = 0;
    double slowestMs = 0; ///< of one input, the fastest of three times: others use the machine too
    std::vector<std::string> findings; ///< the first of each fault, with its input as C++ would write it
};

/// The corpus, then changed inputs until one of both bounds is reached. An input that ends the process or does not come back
/// in ten seconds is told on standard error, and the process ends.
Fuzzed fuzz(const FuzzTarget& target, unsigned seed, std::size_t most, std::chrono::seconds longest);

} // namespace fuseboard::test
