// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/gatewayaddress.h"
#include "connectors/targets/controldialect.h"
#include "connectors/targets/targetsystem.h"

#include <map>

namespace fuseboard {

/// How a system's lever is set up.
struct TargetsSetup {
    GatewayAddress address; ///< with the keys for reading, freezing and resuming
    std::map<TeamId, QByteArray> canaries {}; ///< a caller's key of a team, to try with; it can buy nothing
    int tries = 3; ///< test calls that all have to be refused: three for each worker or replica
    std::optional<std::chrono::milliseconds> bound {}; ///< instead of the dialect's
    std::chrono::milliseconds watchEvery {30'000};
};

/// A system that is controlled over HTTP by a dialect.
class HttpTargets : public TargetSystem {
public:
    /// The client must outlive it and live in the same thread.
    HttpTargets(HttpClient& http, std::shared_ptr<const ControlDialect> dialect, TargetsSetup setup);

    [[nodiscard]] const LeverTraits& traits() const override { return m_traits; }
    QFuture<Result<std::vector<ControlTarget>>> targets() override;
    QFuture<Result<void>> hold(ControlTarget target, std::string by) override;
    QFuture<Result<void>> restore(ControlTarget target, std::string state, std::string by) override;
    QFuture<Result<ProbeResult>> probe(Scope scope) override;

private:
    struct Reading;
    QFuture<Result<std::vector<ControlTarget>>> read(std::shared_ptr<Reading> reading);
    QFuture<Result<void>> send(
        DoorRight right, std::shared_ptr<const std::vector<ControlRequest>> requests, std::string by, std::size_t index);
    QFuture<Result<ProbeResult>> probe(QByteArray key, int left);
    [[nodiscard]] HttpRequest request(const QByteArray& key, const ControlRequest& what) const;

    HttpClient& m_http;
    std::shared_ptr<const ControlDialect> m_dialect;
    TargetsSetup m_setup;
    LeverTraits m_traits;
};

} // namespace fuseboard
