// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/sourceconfig.h"
#include "store/history.h"

#include <QFuture>

namespace fuseboard {

/// The usage half of a connector. Its duties:
/// * a pure request builder, a thin sender, a pure parser from bytes to rows;
/// * one poll is one set of complete pages: any fault (transport, status, a page that breaks the contract, paging that
///   never ends) makes the whole poll an Error that names the source, and nothing of it is used;
/// * money and prices are read from the text of numbers; unknown members are ignored; a missing required member is named
///   by its path;
/// * rows come with their ledger, account, dimensions and, where the source says it, their cost; what it does not price
///   stays without cost.
class UsageSource {
public:
    virtual ~UsageSource() = default;
    [[nodiscard]] virtual const SourceConfig& config() const = 0;
    /// Reads what is new since `cursor` (what the last applied poll left; empty on the first, which fills in the past)
    /// and re-reads what the source may have restated. Several polls come back where the source keeps several ledgers;
    /// they are applied in order. One request is under way at a time; the future finishes exactly once.
    virtual QFuture<Result<std::vector<Poll>>> poll(std::string cursor, Instant now) = 0;
};

} // namespace fuseboard
