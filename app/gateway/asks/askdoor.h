// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/admindoor.h"
#include "gateway/services.h"

namespace fuseboard::gateway {

/// Callers ask for more than their budget has, people answer. Has no state: both doors have one, each in its thread.
class AskDoor {
public:
    explicit AskDoor(Services& services)
        : m_services(services)
    {
    }
    /// `POST /fuseboard/raise {amount, reason}`: becomes an ask, one of each caller at a time.
    http::Async<void> raise(http::Exchange& exchange, const CallIdentity& identity);
    /// A rule holds a session: asks whether it may go on, once each time.
    http::Async<void> hold(const Trip& trip);
    /// `GET /v1/asks`. Those of sessions that nothing holds any more end.
    http::Async<void> list(http::Exchange& exchange);
    /// `POST /v1/asks/{id} {decision, amount?, until?, by}`. What is allowed is on disk before it is in force.
    http::Async<void> answer(http::Exchange& exchange, AdminRights rights, std::string id);

private:
    [[nodiscard]] bool isHeld(const Ask& session) const;
    /// It was asked of a session that nothing holds any more.
    [[nodiscard]] bool isOver(const Ask& ask) const;
    /// Of these, takes out those that are over, and keeps that they are.
    http::Async<void> endOver(std::vector<Ask>& asks);
    http::Async<void> end(std::vector<std::string> ids, AskState from = AskState::open);
    /// Brings into force what is allowed. False: it is of a session that nothing holds any more.
    bool enforce(const Ask& ask);

    Services& m_services;
};

} // namespace fuseboard::gateway
