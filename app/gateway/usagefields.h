// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tokens.h"
#include "gateway/api.h"

#include <simdjson.h>

#include <optional>

namespace fuseboard::gateway {

/// What a provider has said of a call's tokens so far. Anthropic streams state input first and output at the end.
struct UsageFields {
    std::optional<std::int64_t> input, output;
    std::int64_t cached = 0, cacheWrite = 0, cacheWrite1h = 0, reasoning = 0;

    /// Takes over what the object states; what it leaves out stays.
    void merge(Api api, simdjson::dom::object usage);
    /// Whether both sides were stated.
    [[nodiscard]] bool isComplete() const { return input && output; }
    /// By disjoint class: OpenAI counts cached and cache-write tokens inside its input, Anthropic beside it.
    [[nodiscard]] TokenCounts counts(Dialect dialect) const;
};

} // namespace fuseboard::gateway
