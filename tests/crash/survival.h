// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crash/writer.h"

#include <filesystem>
#include <random>

namespace fuseboard::test {

/// Lets work go on in a process of its own until it has acknowledged so many acts and a moment more; then breaks it.
using Break = std::function<Ending(
    const std::function<void(const Acknowledge&)>& work, std::size_t acts, std::chrono::microseconds more)>;

/// What is left of histories whose writer is broken again and again while it polls and audits.
struct Survived {
    std::int64_t acknowledged = 0, lost = 0;
    int spoilt = 0; ///< cycles after which rows, sums or the audit log were wrong; what was wrong is a failed expectation
    std::vector<double> readySeconds; ///< to open and answer a first question
};

/// The history's directory is its own: a new one is made in it every few cycles.
Survived survive(int cycles, const std::filesystem::path& file, const Break& breakIt, std::mt19937& random);

} // namespace fuseboard::test
