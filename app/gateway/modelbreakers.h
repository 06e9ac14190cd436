// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/modeltrip.h"

#include <map>
#include <mutex>

namespace fuseboard::gateway {

/// The breakers of models at their upstreams, by the rule `failures`. Only places that fail have one, and of those a bounded
/// number: callers choose the names of models. Used by the callers' threads and the admin's.
class ModelBreakers {
public:
    /// What refuses a call to that place now; takes no probe.
    std::optional<ModelTrip> refusing(const PolicyBreaker& rule, const CallPlace& place, SteadyTime now);
    /// A call is about to be sent there. Answers the number of the probe that it is, 0: it is none; empty: it is refused after
    /// all, because another one is the probe.
    std::optional<std::uint64_t> admit(const PolicyBreaker& rule, const CallPlace& place, SteadyTime now);
    /// How an admitted call went. Answers the trip where that opens the breaker.
    std::optional<ModelTrip> record(
        const PolicyBreaker& rule, const CallPlace& place, const PlaceAnswer& answer, SteadyTime now, std::uint64_t probe);
    /// That probe ended without saying anything of the place.
    void withdraw(const PolicyBreaker& rule, const CallPlace& place, std::uint64_t probe);
    /// All that are not closed; null: no rule is in force.
    std::vector<ModelTrip> all(const PolicyBreaker* rule, SteadyTime now);

private:
    struct Watched {
        Breaker breaker;
        ModelTrip trip;
    };
    using Places = std::map<CallPlace, Watched>;
    /// What was seen by another rule counts no more.
    void adapt(const PolicyBreaker& rule);
    void makeRoom();
    static ModelTrip shown(Watched& watched, SteadyTime now);

    std::mutex m_mutex;
    PolicyBreaker m_rule;
    Places m_places;
};

} // namespace fuseboard::gateway
