// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/gatewayaddress.h"
#include "connectors/targets/controldialect.h"
#include "connectors/targets/targetsystem.h"

#include <QObject>

#include <map>

namespace fuseboard {

/// How a system's lever is set up.
struct TargetsSetup {
    GatewayAddress address; ///< with the keys for reading, freezing and resuming
    std::string account {}; ///< the source's, where its usage rows have it: allocation rules may name it
    /// A caller's key of a team, to try with; it can buy nothing. Empty: it is there once its keyring gives it out.
    SharedKeys<TeamId> canaries {};
    int tries = 3; ///< test calls that all have to be refused: three for each worker or replica
    std::optional<std::chrono::milliseconds> bound {}; ///< instead of the dialect's
    std::optional<std::chrono::milliseconds> watchEvery {}; ///< as well
    std::optional<std::chrono::milliseconds> deadline {}; ///< of each request, instead of ours
    std::optional<std::chrono::milliseconds> pause {}; ///< instead of the dialect's
};

/// A system that is controlled over HTTP by a dialect.
class HttpTargets : public TargetSystem {
public:
    /// The client must outlive it and live in the same thread.
    HttpTargets(HttpClient& http, std::shared_ptr<const ControlDialect> dialect, TargetsSetup setup);

    [[nodiscard]] const LeverTraits& traits() const override { return m_traits; }
    [[nodiscard]] LeverCaveat caveat() const override { return m_caveat; }
    [[nodiscard]] std::size_t atOnce() const override { return m_dialect->rules().atOnce; }
    QFuture<Result<std::vector<ControlTarget>>> targets() override;
    QFuture<Result<void>> hold(ControlTarget target, std::string by) override;
    QFuture<Result<void>> restore(ControlTarget target, std::string state, std::string by) override;
    QFuture<Result<ProbeResult>> probe(Scope scope) override;
    [[nodiscard]] bool speaksFor(const Scope& scope, const std::vector<ControlTarget>& targets) const override;

private:
    struct Reading;
    QFuture<Result<HttpAnswer>> ask(HttpRequest what);
    void askAbout();
    void leaveOutCanaries(std::vector<ControlTarget>& found);
    QFuture<Result<std::vector<ControlTarget>>> readLists(
        const std::vector<ControlList>& lists, std::vector<ControlTarget> found);
    QFuture<Result<TargetPage>> readAsFarAsItGoes(const ControlList& list);
    QFuture<Result<TargetPage>> readList(std::shared_ptr<Reading> reading);
    QFuture<Result<TargetPage>> counted(const std::shared_ptr<Reading>& reading);
    QFuture<Result<void>> send(
        DoorRight right, std::shared_ptr<const std::vector<ControlRequest>> requests, std::string by, std::size_t index);
    QFuture<Result<ProbeResult>> probe(QByteArray key, int left);
    [[nodiscard]] HttpRequest request(
        const QByteArray& key, const ControlRequest& what, std::chrono::milliseconds deadline) const;

    HttpClient& m_http;
    std::shared_ptr<const ControlDialect> m_dialect;
    TargetsSetup m_setup;
    LeverTraits m_traits;
    SteadyTime m_nextTurn; ///< of a request
    SteadyTime m_nextAbout; ///< when it may have become another version
    LeverCaveat m_caveat = LeverCaveat::none;
    QObject m_here; ///< gone when this is, while requests wait for their turn
    std::map<std::string, std::string> m_freeProjects; ///< of canaries that are never held, by their SHA-256
};

} // namespace fuseboard
