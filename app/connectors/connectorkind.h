// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace fuseboard {

class HttpClient;
class KeyStore;
class UsageDialect;
class UsageSource;
struct SourceConfig;

/// A kind of source: what `kind = "…"` in `sources.toml` stands for, and what such a source needs there.
struct ConnectorKind {
    std::string_view name;
    std::chrono::seconds interval; ///< between two polls, where the file names none
    std::string_view url {}; ///< where the file names none; empty: it has to
    bool isGateway = false; ///< may have a socket, and a key for each right; its rows name their accounts themselves
    bool needsKey = true;
    bool mayBePinned = false; ///< `authority` and `pin` say whom to believe that it is the source
    /// A freeze can hold its keys, teams or projects, over HTTP, by a dialect of `targets/`; a gateway's with test calls.
    bool hasTargets = false;
    /// A lever alone, which tells no usage: a socket or a `tcp://` address on this computer, and the callers' door.
    bool isProxy = false;
    bool isLocalLog = false; ///< files on this computer: no address, no key; made with a place for their index
    bool isRepository = false; ///< tells what was merged, no spending: its account is whose repositories they are
    bool hasBuckets = false; ///< the width of the buckets that it tells usage in can be chosen
    bool isTelemetry = false; ///< what a tool says of itself: no bill, whoever pays
    /// Of any other, one of the two: a provider's lists for `PagedUsage`, or a source that works in its own way.
    std::unique_ptr<UsageDialect> (*dialect)(const SourceConfig& config) = nullptr;
    std::unique_ptr<UsageSource> (*source)(const SourceConfig& config, HttpClient& http, const KeyStore& keys) = nullptr;
};

/// The list of connectors, in `usagesources.cpp`.
std::span<const ConnectorKind> connectorKinds();
/// Null: there is none of that name.
const ConnectorKind* findConnectorKind(std::string_view name);

} // namespace fuseboard
