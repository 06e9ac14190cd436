// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loops/conversation.h"
#include "loops/dice.h"

namespace fuseboard::test::loops {

/// Writes a session call by call.
class Script {
public:
    Script(std::string pattern, unsigned seed);

    Dice dice;
    LabelledSession session;

    [[nodiscard]] Conversation& conversation(std::size_t index = 0) { return session.conversations[index]; }
    /// The request that follows on the turn; `apart` seconds after the last one.
    void answer(Turn turn, std::size_t apart, std::size_t conversation = 0);
    /// The last request once more.
    void again(std::size_t apart, std::size_t conversation = 0);
    /// A conversation's first request; its index.
    std::size_t begin(Conversation conversation, std::size_t apart);
    /// From the next call on nothing moves.
    void stuckFromHere() { session.stuckFrom = session.calls.size(); }

    /// An honest turn of somebody who programs: reads, searches, edits, runs.
    Turn work();
    void work(std::size_t turns, std::size_t conversation = 0);
    [[nodiscard]] std::size_t clock() const { return m_seconds; }

private:
    std::size_t m_seconds = 0;
};

} // namespace fuseboard::test::loops
