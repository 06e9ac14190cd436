// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/admindoor.h"
#include "gateway/services.h"

namespace fuseboard::gateway {

/// Takes people's orders: freezes and releases (`PUT /v1/holds/…`, `contracts/ADMIN.md`). In the admin thread.
class HoldOrders {
public:
    explicit HoldOrders(Services& services)
        : m_services(services)
    {
    }
    /// `path`: what stands after `/v1/holds/`.
    http::Async<void> answerPut(http::Exchange& exchange, AdminRights rights, std::string_view path);

private:
    struct Enforced {
        OrderVerdict verdict = OrderVerdict::stale;
        bool saved = true;
        std::int64_t cut = 0; ///< calls that were told to end
    };
    /// Brings an order into force, ends calls where it says so, and brings it onto the disk.
    http::Async<Enforced> enforce(Hold hold);
    http::Async<bool> keep(Hold hold);
    http::Async<std::int64_t> waitForCut(Scope scope);
    void tell(const Hold& hold);

    Services& m_services;
};

} // namespace fuseboard::gateway
