// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/loops/tally.h"

#include <algorithm>

namespace fuseboard::loops {
namespace {

constexpr int warnAt = 200;
constexpr int throttleAt = 300;
constexpr int downgradeAt = 400;
constexpr int openAt = 470; ///< the fifth call without progress, or the sixth where one of them is in doubt
constexpr int most = 1000;
constexpr int risen = 25; ///< a rising prompt, beside another sign
constexpr std::size_t mostSigns = 16;

BreakerLevel levelOf(int points)
{
    if (points >= openAt)
        return BreakerLevel::open;
    if (points >= downgradeAt)
        return BreakerLevel::downgrade;
    if (points >= throttleAt)
        return BreakerLevel::throttle;
    return points >= warnAt ? BreakerLevel::warn : BreakerLevel::none;
}

void note(std::vector<LoopEvidence>& evidence, LoopEvidence found)
{
    const auto known = std::ranges::find_if(
        evidence, [&](const LoopEvidence& one) { return one.sign == found.sign && one.tool == found.tool; });
    if (known != evidence.end()) {
        found.count += known->count;
        *known = std::move(found);
    } else if (evidence.size() < mostSigns) {
        evidence.push_back(std::move(found));
    }
}

} // namespace

void Tally::count(const TurnFinding& finding)
{
    if (finding.isFresh)
        clear();
    const int points = finding.points + (finding.grew ? risen : 0);
    m_points = std::clamp(m_points + points, 0, most);
    m_doubtful = std::clamp(m_doubtful + (points < 0 ? points : finding.doubtful), 0, most);
    if (m_points == 0 && m_doubtful == 0)
        clear();
    if (finding.points <= 0 && finding.doubtful <= 0)
        return;
    ++m_calls;
    note(m_evidence,
        {.sign = finding.sign, .tool = finding.tool, .count = 1, .arguments = finding.arguments, .result = finding.result});
    if (finding.grew)
        note(m_evidence, {.sign = LoopSign::risingPrompt, .tool = {}, .count = 1});
}

void Tally::clear()
{
    m_points = m_doubtful = m_calls = 0;
    m_evidence.clear();
}

BreakerLevel Tally::level(bool costly) const
{
    const BreakerLevel plain = levelOf(m_points), all = levelOf(m_points + m_doubtful);
    return costly ? all : std::max(plain, std::min(all, BreakerLevel::warn));
}

} // namespace fuseboard::loops
