// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/fetch.h"
#include "connectors/gateway/gatewayusage.h"
#include "connectors/keystore.h"
#include "connectors/pollclock.h"
#include "connectors/sourceconfig.h"

namespace fuseboard {

/// Reads a gateway's ledger, or its telemetry, a page a poll. A new ledger is read from its start.
class GatewayUsageSource : public QObject, public UsageSource {
    Q_OBJECT
public:
    /// Client and keys outlive it and live in the same thread.
    GatewayUsageSource(SourceConfig config, HttpClient& client, const KeyStore& keys, GatewayFeed feed = GatewayFeed::calls);

    [[nodiscard]] const std::string& id() const override { return m_config.id; }
    [[nodiscard]] Capabilities capabilities() const override;
    [[nodiscard]] QFuture<UsageResult> poll(std::string cursor, Instant now) override;

private:
    QFuture<UsageResult> ask(GatewayCursor after, PollClock clock, const QByteArray& key);
    QFuture<UsageResult> accept(
        const FetchResult& body, const GatewayCursor& after, const PollClock& clock, const QByteArray& key);

    SourceConfig m_config;
    HttpClient* m_client;
    const KeyStore* m_keys;
    GatewayFeed m_feed;
};

} // namespace fuseboard
