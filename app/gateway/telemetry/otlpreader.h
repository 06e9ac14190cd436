// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "gateway/telemetry/telemetryreading.h"

#include <string_view>

namespace fuseboard::gateway {

/// An OTLP request in JSON (`contracts/PROVIDERS.md` 6.4): what Claude Code and Codex tell of tokens and cost. Anything else
/// in it is passed over. A point or record that is of that kind and broken is rejected alone; a document that is no OTLP is
/// `badAnswer` with the path. `now`: what is older than 30 days or an hour ahead of it is rejected, since copies could not
/// be told from news.
Result<TelemetryBatch> readOtlpMetrics(std::string_view body, Instant now);
Result<TelemetryBatch> readOtlpLogs(std::string_view body, Instant now);

} // namespace fuseboard::gateway
