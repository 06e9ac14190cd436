// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <prometheus/client_metric.h>

#include <array>
#include <atomic>
#include <span>

namespace fuseboard::gateway {

/// A histogram that any thread may add to and read, without a lock.
class Distribution {
public:
    static constexpr std::size_t mostBounds = 16;

    /// Ascending, at most `mostBounds`, in the unit that is told; what is added is `scale` times finer. They must stay.
    explicit Distribution(std::span<const double> bounds, double scale = 1)
        : m_bounds(bounds)
        , m_scale(scale)
    {
    }

    void add(std::int64_t fine)
    {
        std::size_t bucket = 0;
        while (bucket < m_bounds.size() && static_cast<double>(fine) > m_bounds[bucket] * m_scale)
            ++bucket;
        m_counts.at(bucket).fetch_add(1, std::memory_order_relaxed);
        m_sum.fetch_add(fine, std::memory_order_relaxed);
    }

    [[nodiscard]] prometheus::ClientMetric::Histogram read() const
    {
        prometheus::ClientMetric::Histogram out;
        for (std::size_t i = 0; i <= m_bounds.size(); ++i) {
            out.sample_count += m_counts.at(i).load(std::memory_order_relaxed);
            if (i < m_bounds.size())
                out.bucket.push_back({out.sample_count, m_bounds[i]});
        }
        out.sample_sum = static_cast<double>(m_sum.load(std::memory_order_relaxed)) / m_scale;
        return out;
    }

private:
    std::span<const double> m_bounds;
    double m_scale;
    std::array<std::atomic<std::uint64_t>, mostBounds + 1> m_counts {};
    std::atomic<std::int64_t> m_sum = 0;
};

} // namespace fuseboard::gateway
