// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/loops/loopwatch.h"
#include "gateway/loops/conversationreader.h"
#include "loops/sessions.h"

#include <map>

namespace fuseboard::test::loops {

/// What the detector made of a session.
struct Played {
    std::optional<std::size_t> warnedAt, openedAt; ///< index of the call
    BreakerLevel worst = BreakerLevel::none;
    fuseboard::loops::LoopVerdict verdict; ///< the one that opened it
};

/// Sends sessions through the gateway's reader and the detector, as fingerprints of bodies.
class Trial {
public:
    Played play(const LabelledSession& session);
    std::vector<Played> play(const TraceSessions& trace);
    /// Plays them, and then learns what their kinds cost.
    void learn(const std::vector<LabelledSession>& sessions);

private:
    struct Waiting {
        fuseboard::loops::Place place;
        SteadyTime until;
        std::int64_t costNano = 0;
        bool fails = false;
        std::size_t conversation = 0, turns = 0;
    };
    void send(const LabelledSession& session, std::size_t index, const std::string& token, SteadyTime start, Played& played);
    void answer(const std::function<bool(const Waiting&)>& which, SteadyTime now);

    gateway::ConversationReader m_reader {gateway::FingerprintKey::make()};
    fuseboard::loops::LoopWatch m_watch;
    std::vector<Waiting> m_waiting;
    SteadyTime m_next {};
};

/// Figures of a set.
struct LoopFigures {
    struct Row {
        int sessions = 0, opened = 0, late = 0, early = 0;
        int most = 0; ///< calls without progress before it opened
        std::map<BreakerLevel, int> worst;
    };
    std::map<std::string, Row> runaway, honest;
    std::vector<std::string> misses; ///< in words
    std::vector<int> callsToOpen;
    int warnedInTime = 0; ///< runaways of which somebody was told within a minute (ACCEPTANCE L3)

    void count(const LabelledSession& session, const Played& played);
    [[nodiscard]] double precision() const;
    [[nodiscard]] double recall() const;
    [[nodiscard]] double honestTripped() const;
    [[nodiscard]] double warned() const;
};

/// Within so many calls without progress it has to be open (issue 7).
constexpr std::size_t callsAllowed = 6;

LoopFigures tryLoops(unsigned firstSeed, unsigned lastSeed, const TraceSessions* trace);

} // namespace fuseboard::test::loops
