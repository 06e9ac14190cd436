// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/loops/tally.h"

#include <deque>

namespace fuseboard::loops {

/// What one conversation has done lately, as fingerprints; bounded. Judges each new turn against it.
class ThreadMemory {
public:
    /// `slowly`: the tools took so long that the agent may have been waiting for something.
    TurnFinding judge(const TurnDigest& turn, bool slowly);
    void forget();

private:
    /// A use, and which turn it was last seen in.
    struct Seen {
        Fingerprint name = 0;
        TextPrint arguments, result;
        WordSketch words {};
        int turn = 0;
        int times = 0;
    };
    struct Exchange {
        Fingerprint said = 0, asked = 0;
    };
    TurnFinding judgeUse(const ToolUse& use);
    TurnFinding judgeWords(const TurnDigest& turn);
    void remember(const ToolUse& use);
    void remember(const TurnDigest& turn);

    std::deque<Seen> m_uses;
    std::deque<Exchange> m_exchanges;
    int m_turn = 0;
};

} // namespace fuseboard::loops
