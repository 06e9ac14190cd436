// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/admindoor.h"
#include "gateway/services.h"

namespace fuseboard::gateway {

/// The admin API (`contracts/ADMIN.md`), in the admin thread: freezing works while callers flood the other one.
class AdminApi {
public:
    explicit AdminApi(Services& services);
    http::Async<void> answer(http::Exchange& exchange);
    /// Reads `policy.json` anew; a bad one is refused whole and the last good one stays.
    Result<void> reloadPolicy();

private:
    http::Async<void> route(http::Exchange& exchange, AdminRights rights);
    http::Async<void> read(http::Exchange& exchange);
    http::Async<void> health(http::Exchange& exchange);
    http::Async<void> usage(http::Exchange& exchange);
    http::Async<void> decide(http::Exchange& exchange);
    http::Async<void> putHold(http::Exchange& exchange, AdminRights rights, Scope scope);
    http::Async<void> putPolicy(http::Exchange& exchange);
    http::Async<void> cutCall(http::Exchange& exchange, std::string id);
    /// Brings an order into force and onto the disk; the verdict, and whether it was saved.
    http::Async<std::pair<OrderVerdict, bool>> enforce(Hold hold);
    http::Async<std::int64_t> waitForCut(Scope scope);

    Services& m_services;
    WriterThread<std::function<void()>> m_policyWriter; ///< policy.json is written beside the event loop
};

} // namespace fuseboard::gateway
