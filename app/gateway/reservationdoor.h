// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/admindoor.h"
#include "gateway/policydoor.h"

namespace fuseboard::gateway {

/// What is set aside, and a person's word that nothing more comes of it. In the admin thread.
class ReservationDoor {
public:
    ReservationDoor(Services& services, PolicyDoor& policy)
        : m_services(services)
        , m_policy(policy)
    {
    }
    /// `GET /v1/reservations`
    http::Async<void> list(http::Exchange& exchange);
    /// `POST /v1/reservations/{id} {decision:"release", by}`: on disk before it is in force.
    http::Async<void> release(http::Exchange& exchange, AdminRights rights, std::string id);

private:
    Services& m_services;
    PolicyDoor& m_policy;
};

} // namespace fuseboard::gateway
