// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/loops/trip.h"

#include <map>
#include <vector>

namespace fuseboard::gateway {

/// The breakers of sessions that a rule has found something of. Decides; does no I/O and knows no thread. Bounded, for each
/// token too: what has closed again is forgotten, then what was found of the same token before. Nothing makes another token's
/// open breaker forgotten.
class SessionBreakers {
public:
    /// Whether the session's next request is to be judged: one that is not let in anyway is not, but what follows on a probe
    /// tells how the probe went. `thread`: the request's conversation, 0: a new one.
    bool isToBeJudged(const CallerSession& session, SteadyTime now, std::uint64_t thread = 0);
    /// Whether the conversation's next request tells that: it was the probe's own, or the probe had none.
    bool isOnProbe(const CallerSession& session, SteadyTime now, std::uint64_t thread);
    /// What a rule found of a request that is about to be let in; `found` has no state yet. Answers the trip where it opens
    /// the breaker.
    std::optional<Trip> raise(const Trip& found, SteadyTime now);
    /// Whether its calls are to go to a cheaper model, where there is one; else they are let through slowly.
    bool isDowngraded(const CallerSession& session, SteadyTime now);
    /// What refuses the session's call now, which may cost so much; takes nothing. `downgraded`: it goes to a cheaper model.
    std::optional<Trip> refusing(const CallerSession& session, SteadyTime now, std::int64_t worstNano, bool downgraded = false);
    /// The call is let in. Answers the number of the person's allowance of which it took; 0: none.
    std::uint64_t admit(const CallerSession& session, SteadyTime now, std::int64_t worstNano, std::uint64_t thread = 0);
    /// What holds the session, whether a call of it is let through now or not.
    std::optional<Trip> held(const CallerSession& session, SteadyTime now);
    /// A person lets it go on. False: nothing holds it.
    bool allow(const CallerSession& session, const BreakerAllowance& allowance, SteadyTime now);
    /// A call that took of that allowance cost less than its worst case.
    void giveBack(const CallerSession& session, std::uint64_t allowance, std::int64_t nano);
    /// Takes that much more of the allowance that let the call in; false: it has less left, or is over.
    bool take(const CallerSession& session, std::uint64_t allowance, std::int64_t nano, SteadyTime now);
    /// The session's trip once more, where refusing() has refused it because an allowance is used up or over; once for each.
    std::optional<Trip> tripAnew(const CallerSession& session, std::string incident, Instant at, SteadyTime now);
    /// All that are not closed.
    std::vector<Trip> all(SteadyTime now);

private:
    struct Watched {
        Breaker breaker;
        Trip trip;
        std::uint64_t probeThread = 0; ///< conversation of the last probe
        std::uint64_t allowance = 0; ///< number of the last; 0: there was none
        bool goesOn = false; ///< by that, and nobody was asked since
        bool isStopped = false; ///< the end of that has refused a call
    };
    using Sessions = std::map<CallerSession, Watched>;
    /// False: there is room for nothing more of that token.
    bool makeRoom(const std::string& token, SteadyTime now);
    static bool isOver(Watched& watched, SteadyTime now);
    static bool isOnProbe(const Watched& watched, std::uint64_t thread);
    static Trip shown(Watched& watched, SteadyTime now);

    Sessions m_sessions;
    std::uint64_t m_lastAllowance = 0;
};

} // namespace fuseboard::gateway
