// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/asks/askskeeper.h"
#include "gateway/desk.h"
#include "gateway/eventhub.h"
#include "gateway/holdskeeper.h"
#include "gateway/ledger/ledgerkeeper.h"
#include "gateway/loops/loopdesk.h"
#include "gateway/metrics.h"
#include "gateway/modelbreakers.h"
#include "gateway/shadowbook.h"
#include "gateway/telemetry/telemetrykeeper.h"
#include "gateway/troublelog.h"
#include "http/tls.h"

#include <atomic>

namespace fuseboard::gateway {

/// What both doors work with. Built by the program before anything listens; nothing in it is replaced while it runs.
struct Services {
    Desk& desk;
    LedgerKeeper* ledger = nullptr; ///< null: missing or damaged, `closedBecause` says why
    HoldsKeeper* holds = nullptr;
    std::string closedBecause; ///< not empty: all model traffic is refused
    Metrics& metrics;
    EventHub& events;
    AsksKeeper& asks;
    LoopDesk& loops;
    ModelBreakers& models;
    ShadowBook& shadows;
    std::shared_ptr<http::ServerTls> callersTls {}, adminTls {}; ///< of the doors over TCP; null: plain
    TelemetryKeeper* telemetry = nullptr; ///< null: it is not listened for
    std::vector<std::string> listeners; ///< of the callers' door
    std::atomic<bool> isEnding = false; ///< what has not begun by now does not begin
    TroubleLog troubles {};

    /// `gateway.toml` as it is in force now, with what of it a reload does not change.
    [[nodiscard]] std::shared_ptr<const Config> config() const { return desk.policy()->config(); }
    /// Why model traffic is refused now; empty: it is served.
    [[nodiscard]] std::string closed() const
    {
        if (!closedBecause.empty())
            return closedBecause;
        if (isEnding)
            return "It is being stopped.";
        if (const auto policy = desk.policy(); !policy->closedBecause().empty())
            return policy->closedBecause();
        return ledger->trouble();
    }
    /// The same, for a call that is refused for it.
    [[nodiscard]] std::string closedToCall()
    {
        std::string because = closed();
        if (!because.empty() && ledger && because == ledger->trouble())
            troubles.ledgerFailed(because);
        return because;
    }
};

} // namespace fuseboard::gateway
