// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/probekey.h"
#include "connectors/haproxy/haproxyaddress.h"
#include "net/httpclient.h"
#include "switchboard/lever.h"

namespace fuseboard {

class HaproxyControl;

/// The control half for an HAProxy with the companion's configuration. It refuses the organisation, teams and tokens, and
/// ends the streams of the organisation and of teams, each of which has a backend `be_TEAM`. HAProxy keeps a scope's
/// generation and compares nothing: two managers who order within the same millisecond find out by reading back.
class HaproxyLever : public Lever {
public:
    /// The client must outlive the lever and live in the same thread.
    HaproxyLever(HttpClient& http, const HaproxyAddress& address, ProbeKey key,
        std::chrono::milliseconds bound = std::chrono::seconds(10));
    ~HaproxyLever() override;

    [[nodiscard]] const LeverTraits& traits() const override { return m_traits; }
    QFuture<Result<LeverReport>> observe() override;
    QFuture<Result<LeverAcknowledgement>> order(HoldOrder order) override;
    QFuture<Result<ProbeResult>> probe(Scope scope) override;
    QFuture<Result<LeverLook>> look(Scope scope) override;

private:
    HttpClient& m_http;
    HaproxyAddress m_address;
    ProbeKey m_key;
    LeverTraits m_traits;
    std::shared_ptr<HaproxyControl> m_control;
};

} // namespace fuseboard
