// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/loops/trip.h"

#include <map>
#include <vector>

namespace fuseboard::gateway {

/// The breakers of sessions that a rule has found something of. Decides; does no I/O and knows no thread. Bounded: what has
/// closed again is forgotten.
class SessionBreakers {
public:
    /// Whether the session's next request is to be judged: one that is not let in anyway is not, but what follows on a probe
    /// tells how the probe went.
    bool isToBeJudged(const CallerSession& session, SteadyTime now);
    /// What a rule found of a request that is about to be let in; `found` has no state yet. Answers the trip where it opens
    /// the breaker.
    std::optional<Trip> raise(const Trip& found, SteadyTime now);
    /// What refuses the session's call now, which may cost so much; takes nothing.
    std::optional<Trip> refusing(const CallerSession& session, SteadyTime now, std::int64_t worstNano);
    /// The call is let in.
    void admit(const CallerSession& session, SteadyTime now, std::int64_t worstNano);
    /// What holds the session, whether a call of it is let through now or not.
    std::optional<Trip> held(const CallerSession& session, SteadyTime now);
    /// A person lets it go on. False: nothing holds it.
    bool allow(const CallerSession& session, const BreakerAllowance& allowance, SteadyTime now);
    /// An allowed call cost less than its worst case.
    void giveBack(const CallerSession& session, std::int64_t nano);
    /// All that are not closed.
    std::vector<Trip> all(SteadyTime now);

private:
    struct Watched {
        Breaker breaker;
        Trip trip;
    };
    void forgetClosed(SteadyTime now);
    static Trip shown(Watched& watched, SteadyTime now);

    std::map<CallerSession, Watched> m_sessions;
};

} // namespace fuseboard::gateway
