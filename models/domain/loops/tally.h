// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/loops/loopverdict.h"

namespace fuseboard::loops {

/// How much a turn says that nothing moves. A whole call without progress has 100 points.
struct TurnFinding {
    int points = 0; ///< below 0: something moved
    int doubtful = 0; ///< points that count only beside money
    LoopSign sign = LoopSign::sameCall;
    std::string tool;
    Fingerprint arguments = 0, result = 0;
    bool isFresh = false; ///< a person spoke, or the model said what it had not said
    bool grew = false; ///< the prompt, by much that was there before
};

/// Adds findings up: calls without progress raise it, news take it back.
class Tally {
public:
    void count(const TurnFinding& finding);
    void clear();
    /// `costly`: money an hour is far above what the kind costs, so that doubtful signs are signs.
    [[nodiscard]] BreakerLevel level(bool costly) const;
    [[nodiscard]] int calls() const { return m_calls; }
    [[nodiscard]] const std::vector<LoopEvidence>& evidence() const { return m_evidence; }

private:
    int m_points = 0, m_doubtful = 0;
    int m_calls = 0; ///< without progress
    std::vector<LoopEvidence> m_evidence;
};

} // namespace fuseboard::loops
