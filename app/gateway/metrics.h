// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/api.h"
#include "gateway/ledger/callrow.h"
#include "gateway/genaimetrics.h"
#include "gateway/shadowbook.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <array>
#include <atomic>
#include <memory>
#include <string>

namespace fuseboard::gateway {

/// Counts for Prometheus: no names, no keys, and of money only what tiers would have cost.
class Metrics {
public:
    Metrics();
    void countCall(Api api, CallStatus status);
    void countRefusal(const std::string& kind);
    void countTokens(const TokenCounts& tokens);
    void countShadow(const TierShadow& shadow, const ShadowCall& call);
    /// The same call under the names of OpenTelemetry.
    void countModel(Api api, std::string_view model, const CallView& row, bool isStream)
    {
        m_genAi.count(api, model, row, isStream);
    }
    /// The text format, with the calls in flight as of now.
    [[nodiscard]] std::string text(std::size_t inFlight);

private:
    std::shared_ptr<prometheus::Registry> m_registry;
    prometheus::Family<prometheus::Counter>& m_calls;
    prometheus::Family<prometheus::Counter>& m_refusals;
    prometheus::Family<prometheus::Counter>& m_tokens;
    prometheus::Family<prometheus::Counter>& m_shadowCalls;
    prometheus::Family<prometheus::Counter>& m_shadowNano;
    prometheus::Counter &m_promptTokens, &m_outputTokens;
    prometheus::Gauge& m_inFlight;
    GenAiMetrics m_genAi;
    /// Of m_calls, each from the first such call on: finding one by its labels is dear.
    std::array<std::array<std::atomic<prometheus::Counter*>, 3>, 5> m_callsBy {};
};

} // namespace fuseboard::gateway
