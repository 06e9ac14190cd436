// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/metrics.h"

#include <prometheus/text_serializer.h>

namespace fuseboard::gateway {

Metrics::Metrics()
    : m_registry(std::make_shared<prometheus::Registry>())
    , m_calls(prometheus::BuildCounter().Name("fuseboard_calls_total").Help("Settled calls").Register(*m_registry))
    , m_refusals(prometheus::BuildCounter().Name("fuseboard_refusals_total").Help("Refused calls").Register(*m_registry))
    , m_tokens(prometheus::BuildCounter().Name("fuseboard_tokens_total").Help("Tokens of settled calls").Register(*m_registry))
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

std::string Metrics::text(std::size_t inFlight)
{
    m_inFlight.Set(static_cast<double>(inFlight));
    return prometheus::TextSerializer().Serialize(m_registry->Collect());
}

} // namespace fuseboard::gateway
