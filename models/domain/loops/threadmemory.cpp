// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/loops/threadmemory.h"

#include <algorithm>

namespace fuseboard::loops {
namespace {

constexpr std::size_t usesKept = 32; ///< cycles up to that long are seen
constexpr std::size_t exchangesKept = 16;

constexpr int whole = 100;
constexpr int onceMore = 80; ///< for the second time: agents look again at some files before they are done
constexpr int waiting = 40; ///< for something that does not move yet
constexpr int someError = 50; ///< the same error of another attempt
constexpr int moved = -150; ///< what a turn with news takes back
constexpr int figuresMoved = -100;
constexpr int acknowledged = -50; ///< something was done, of which the answer says nothing
constexpr std::int64_t muchResult = 4'000; ///< bytes that a prompt grew by without news
constexpr std::int64_t shortAnswer = 48; ///< bytes; what is shorter only acknowledges

int shared(const WordSketch& a, const WordSketch& b)
{
    int count = 0;
    for (std::size_t i = 0, k = 0; i < a.size() && k < b.size() && a[i] != 0 && b[k] != 0;) {
        count += a[i] == b[k];
        const bool first = a[i] <= b[k], second = b[k] <= a[i];
        i += first;
        k += second;
    }
    return count;
}

int size(const WordSketch& words)
{
    return static_cast<int>(std::ranges::count_if(words, [](std::uint32_t word) { return word != 0; }));
}

/// Half of their words at least are the same.
bool isReworded(const WordSketch& a, const WordSketch& b)
{
    const int most = std::max(size(a), size(b));
    return most >= 2 && shared(a, b) * 2 >= most;
}

/// The same wish, but for a number or some words.
bool isNear(const ToolUse& use, const TextPrint& arguments, const WordSketch& words)
{
    return use.arguments.shape == arguments.shape || isReworded(use.words, words);
}

TurnFinding found(LoopSign sign, int points, const ToolUse& use)
{
    return {.points = points, .sign = sign, .tool = use.tool, .arguments = use.arguments.exact, .result = use.result.exact};
}

} // namespace

void ThreadMemory::forget()
{
    m_uses.clear();
    m_exchanges.clear();
}

TurnFinding ThreadMemory::judgeUse(const ToolUse& use)
{
    const Seen* same = nullptr; // the latest of each
    const Seen* near = nullptr;
    const Seen* other = nullptr;
    bool numbersOnly = false, isAcknowledged = false;
    for (const Seen& seen : m_uses) {
        if (seen.name != use.name)
            continue;
        const bool sameArguments = seen.arguments.steady == use.arguments.steady;
        const bool sameResult = seen.result.steady == use.result.steady;
        if (sameArguments && sameResult)
            same = &seen;
        else if (sameArguments && seen.result.shape == use.result.shape && !use.failed)
            numbersOnly = true;
        else if (isNear(use, seen.arguments, seen.words) && (sameResult || seen.result.shape == use.result.shape))
            near = &seen;
        else if (sameResult && use.failed)
            other = &seen;
        else if (sameResult && use.result.bytes <= shortAnswer)
            isAcknowledged = true;
    }
    if (same) {
        const int lag = m_turn - same->turn;
        const bool isNearly = use.arguments.exact != same->arguments.exact || use.result.exact != same->result.exact;
        return found(isNearly ? LoopSign::nearRepeat
                : lag == 1    ? (use.failed ? LoopSign::sameError : LoopSign::sameCall)
                              : LoopSign::cycle,
            same->times == 1 ? onceMore : whole, use);
    }
    if (numbersOnly) // the answer's figures move: a build, a training run
        return {.points = figuresMoved, .isFresh = false};
    if (near) {
        if (use.failed)
            return found(LoopSign::sameError, whole, use);
        if (use.result.bytes > shortAnswer && near->result.steady == use.result.steady)
            return found(LoopSign::nearRepeat, whole, use);
        if (near->arguments.shape == use.arguments.shape) { // numbered wishes with one short answer: a batch, or a loop
            TurnFinding finding = found(LoopSign::nearRepeat, 0, use);
            finding.doubtful = whole;
            return finding;
        }
        isAcknowledged = true;
    }
    if (other)
        return found(LoopSign::sameError, someError, use);
    return {.points = isAcknowledged ? acknowledged : moved, .isFresh = false};
}

TurnFinding ThreadMemory::judgeWords(const TurnDigest& turn)
{
    if (turn.asked.steady == 0 && turn.said.steady == 0)
        return {};
    const bool askedBefore = turn.asked.steady == 0 || std::ranges::contains(m_exchanges, turn.asked.steady, &Exchange::asked);
    const bool saidBefore = turn.said.steady == 0 || std::ranges::contains(m_exchanges, turn.said.steady, &Exchange::said);
    if (askedBefore && saidBefore)
        return {.points = whole, .sign = LoopSign::nothingNew, .arguments = turn.asked.exact, .result = turn.said.exact};
    return {.points = moved, .isFresh = turn.asked.steady != 0};
}

void ThreadMemory::remember(const ToolUse& use)
{
    const auto known = std::ranges::find_if(m_uses, [&](const Seen& seen) {
        return seen.name == use.name && seen.arguments.steady == use.arguments.steady
            && seen.result.steady == use.result.steady;
    });
    const int times = known == m_uses.end() ? 0 : known->times;
    if (known != m_uses.end())
        m_uses.erase(known);
    m_uses.push_back({.name = use.name,
        .arguments = use.arguments,
        .result = use.result,
        .words = use.words,
        .turn = m_turn,
        .times = times + 1});
    if (m_uses.size() > usesKept)
        m_uses.pop_front();
}

void ThreadMemory::remember(const TurnDigest& turn)
{
    for (const ToolUse& use : turn.uses)
        remember(use);
    if (turn.asked.steady != 0 || turn.uses.empty())
        m_exchanges.push_back({turn.said.steady, turn.asked.steady});
    if (m_exchanges.size() > exchangesKept)
        m_exchanges.pop_front();
}

TurnFinding ThreadMemory::judge(const TurnDigest& turn, bool slowly)
{
    ++m_turn;
    TurnFinding least;
    if (turn.uses.empty()) {
        least = judgeWords(turn);
    } else {
        // A turn moves as far as the one of its uses that moves most.
        least.points = whole + 1;
        for (const ToolUse& use : turn.uses)
            if (TurnFinding finding = judgeUse(use); finding.points < least.points)
                least = std::move(finding);
        if (turn.asked.steady != 0 && !std::ranges::contains(m_exchanges, turn.asked.steady, &Exchange::asked))
            least = {.points = moved, .isFresh = true}; // a person spoke
    }
    const bool repeats = least.sign == LoopSign::sameCall || least.sign == LoopSign::cycle;
    if (slowly && repeats && !turn.uses.empty() && turn.uses.front().result.bytes <= shortAnswer)
        least.points = std::min(least.points, waiting);
    std::int64_t results = 0;
    for (const ToolUse& use : turn.uses)
        results += use.result.bytes;
    least.grew = least.points >= whole && results >= muchResult;
    remember(turn);
    return least;
}

} // namespace fuseboard::loops
