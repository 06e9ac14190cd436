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
    /// A rule holds a session: asks whether it may go on, once for each.
    http::Async<void> hold(const Trip& trip);
    /// `GET /v1/asks`
    http::Async<void> list(http::Exchange& exchange);
    /// `POST /v1/asks/{id} {decision, amount?, until?, by}`. What is allowed is on disk before it is in force.
    http::Async<void> answer(http::Exchange& exchange, AdminRights rights, std::string id);

private:
    Services& m_services;
};

} // namespace fuseboard::gateway
