// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/retry.h"
#include "connectors/usagesource.h"

namespace fuseboard {

/// When to poll a source again: on its interval; sooner after a failure that may pass, where the source has not used up
/// its tries itself; as late as the source asks for; and no more after three refusals of the key.
class Backoff {
public:
    Backoff(std::chrono::milliseconds interval, std::uint64_t seed);

    [[nodiscard]] std::chrono::milliseconds afterSuccess();
    /// Empty: not again by itself.
    [[nodiscard]] std::optional<std::chrono::milliseconds> afterFailure(const UsageFailure& failure);

private:
    std::chrono::milliseconds m_interval;
    Retry m_retry;
    int m_failures = 0; ///< in a row
    int m_refusals = 0; ///< of the key, in a row
};

} // namespace fuseboard
