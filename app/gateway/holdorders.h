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
    /// Brings an order into force and onto the disk; the verdict, and whether it was saved.
    http::Async<std::pair<OrderVerdict, bool>> enforce(Hold hold);
    http::Async<bool> keep(Hold hold);
    http::Async<std::int64_t> waitForCut(Scope scope);
    void tell(const Hold& hold);

    Services& m_services;
};

} // namespace fuseboard::gateway
