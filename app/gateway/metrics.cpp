// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/metrics.h"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <iterator>

namespace fuseboard::gateway {

Metrics::Metrics()
    : m_registry(std::make_shared<prometheus::Registry>())
    , m_calls(prometheus::BuildCounter().Name("fuseboard_calls_total").Help("Settled calls").Register(*m_registry))
    , m_refusals(prometheus::BuildCounter().Name("fuseboard_refusals_total").Help("Refused calls").Register(*m_registry))
    , m_tokens(prometheus::BuildCounter().Name("fuseboard_tokens_total").Help("Tokens of settled calls").Register(*m_registry))
    , m_shadowCalls(prometheus::BuildCounter()
              .Name("fuseboard_shadow_calls_total")
              .Help("Calls that were priced by another tier too; price only, quality not measured")
              .Register(*m_registry))
    , m_shadowNano(prometheus::BuildCounter()
              .Name("fuseboard_shadow_nano_total")
              .Help("What those calls cost and would have cost, in nano-units of the currency")
              .Register(*m_registry))
    , m_promptTokens(m_tokens.Add({{"class", "prompt"}}))
    , m_outputTokens(m_tokens.Add({{"class", "output"}}))
    , m_inFlight(
          prometheus::BuildGauge().Name("fuseboard_calls_in_flight").Help("Calls in flight").Register(*m_registry).Add({}))
{
}

void Metrics::countCall(Api api, CallStatus status)
{
    std::atomic<prometheus::Counter*>& counter =
        m_callsBy.at(static_cast<std::size_t>(api)).at(static_cast<std::size_t>(status));
    if (!counter)
        counter = &m_calls.Add({{"route", toText(api)}, {"status", toText(status)}});
    counter.load()->Increment();
}

void Metrics::countRefusal(const std::string& kind) { m_refusals.Add({{"kind", kind}}).Increment(); }

void Metrics::countTokens(const TokenCounts& tokens)
{
    m_promptTokens.Increment(static_cast<double>(tokens.prompt()));
    m_outputTokens.Increment(static_cast<double>(tokens.output));
}

void Metrics::countShadow(const TierShadow& shadow, const ShadowCall& call)
{
    if (!call.shadowNano)
        return;
    const prometheus::Labels labels {{"tier", toText(call.tier)}, {"shadow", toText(shadow.tier)}};
    m_shadowCalls.Add(labels).Increment();
    for (const auto& [price, nano] : {std::pair("served", call.cost.nano), std::pair("shadow", *call.shadowNano)}) {
        prometheus::Labels priced = labels;
        priced.insert({{"price", price}, {"currency", call.cost.currency.text()}});
        m_shadowNano.Add(priced).Increment(static_cast<double>(nano));
    }
}

std::string Metrics::text(std::size_t inFlight)
{
    m_inFlight.Set(static_cast<double>(inFlight));
    auto families = m_registry->Collect();
    std::ranges::move(m_genAi.collect(), std::back_inserter(families));
    std::erase_if(families, [](const prometheus::MetricFamily& family) { return family.metric.empty(); });
    return prometheus::TextSerializer().Serialize(families);
}

} // namespace fuseboard::gateway
