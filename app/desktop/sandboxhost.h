// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/childprogram.h"
#include "desktop/companydocument.h"
#include "owner/embeddedgateway.h"

namespace fuseboard {

/// Runs a sandbox profile: a provider that costs nothing, the profile's own gateway in front of it, and a company that
/// calls. Everything it started ends with it.
class SandboxHost : public QObject {
    Q_OBJECT
public:
    /// The profile must be marked as a sandbox's.
    SandboxHost(Profile profile, const Clock& clock, QObject* parent = nullptr);
    ~SandboxHost() override;

    /// Provider, seed, gateway; then `prepared`, or `failed`.
    void prepare();
    /// The company begins to call; its agent runs away after a while.
    void startCompany(std::chrono::seconds runawayAfter);
    /// What the company is made of; valid once prepared.
    [[nodiscard]] const Organisation& organisation() const { return m_company.organisation; }

    /// Where callers call; valid once prepared.
    [[nodiscard]] QUrl callersDoor() const { return m_callersDoor; }

Q_SIGNALS:
    void prepared();
    /// The agent has begun to run away.
    void runaway();
    void failed(const Error& error);
    /// The gateway ended unasked, and is started again; `gatewayBack` follows.
    void gatewayEnded();
    void gatewayBack();

private:
    void gatewayRuns(const QUrl& callers);
    void providerReady(const QStringList& lines);
    void seeded();
    Result<void> writeFiles();
    [[nodiscard]] Result<void> writeGateway(quint16 port) const;

    Profile m_profile;
    const Clock& m_clock;
    ChildProgram m_provider, m_setup, m_callers;
    EmbeddedGateway m_gateway;
    QString m_providerUrl;
    QUrl m_callersDoor;
    CompanyDocument m_company;
};

} // namespace fuseboard
