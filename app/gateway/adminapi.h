// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/asks/askdoor.h"
#include "gateway/guesses.h"
#include "gateway/holdorders.h"
#include "gateway/policydoor.h"
#include "gateway/reservationdoor.h"

namespace fuseboard::gateway {

/// The admin API (`contracts/ADMIN.md`), in the admin thread: freezing works while callers flood the other one.
class AdminApi {
public:
    explicit AdminApi(Services& services);
    http::Async<void> answer(http::Exchange& exchange);
    http::Async<void> reload() { return m_policy.reload(); }
    http::Async<void> watchPolicyFile() { return m_policy.watchFile(); }

private:
    http::Async<void> route(http::Exchange& exchange, AdminRights rights);
    http::Async<void> read(http::Exchange& exchange);
    http::Async<void> health(http::Exchange& exchange);
    struct PageAsked {
        std::int64_t after = 0, limit = 0;
        std::shared_ptr<void> turn {}; ///< until the page is made
    };
    /// Waits for its turn: of the longest pages each keeps this thread for some ten milliseconds, and a freeze that comes
    /// among hundreds of them is to wait for few (ACCEPTANCE A8). Empty: it has been refused.
    http::Async<std::optional<PageAsked>> pageAsked(http::Exchange& exchange);
    http::Async<void> telemetry(http::Exchange& exchange);
    http::Async<void> usage(http::Exchange& exchange);
    http::Async<void> decide(http::Exchange& exchange);
    http::Async<void> cutCall(http::Exchange& exchange, std::string id);
    Services& m_services;
    HoldOrders m_holds;
    PolicyDoor m_policy;
    ReservationDoor m_reservations;
    AskDoor m_asks;
    Guesses m_guesses;
    std::weak_ptr<void> m_pageTurn; ///< of the page that is being made
};

} // namespace fuseboard::gateway
