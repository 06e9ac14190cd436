// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/usagefields.h"

namespace fuseboard::gateway {
namespace {

namespace dom = simdjson::dom;

/// Of one kind in one call: a thousand times more than any model takes. Above it a statement is no count, and sums of
/// counts and their prices could not be trusted.
constexpr std::int64_t mostTokens = 10'000'000'000;

std::optional<std::int64_t> count(dom::object object, std::string_view name)
{
    std::int64_t value = 0;
    if (object.at_key(name).get_int64().get(value) != simdjson::SUCCESS || value < 0 || value > mostTokens)
        return {};
    return value;
}

std::optional<dom::object> object(dom::object parent, std::string_view name)
{
    dom::object value;
    return parent.at_key(name).get_object().get(value) == simdjson::SUCCESS ? std::optional(value) : std::nullopt;
}

void take(std::int64_t& into, std::optional<std::int64_t> stated) { into = stated.value_or(into); }

} // namespace

void UsageFields::merge(Api api, dom::object usage)
{
    const bool promptNames = api == Api::chat || api == Api::embeddings;
    if (const auto stated = count(usage, promptNames ? "prompt_tokens" : "input_tokens"))
        input = stated;
    if (const auto stated = count(usage, promptNames ? "completion_tokens" : "output_tokens"))
        output = stated;
    else if (api == Api::embeddings && input)
        output = 0; // an embedding produces none, and its usage has no field for them
    if (api == Api::messages) {
        take(cached, count(usage, "cache_read_input_tokens"));
        take(cacheWrite, count(usage, "cache_creation_input_tokens"));
        // The parts replace the sum; without them all is written for 5 minutes (PROVIDERS 6.1).
        if (const auto parts = object(usage, "cache_creation")) {
            take(cacheWrite1h, count(*parts, "ephemeral_1h_input_tokens"));
            if (const auto fiveMinutes = count(*parts, "ephemeral_5m_input_tokens"))
                cacheWrite = *fiveMinutes;
        }
        if (const auto details = object(usage, "output_tokens_details"))
            take(reasoning, count(*details, "thinking_tokens"));
        return;
    }
    if (const auto details = object(usage, promptNames ? "prompt_tokens_details" : "input_tokens_details")) {
        take(cached, count(*details, "cached_tokens"));
        take(cacheWrite, count(*details, "cache_write_tokens"));
    }
    if (const auto details = object(usage, promptNames ? "completion_tokens_details" : "output_tokens_details"))
        take(reasoning, count(*details, "reasoning_tokens"));
}

TokenCounts UsageFields::counts(Dialect dialect) const
{
    if (dialect == Dialect::openai)
        return fromInclusiveInput(input.value_or(0), cached, cacheWrite, output.value_or(0), reasoning);
    return {.input = input.value_or(0),
        .cacheRead = cached,
        .cacheWrite5m = cacheWrite,
        .cacheWrite1h = cacheWrite1h,
        .output = output.value_or(0),
        .reasoning = reasoning};
}

} // namespace fuseboard::gateway
