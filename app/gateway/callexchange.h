// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/meter.h"
#include "gateway/refusal.h"
#include "gateway/services.h"
#include "http/client.h"

namespace fuseboard::gateway {

/// One metered call: admitted, sent, passed back, priced and kept. Lives in the callers' thread for as long as the call.
class CallExchange {
public:
    CallExchange(Services& services, http::Exchange& caller, Api api, CallIdentity identity, RequestFacts facts);
    ~CallExchange();
    CallExchange(const CallExchange&) = delete;
    CallExchange& operator=(const CallExchange&) = delete;

    http::Async<void> run();

private:
    /// What others end the call through; outlives it where they still hold it.
    struct Link {
        std::shared_ptr<http::Stream> upstream;
        bool cut = false;
        bool clientGone = false;
        [[nodiscard]] bool isEnded() const { return cut || clientGone; }
        void end() const
        {
            if (upstream)
                upstream->close();
        }
    };

    http::Async<Result<http::Client>> reach();
    http::Async<void> passWhole(http::Client& client, const http::ResponseHead& head);
    http::Async<void> passError(http::Client& client, const http::ResponseHead& head);
    http::Async<void> passStream(http::Client& client, const http::ResponseHead& head);
    /// The upstream's end of the call broke off: settles it and says so to the caller.
    http::Async<void> breakOff(const Error& cause);
    http::Async<void> answerError(CallerError error);
    http::Async<Result<void>> settle(CallStatus status, std::string reason, std::string cut);
    [[nodiscard]] CallerError cutError() const;
    [[nodiscard]] SteadyTime callDeadline() const;
    void noteProgress();

    Services& m_services;
    Desk& m_desk; ///< of its own: it is told of the end even where the services are gone
    http::Exchange& m_caller;
    Api m_api;
    RequestFacts m_facts;
    Meter m_meter;
    std::shared_ptr<LiveCall> m_call;
    std::shared_ptr<Link> m_link = std::make_shared<Link>();
    std::shared_ptr<const PolicyBook> m_policy;
    std::string m_upstream;
    SteadyTime m_started;
    std::optional<std::int64_t> m_firstByteMs;
    bool m_sent = false; ///< the upstream may have begun to work
    bool m_unbilled = false; ///< the upstream refused it with an error
};

} // namespace fuseboard::gateway
