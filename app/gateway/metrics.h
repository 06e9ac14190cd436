// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <memory>
#include <string>

namespace fuseboard::gateway {

/// Counts for Prometheus: no names, no keys, no money.
class Metrics {
public:
    Metrics();
    void countCall(const std::string& route, const std::string& status);
    void countRefusal(const std::string& kind);
    void countTokens(const std::string& tokenClass, std::int64_t count);
    /// The text format, with the calls in flight as of now.
    [[nodiscard]] std::string text(std::size_t inFlight);

private:
    std::shared_ptr<prometheus::Registry> m_registry;
    prometheus::Family<prometheus::Counter>& m_calls;
    prometheus::Family<prometheus::Counter>& m_refusals;
    prometheus::Family<prometheus::Counter>& m_tokens;
    prometheus::Gauge& m_inFlight;
};

} // namespace fuseboard::gateway
