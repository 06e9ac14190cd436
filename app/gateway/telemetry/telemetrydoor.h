// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/config.h"
#include "gateway/telemetry/telemetrykeeper.h"
#include "http/exchange.h"

namespace fuseboard::gateway {

/// The door for what tools tell of themselves: OTLP over HTTP, in JSON. Says 200 only when it is on disk. Nothing of a body
/// is logged, and of its events only counts, cost, model and identity are kept.
class TelemetryDoor {
public:
    TelemetryDoor(const TelemetryConfig& config, TelemetryKeeper& keeper);
    http::Async<void> answer(http::Exchange& exchange);

private:
    struct Refusal;
    [[nodiscard]] std::optional<Refusal> judge(const http::Exchange& exchange);
    /// Seconds to wait; 0: this request may come in.
    [[nodiscard]] int tooFast(SteadyTime now);
    http::Async<std::expected<TelemetryBatch, Refusal>> take(http::Exchange& exchange, bool areLogs);
    static http::Async<void> refuse(http::Exchange& exchange, const Refusal& refusal);

    const TelemetryConfig& m_config;
    TelemetryKeeper& m_keeper;
    double m_allowance; ///< requests that may come at once
    SteadyTime m_counted;
    int m_underWay = 0;
};

} // namespace fuseboard::gateway
