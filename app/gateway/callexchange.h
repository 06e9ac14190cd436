// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/calllink.h"
#include "gateway/callrecord.h"
#include "gateway/placewatch.h"
#include "gateway/refusal.h"
#include "gateway/turns.h"
#include "gateway/upstreampool.h"
#include "http/client.h"

namespace fuseboard::gateway {

/// One metered call: admitted, sent, passed back, priced and kept; after a failure sent elsewhere, as long as the caller has
/// no byte of an answer. Lives in its lane's thread for as long as the call.
class CallExchange {
public:
    CallExchange(Services& services, UpstreamPool& upstreams, http::Exchange& caller, Api api, CallIdentity identity,
        RequestFacts facts, Turns::Begun begun = {});
    ~CallExchange();
    CallExchange(const CallExchange&) = delete;
    CallExchange& operator=(const CallExchange&) = delete;

    http::Async<void> run();
    /// A budget did not let it in, and waiting will not help.
    [[nodiscard]] bool refusedForGood() const { return m_refusedForGood; }
    [[nodiscard]] loops::Ended ended() const { return m_ended; }
    /// Of all its attempts.
    [[nodiscard]] std::int64_t costNano() const { return m_failedNano + m_call->costNano; }

private:
    /// An attempt that gave the caller nothing.
    struct Failure {
        CallEnd end;
        CallerError error;
        std::optional<http::Response> answer; ///< the provider's own error, which the caller gets instead
        bool leadsOn = false; ///< another provider may do better
        bool isSettled = false;
    };

    http::Async<bool> admit();
    /// Empty: the caller has its answer.
    http::Async<std::optional<Failure>> attempt();
    /// Sets out for the next place, where there is one and money for it. False: the failure is the end.
    http::Async<bool> goOn(Failure& failure);
    [[nodiscard]] std::shared_ptr<LiveCall> nextCall(const RequestFacts& facts) const;
    http::Async<void> end(Failure failure);
    http::Async<Result<http::Client>> reach(SteadyTime deadline);
    /// The upstream's connection, for the next call where this one came to its end.
    void leave(http::Client client);
    /// Hands a piece of a stream to the caller; false: it is gone, or was cut off because it takes nothing.
    http::Async<bool> pass(std::string& bytes);
    http::Async<void> passWhole(http::Client& client, const http::ResponseHead& head);
    /// The provider answered with an error.
    http::Async<Failure> readError(http::Client& client, const http::ResponseHead& head);
    http::Async<void> passStream(http::Client& client, const http::ResponseHead& head);
    /// The upstream's end of the call broke off, or was broken off.
    [[nodiscard]] Failure brokenOff(const Error& cause) const;
    /// The ledger has not taken the call.
    [[nodiscard]] CallerError unwritable(const Error& why) const;
    http::Async<void> answerError(CallerError error);
    [[nodiscard]] CallerError cutError() const;
    [[nodiscard]] CallerError overdrawnError() const;
    [[nodiscard]] http::Headers answerHeaders(const http::Headers& answer) const;
    /// Of the attempt that is on.
    [[nodiscard]] const UpstreamConfig& upstream() const { return *m_config->upstream(m_record.upstream()); }
    /// Answers what refuses the call where every place of its route fails.
    [[nodiscard]] std::optional<ModelTrip> chooseUpstream();
    void boundOutput(LiveCall& call, RequestFacts& facts) const;
    [[nodiscard]] SteadyTime callDeadline() const;

    Services& m_services;
    UpstreamPool& m_upstreams;
    Desk& m_desk; ///< of its own: it is told of the end even where the services are gone
    http::Exchange& m_caller;
    Api m_api;
    RequestFacts m_facts;
    std::optional<RequestFacts> m_asked; ///< as they came, where it may have to be sent once more
    SteadyTime m_started = std::chrono::steady_clock::now();
    bool m_refusedForGood = false;
    bool m_isKept = false; ///< the upstream's connection was used before
    Turns::Begun m_begun; ///< until it may be sent
    loops::Ended m_ended = loops::Ended::refused;
    CallRoute m_route; ///< of the call's policy, as are the rules of its watch
    std::int64_t m_failedNano = 0; ///< what attempts cost that failed
    Overrun m_overrun = Overrun::none;
    Meter m_meter;
    std::shared_ptr<LiveCall> m_call;
    std::shared_ptr<const Config> m_config = m_call->policy->config();
    PlaceWatch m_watch;
    std::shared_ptr<CallLink> m_link = std::make_shared<CallLink>();
    CallRecord m_record;
};

} // namespace fuseboard::gateway
