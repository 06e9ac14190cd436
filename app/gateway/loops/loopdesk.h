// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/loops/loopwatch.h"
#include "gateway/desk.h"
#include "gateway/eventhub.h"
#include "gateway/loops/conversationreader.h"

#include <mutex>

namespace fuseboard::gateway {

/// A call whose session is watched.
struct WatchedCall {
    CallerSession whose; ///< the session is empty where nobody has judged it yet
    loops::Place place;
    bool judged = false;
    std::optional<Trip> trip; ///< it has opened its session's breaker
};

/// Where conversations are watched for loops. Used by the callers' threads and the admin's.
class LoopDesk {
public:
    LoopDesk(Desk& desk, EventHub& events)
        : m_desk(desk)
        , m_events(events)
    {
    }
    /// Before a call is let in. Names the session in `identity.watched`, and its conversation. Empty: the policy has no such
    /// rule, or the body is no conversation and the client names no session.
    std::optional<WatchedCall> see(Api api, const http::Headers& headers, const std::string& body, CallIdentity& identity);
    /// Answers the call's trip: it has opened its session's breaker, or was refused as the first since what a person allowed is
    /// used up or over.
    std::optional<Trip> ended(const WatchedCall& call, loops::Ended how, std::int64_t costNano);
    /// What holds the session: a policy without the rule, or with one that only observes, holds none.
    [[nodiscard]] std::optional<Trip> held(const CallerSession& session) const;
    /// A person lets the session go on, for so much money and so long. False: nothing holds it any more.
    bool allow(const CallerSession& session, std::int64_t nano, Instant until);

private:
    /// Places and, where somebody has to, judges the request; not one that a budget refuses anyway.
    void judge(Api api, const std::string& body, const CallIdentity& identity, loops::ConversationPrint& request,
        WatchedCall& call, Trip& found);
    void tell(const Trip& trip);

    Desk& m_desk;
    EventHub& m_events;
    std::mutex m_mutex; ///< of all that follows
    ConversationReader m_reader {FingerprintKey::make()};
    loops::LoopWatch m_watch;
};

} // namespace fuseboard::gateway
