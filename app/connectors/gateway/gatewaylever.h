// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/gatewayaddress.h"
#include "connectors/gateway/probekey.h"
#include "switchboard/lever.h"

namespace fuseboard {

/// The control half of the connector for our own gateway. Probes each team with its own probe token at the callers' door;
/// the organisation, and scopes that are no team, with the token of every team that the gateway's policy knows: one
/// that is served means served.
class GatewayLever : public Lever {
public:
    /// The client must outlive the lever and live in the same thread.
    GatewayLever(
        HttpClient& http, GatewayAddress address, ProbeKey key, std::chrono::milliseconds bound = std::chrono::seconds(10));

    [[nodiscard]] const LeverTraits& traits() const override { return m_traits; }
    QFuture<Result<LeverReport>> observe() override;
    QFuture<Result<LeverAcknowledgement>> order(HoldOrder order) override;
    QFuture<Result<ProbeResult>> probe(Scope scope) override;
    QFuture<Result<LeverLook>> look(Scope scope) override;
    QFuture<Result<std::vector<RunningCall>>> calls(Scope scope) override;
    QFuture<Result<CutOutcome>> cutCall(std::string id) override;
    QFuture<Result<ToldAsks>> asks() override;
    QFuture<Result<RaiseAsk>> answerAsk(AskDecision decision, std::string by) override;

private:
    HttpClient& m_http;
    GatewayAddress m_address;
    ProbeKey m_key;
    LeverTraits m_traits;
    struct Health;
    std::shared_ptr<Health> m_health;
    std::shared_ptr<QUrl> m_callersDoor; ///< empty until asked, and after it did not answer: a restart moves it
};

} // namespace fuseboard
