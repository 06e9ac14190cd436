// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/genaimetrics.h"

#include "gateway/distribution.h"

namespace fuseboard::gateway {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;

// The bounds that the conventions ask for.
constexpr std::array<double, 14> tokenBounds {
    1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864};
constexpr std::array<double, 14> durationBounds {
    0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92};
constexpr std::array<double, 16> firstTokenBounds {
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};
constexpr double millisecondsInASecond = 1000;
constexpr std::string_view otherModel = "_OTHER"; // as the conventions call what is too much to name

/// What the conventions call it.
std::string operationOf(Api api) { return api == Api::embeddings ? "embeddings" : "chat"; }

MetricFamily family(std::string name, std::string help)
{
    MetricFamily out;
    out.name = std::move(name);
    out.help = std::move(help);
    out.type = prometheus::MetricType::Histogram;
    return out;
}

} // namespace

/// Of one model at one API.
struct GenAiMetrics::Series {
    Api api;
    std::string model;
    Distribution input {tokenBounds}, output {tokenBounds};
    Distribution firstToken {firstTokenBounds, millisecondsInASecond};
    /// By CallStatus.
    std::array<Distribution, 3> duration {Distribution(durationBounds, millisecondsInASecond),
        Distribution(durationBounds, millisecondsInASecond), Distribution(durationBounds, millisecondsInASecond)};

    void addTo(MetricFamily& to, const Distribution& from, const ClientMetric::Label& further = {}) const
    {
        ClientMetric metric;
        metric.histogram = from.read();
        if (metric.histogram.sample_count == 0)
            return;
        metric.label = {{"gen_ai_operation_name", operationOf(api)}, {"gen_ai_provider_name", toText(dialectOf(api))},
            {"gen_ai_request_model", model}};
        if (!further.name.empty())
            metric.label.push_back(further);
        to.metric.push_back(std::move(metric));
    }
};

GenAiMetrics::GenAiMetrics() = default;
GenAiMetrics::~GenAiMetrics() = default;

GenAiMetrics::Series* GenAiMetrics::seriesOf(Api api, std::string_view model)
{
    if (api == Api::responses)
        api = Api::chat; // the conventions don't tell them apart
    const std::lock_guard lock(m_mutex);
    auto found = m_byModel.find(model);
    if (found == m_byModel.end() && (model.empty() || m_byModel.size() >= mostModels))
        found = m_byModel.find(model = otherModel);
    if (found == m_byModel.end())
        found = m_byModel.emplace(model, OfApis {}).first;
    Series*& series = found->second.at(static_cast<std::size_t>(api));
    if (!series) {
        const std::size_t at = m_count.load(std::memory_order_relaxed);
        series = (m_series.at(at) = std::make_unique<Series>(api, found->first)).get();
        m_count.store(at + 1, std::memory_order_release);
    }
    return series;
}

void GenAiMetrics::count(Api api, std::string_view model, const CallView& row, bool isStream)
{
    Series& series = *seriesOf(api, model);
    series.duration.at(static_cast<std::size_t>(row.status)).add(row.durationMs);
    if (isStream && row.firstByteMs)
        series.firstToken.add(*row.firstByteMs);
    if (row.tokens.total() == 0)
        return; // nobody knows of any
    series.input.add(row.tokens.prompt());
    series.output.add(row.tokens.output);
}

std::vector<MetricFamily> GenAiMetrics::collect() const
{
    MetricFamily tokens = family("gen_ai_client_token_usage", "Tokens of a settled call, of its input and its output");
    MetricFamily duration =
        family("gen_ai_client_operation_duration_seconds", "From a call's coming in to its end, in seconds");
    MetricFamily firstToken = family("gen_ai_server_time_to_first_token_seconds",
        "From a stream's request to the beginning of the provider's answer, in seconds");
    const std::size_t count = m_count.load(std::memory_order_acquire);
    for (std::size_t i = 0; i < count; ++i) {
        const Series& series = *m_series.at(i);
        series.addTo(tokens, series.input, {"gen_ai_token_type", "input"});
        series.addTo(tokens, series.output, {"gen_ai_token_type", "output"});
        series.addTo(firstToken, series.firstToken);
        for (const CallStatus status : {CallStatus::completed, CallStatus::failed, CallStatus::cut}) {
            const ClientMetric::Label error {status == CallStatus::completed ? "" : "error_type", toText(status)};
            series.addTo(duration, series.duration.at(static_cast<std::size_t>(status)), error);
        }
    }
    return {std::move(tokens), std::move(duration), std::move(firstToken)};
}

} // namespace fuseboard::gateway
