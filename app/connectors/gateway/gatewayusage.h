// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/usagerow.h"

#include <vector>

namespace fuseboard {

/// Where in which ledger a gateway's usage has been read to. Text: `LEDGERID:SEQ`.
struct GatewayCursor {
    std::string ledgerId; ///< empty before the first answer
    std::uint64_t seq = 0;

    /// Text that is none starts at the beginning: rows are replaced by key, so nothing is counted twice.
    static GatewayCursor parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    bool operator==(const GatewayCursor&) const = default;
};

/// What is read of a gateway.
enum class GatewayFeed {
    calls, ///< its ledger
    telemetry, ///< hours of what tools told it
};

/// An answer to `GET /v1/usage` (`contracts/ADMIN.md`).
struct GatewayUsagePage {
    std::string ledgerId;
    std::vector<UsageRow> rows;
    std::uint64_t next = 0;
    bool more = false;
};

/// Path and query that ask for what follows the cursor.
std::string gatewayUsagePath(const GatewayCursor& after, GatewayFeed feed = GatewayFeed::calls);

/// A row becomes a call of the account its upstream names, or an hour of the account that the tool uses; a row without cost
/// stays without.
Result<GatewayUsagePage> parseGatewayUsage(
    std::string_view json, const std::string& sourceId, GatewayFeed feed = GatewayFeed::calls);

/// What the contract names in such an answer, as a shape of `KnownMembers`.
std::string_view knownOfGatewayUsage(GatewayFeed feed);

/// `seq` must rise past the cursor, and a page with more to come must move it; else `pagingBroken`.
Result<void> checkGatewayPage(const GatewayUsagePage& page, std::uint64_t after);

} // namespace fuseboard
