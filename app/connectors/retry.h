// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <chrono>
#include <optional>
#include <random>

namespace fuseboard {

/// Whether and when to ask again after a failure that may pass (SAFETY RQ3): at most four tries, waits with full jitter
/// from a ceiling that doubles, and retries only while they stay under a tenth of all that was asked. Decides; waits for
/// nothing.
class Retry {
public:
    /// `first` is the ceiling of the first wait, `longest` of any.
    Retry(std::chrono::milliseconds first, std::chrono::milliseconds longest, std::uint64_t seed);

    /// Something was answered: a tenth of a retry is earned.
    void succeeded();
    /// `failures` in a row, this one included; `asked` is what the other side asked for, which comes before the jitter.
    /// Empty: not again.
    [[nodiscard]] std::optional<std::chrono::milliseconds> wait(ErrorCode code, int failures, std::chrono::seconds asked);

private:
    std::chrono::milliseconds m_first, m_longest;
    std::mt19937_64 m_random;
    int m_budget; ///< tenths of a retry
};

/// Of one thing that is asked, the first try included.
inline constexpr int mostTries = 4;

} // namespace fuseboard
