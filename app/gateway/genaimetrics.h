// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/api.h"
#include "gateway/ledger/callrow.h"

#include <prometheus/metric_family.h>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace fuseboard::gateway {

/// Tokens and durations of calls under the names of the OpenTelemetry conventions for generative AI, as Prometheus spells
/// them. In any thread.
class GenAiMetrics {
public:
    GenAiMetrics();
    ~GenAiMetrics();
    GenAiMetrics(const GenAiMetrics&) = delete;
    GenAiMetrics& operator=(const GenAiMetrics&) = delete;

    /// A settled call. `model`: one of few; empty, and what is more than a few hundred, goes as `_OTHER`.
    void count(Api api, std::string_view model, const CallView& row, bool isStream);
    [[nodiscard]] std::vector<prometheus::MetricFamily> collect() const;

private:
    struct Series;
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view> {}(text); }
    };
    using OfApis = std::array<Series*, 5>;

    Series* seriesOf(Api api, std::string_view model);

    static constexpr std::size_t mostModels = 200;
    std::mutex m_mutex; ///< of what is not yet in `m_count`
    std::unordered_map<std::string, OfApis, Hash, std::equal_to<>> m_byModel;
    std::array<std::unique_ptr<Series>, (mostModels + 1) * std::tuple_size_v<OfApis>>
        m_series; ///< the first `m_count` stay as they are
    std::atomic<std::size_t> m_count = 0;
};

} // namespace fuseboard::gateway
