// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/policyedit.h"
#include "connectors/gateway/policypush.h"
#include "connectors/gateway/sentkeys.h"

#include <QTimer>

#include <optional>

namespace fuseboard {

/// Brings the policy of every connected gateway up to date with the organisation, and tries again until it is.
class PolicyKeeper : public QObject {
    Q_OBJECT
public:
    PolicyKeeper(std::vector<GatewayAddress> gateways, ProbeKey probes, SentKeys sent, const Clock& clock);

    /// From now on the gateways are to hold this.
    void want(const PolicyContents& contents);

Q_SIGNALS:
    /// Every gateway has it.
    void inForce();
    /// A gateway refuses it, or can't be reached (then it is tried again).
    void failed(const Error& error);

private:
    struct Gateway {
        GatewayAddress address;
        bool upToDate = true;
        bool underWay = false;
    };
    void push(Gateway& gateway);
    void answered(Gateway& gateway, std::uint64_t version, const Result<std::int64_t>& revision);

    HttpClient m_http;
    std::vector<std::unique_ptr<Gateway>> m_gateways;
    ProbeKey m_probes;
    SentKeys m_sent;
    const Clock& m_clock;
    std::optional<PolicyContents> m_wanted;
    std::uint64_t m_version = 0; ///< of what is wanted
    QTimer m_again;
};

} // namespace fuseboard
