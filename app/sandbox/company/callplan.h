// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/company/keysfile.h"
#include "sandbox/company/trace.h"
#include "sandbox/dice.h"
#include "sandbox/invoice/meteredtokens.h"

#include <chrono>

namespace fuseboard::sandbox {

/// One call as it will be made.
struct PlannedCall {
    const Caller* caller = nullptr;
    std::chrono::microseconds gap {0}; ///< after the call before it
    Api api = Api::chat;
    std::string model;
    bool stream = false;
    MeteredTokens tokens;
    std::string trouble; ///< a hint's `fail`; empty: none
    int delayMilliseconds = 0, chunkMilliseconds = 0;
    std::string tool; ///< offered, and named in the history; empty: none
    int repeatedToolCalls = 0; ///< how often the history shows the same call
};

/// Which troubles callers ask for. Cut answers and untold usage leave the gateway estimating, so they are for tests.
enum class TroubleMix { none, errors, all };

/// The company's ordinary calls, one after the other: the same seed gives the same calls.
class CallPlan {
public:
    /// `trace` may be empty; else sizes and arrivals come from it, over and over.
    CallPlan(
        std::uint64_t seed, const std::vector<Caller>& callers, TroubleMix troubles, double rate, std::vector<TraceCall> trace);
    PlannedCall next();

    /// Calls per minute of the whole company at rate 1: a few hundred dollars a day.
    static constexpr int callsPerMinute = 20;

private:
    const Caller& pick();
    void fromTrace(PlannedCall& call);

    Dice m_dice;
    const std::vector<Caller>& m_callers;
    TroubleMix m_troubles;
    double m_rate;
    std::vector<TraceCall> m_trace;
    std::size_t m_traceAt = 0;
    std::int64_t m_weights = 0;
};

/// The runaway agent's call number `step`: the same tool call again, with a prompt that grows until it is compacted.
PlannedCall runawayCall(const Caller& caller, int step);
/// Between two of its calls: with the sizes above 00 to 00 a minute.
inline constexpr std::chrono::milliseconds runawayGap {380};
/// Between its tries while it is refused.
inline constexpr std::chrono::seconds runawayRetry {5};

/// The request's body in its dialect, with sizes as sandbox hints and a prompt of about as many bytes as the tokens say,
/// up to 48 KB.
std::string requestBody(const PlannedCall& call);

} // namespace fuseboard::sandbox
