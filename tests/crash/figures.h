// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <random>
#include <string>
#include <vector>

namespace fuseboard::test {

#ifdef FUSEBOARD_BENCHMARK
inline constexpr bool isBenchmark = true;
#else
inline constexpr bool isBenchmark = false;
#endif

/// A sanitizer takes memory of its own, and keeps for a while what was given back.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool isSanitized = true;
#else
inline constexpr bool isSanitized = false;
#endif
/// The one for threads also takes some ten times as long for all that is done.
#ifdef __SANITIZE_THREAD__
inline constexpr bool isTimed = false;
#else
inline constexpr bool isTimed = true;
#endif

/// How often something is tried: fewer times in `./dev test` than under `./dev bench`.
constexpr int times(int inTest, int inBenchmark) { return isBenchmark ? inBenchmark : inTest; }

/// What a run has measured against its goal, the most allowed.
struct Figure {
    std::string name;
    double value = 0, atMost = 0;
};
/// Fails the test where it is over its goal; of what must never be, under the sanitizer for threads too. A benchmark prints all
/// of them last.
void figure(const std::string& name, double value, double atMost);
const std::vector<Figure>& figures();

/// From FUSEBOARD_SEED or always the same; printed, so that a failure can be tried again.
std::mt19937 seeded(unsigned usual);

double percentile99(std::vector<double> values);

class Stopwatch {
public:
    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

} // namespace fuseboard::test
