// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/runningcall.h"
#include "support/madeupboard.h"

/// Calls that run at three places of the made-up company: one gateway tells, one is silent, a proxy never tells.
namespace fuseboard::sample {

inline RunningCall runningCall(const char* id, int secondsAgo, const char* agent, const char* model, std::int64_t tokens)
{
    return {.id = id,
        .team = "team-payments",
        .person = {},
        .agent = agent,
        .key = {},
        .session = {},
        .model = model,
        .since = madeup::now() - std::chrono::seconds(secondsAgo),
        .tokens = tokens,
        .cost = Money {tokens * 25'000, Currency::usd()},
        .reserved = Money {1'600'000'000, Currency::usd()}};
}

inline PlaceCalls gatewayCalls()
{
    PlaceCalls out {.place = "gateway", .name = "Gateway", .cuts = true, .calls = {}, .at = madeup::now(), .error = {}};
    out.calls = {runningCall("c1", 754, "checkout-agent", "claude-opus-5", 48'210),
        runningCall("c2", 42, "fraud-review", "gpt-5.6", 2'904), runningCall("c3", 8, "", "claude-haiku-4-5", 310),
        runningCall("c4", 3, "", "gpt-5.6", 0)};
    out.calls[0].session = "3f0c7a1e-6b0b-4a63";
    out.calls[2].person = "J. Ortiz";
    out.calls[2].key = "laptop";
    out.calls[3].key = "ledger-batch";
    return out;
}

inline PlaceCalls proxyCalls()
{
    return {.place = "haproxy", .name = "HAProxy", .tells = false, .calls = {}, .at = {}, .error = {}};
}

inline RunningCalls runningCalls(const Scope& scope = madeup::payments()) { return {scope, {gatewayCalls(), proxyCalls()}}; }

/// The second gateway has told 12 s ago, and does not answer now.
inline RunningCalls partlySilentCalls(const Scope& scope = madeup::payments())
{
    PlaceCalls berlin {.place = "berlin",
        .name = "Gateway Berlin",
        .cuts = true,
        .calls = {runningCall("b1", 91, "invoice-reader", "gpt-5.6", 7'120)},
        .at = madeup::now() - std::chrono::seconds(12),
        .error = Error {ErrorCode::timedOut, "Gateway Berlin", {}}};
    return {scope, {gatewayCalls(), berlin, proxyCalls()}};
}

} // namespace fuseboard::sample
