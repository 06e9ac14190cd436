// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/company/callplan.h"

#include <algorithm>
#include <cmath>

namespace fuseboard::sandbox {
namespace {

// Machines call more often than people.
constexpr std::int64_t machineWeight = 4, personWeight = 1;
constexpr std::int64_t microsPerMinute = 60'000'000;

constexpr std::int64_t runawayStart = 120'000, runawayGrowth = 4'000; // prompt tokens
constexpr int runawaySteps = 36; // 260,000 tokens, under the long-context limit; then it compacts

std::int64_t weightOf(const Caller& caller) { return caller.isPerson ? personWeight : machineWeight; }

MeteredTokens sizesOf(const CallHabit& habit, Dice& dice)
{
    MeteredTokens tokens;
    const std::int64_t prompt = dice.around(habit.promptTokens);
    tokens.cachedInput = prompt * habit.cachedPercent / 100;
    const std::int64_t written = prompt * habit.writtenPercent / 100;
    // Some Anthropic callers keep their cache for an hour.
    (habit.api == Api::messages && dice.percent(25) ? tokens.cacheWrite1h : tokens.cacheWrite) = written;
    tokens.input = prompt - tokens.cachedInput - written;
    if (habit.api != Api::embeddings)
        tokens.output = std::max<std::int64_t>(dice.around(habit.outputTokens), 1);
    tokens.reasoning = tokens.output * habit.reasoningPercent / 100;
    return tokens;
}

std::string troubleOf(TroubleMix mix, bool embeddings, Dice& dice)
{
    const std::int64_t throwOf1000 = dice.between(1, 1000);
    if (mix == TroubleMix::none || throwOf1000 > 24)
        return {};
    if (throwOf1000 > 16 && mix == TroubleMix::all)
        return throwOf1000 > 20 || embeddings ? "nousage" : "cut";
    if (throwOf1000 > 14)
        return {};
    return throwOf1000 > 9 ? "429" : throwOf1000 > 5 ? "500" : throwOf1000 > 2 ? "529" : "400";
}

} // namespace

CallPlan::CallPlan(
    std::uint64_t seed, const std::vector<Caller>& callers, TroubleMix troubles, double rate, std::vector<TraceCall> trace)
    : m_dice(seedFor(seed, "company"))
    , m_callers(callers)
    , m_troubles(troubles)
    , m_rate(rate)
    , m_trace(std::move(trace))
{
    for (const Caller& caller : m_callers)
        m_weights += weightOf(caller);
}

const Caller& CallPlan::pick()
{
    std::int64_t ticket = m_dice.between(1, m_weights);
    for (const Caller& caller : m_callers)
        if ((ticket -= weightOf(caller)) <= 0)
            return caller;
    return m_callers.back();
}

PlannedCall CallPlan::next()
{
    const Caller& caller = pick();
    PlannedCall call {.caller = &caller, .api = caller.habit.api, .model = caller.habit.model, .trouble = {}, .tool = {}};
    call.stream = call.api != Api::embeddings && m_dice.percent(caller.habit.streamedPercent);
    call.tokens = sizesOf(caller.habit, m_dice);
    call.trouble = troubleOf(m_troubles, call.api == Api::embeddings, m_dice);
    // Arrivals without memory, as independent callers make them.
    const double uniform = static_cast<double>(m_dice.between(1, 1'000'000)) / 1e6;
    const double micros = -std::log(uniform) * static_cast<double>(microsPerMinute) / callsPerMinute / m_rate;
    call.gap = std::chrono::microseconds(static_cast<std::int64_t>(micros));
    call.delayMilliseconds = static_cast<int>(static_cast<double>(m_dice.between(120, 900)) / std::max(m_rate, 1.0));
    call.chunkMilliseconds = static_cast<int>(static_cast<double>(m_dice.between(15, 60)) / std::max(m_rate, 1.0));
    if (!m_trace.empty())
        fromTrace(call);
    return call;
}

void CallPlan::fromTrace(PlannedCall& call)
{
    const TraceCall& real = m_trace[m_traceAt];
    const auto before = m_traceAt == 0 ? real.at : m_trace[m_traceAt - 1].at;
    m_traceAt = (m_traceAt + 1) % m_trace.size();
    call.gap = std::chrono::microseconds(static_cast<std::int64_t>(static_cast<double>((real.at - before).count()) / m_rate));
    const bool embeddings = call.api == Api::embeddings;
    call.tokens = {.input = real.promptTokens - real.cachedTokens,
        .cachedInput = embeddings ? 0 : real.cachedTokens,
        .output = embeddings ? 0 : std::max<std::int64_t>(real.outputTokens, 1)};
}

PlannedCall runawayCall(const Caller& caller, int step)
{
    const int round = step % runawaySteps;
    PlannedCall call {
        .caller = &caller, .api = Api::chat, .model = "gpt-5.6", .stream = true, .trouble = {}, .tool = "search_orders"};
    call.tokens = {.input = runawayStart + runawayGrowth * round, .output = 220, .reasoning = 40};
    call.delayMilliseconds = 350;
    call.chunkMilliseconds = 10;
    call.repeatedToolCalls = std::min(round + 1, 40);
    return call;
}

} // namespace fuseboard::sandbox
