// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/asks/askdoor.h"
#include "gateway/refusal.h"
#include "gateway/refusedbodies.h"
#include "gateway/services.h"
#include "gateway/turns.h"
#include "gateway/upstreampool.h"

namespace fuseboard::gateway {

/// Who calls at the callers' door, for what, and where that goes. One for each lane.
class Session {
public:
    Session(Services& services, UpstreamPool& upstreams)
        : m_services(services)
        , m_upstreams(upstreams)
        , m_asks(services)
    {
    }
    http::Async<void> answer(http::Exchange& exchange);

private:
    http::Async<void> answerKnown(http::Exchange& exchange, Api api, CallIdentity identity);
    /// What refuses it without its body being understood, by the policy of now: with that it may have become another's.
    [[nodiscard]] std::optional<CallerError> turningAway(CallIdentity& identity, const std::string& body);
    /// The same of a call that has waited.
    [[nodiscard]] std::optional<CallerError> turningAwayAfter(
        SteadyTime since, CallIdentity& identity, const std::string& body);
    http::Async<void> answerProbe(http::Exchange& exchange, CallIdentity identity);
    http::Async<void> answerHealth(http::Exchange& exchange);
    http::Async<void> answerMe(http::Exchange& exchange, const CallIdentity& identity);

    Services& m_services;
    UpstreamPool& m_upstreams;
    AskDoor m_asks;
    RefusedBodies m_refused;
    Turns m_turns;
};

} // namespace fuseboard::gateway
