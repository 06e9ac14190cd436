// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagesource.h"

#include <random>

namespace fuseboard {

/// When to ask a source again (SAFETY RQ3): on its interval; after a failure that may pass, at most three more times with
/// full jitter while retries stay under a tenth of all polls; as late as the source asks for; and no more after three
/// refusals of the key.
class Backoff {
public:
    Backoff(std::chrono::milliseconds interval, std::uint64_t seed);

    [[nodiscard]] std::chrono::milliseconds afterSuccess();
    /// Empty: not again by itself.
    [[nodiscard]] std::optional<std::chrono::milliseconds> afterFailure(const UsageFailure& failure);

private:
    [[nodiscard]] bool mayRetry(ErrorCode code) const;

    std::chrono::milliseconds m_interval;
    std::mt19937_64 m_random;
    int m_failures = 0; ///< in a row
    int m_refusals = 0; ///< of the key, in a row
    int m_budget; ///< tenths of a retry
};

} // namespace fuseboard
