// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

#include <cstdint>
#include <optional>
#include <utility>

namespace fuseboard::gateway {

/// Something that goes wrong for many calls at a time, of which the log tells the beginning and the end; one that comes back
/// within a minute is told only once that is over, so that whatever flaps fills no disk.
class Episode {
public:
    /// Whether its beginning is to be told.
    bool happened(SteadyTime now)
    {
        ++m_times;
        if (m_isTold || (m_toldAt && now - *m_toldAt < quietTime))
            return false;
        m_isTold = true;
        m_toldAt = now;
        return true;
    }
    /// How often it happened, where its end is to be told.
    std::optional<std::int64_t> ended()
    {
        const std::int64_t times = std::exchange(m_times, 0);
        return std::exchange(m_isTold, false) ? std::optional(times) : std::nullopt;
    }

private:
    static constexpr auto quietTime = std::chrono::minutes(1);
    std::int64_t m_times = 0;
    bool m_isTold = false;
    std::optional<SteadyTime> m_toldAt;
};

} // namespace fuseboard::gateway
