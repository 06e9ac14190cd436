// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sandboxstand.h"

#include "support/gatewaydoor.h"
#include "text/errortext.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

namespace fuseboard::test {
namespace {

constexpr int patience = 30'000; ///< under sanitizers a start takes seconds

} // namespace

SandboxStand::SandboxStand()
    : m_profile(Profile::under(m_directory.filePath(QStringLiteral("p"))))
{
    if (auto made = m_profile.create(); !made)
        m_fault = sentence(made.error());
    if (auto marked = m_profile.markSandbox(); !marked)
        m_fault = sentence(marked.error());
    m_host = std::make_unique<SandboxHost>(m_profile, m_clock);
    QObject::connect(
        m_host.get(), &SandboxHost::failed, m_host.get(), [this](const Error& error) { m_fault = sentence(error); });
    QSignalSpy prepared(m_host.get(), &SandboxHost::prepared);
    m_host->prepare();
    m_prepared = QTest::qWaitFor([&] { return prepared.count() > 0 || !m_fault.isEmpty(); }, patience) && m_fault.isEmpty();
}

SandboxStand::~SandboxStand() { m_engine.reset(); }

QUrl SandboxStand::callers() const { return m_host->callersDoor(); }

bool SandboxStand::openEngine(bool poll)
{
    auto engine = Engine::open(m_profile, {.zone = "Etc/UTC", .poll = poll});
    if (!engine) {
        m_fault = sentence(engine.error());
        return false;
    }
    m_engine = *std::move(engine);
    QSignalSpy inForce(m_engine.get(), &Engine::policyInForce);
    QObject::connect(m_engine.get(), &Engine::organisationChanged, m_host.get(), [this](const auto& organisation) {
        if (organisation->teams.empty())
            m_engine->setOrganisation(m_host->organisation());
    });
    m_engine->start();
    return QTest::qWaitFor(
        [&] {
            return inForce.count() > 0 && m_engine->organisation() && !m_engine->organisation()->teams.empty()
                && m_engine->board() && m_engine->freezes();
        },
        patience);
}

bool SandboxStand::poll()
{
    QSignalSpy polled(m_engine.get(), &Engine::polled);
    m_engine->poll();
    return polled.wait(patience);
}

bool SandboxStand::killGateway()
{
    // Without its socket it looks like one that somebody ended, which the host leaves alone: the test says when it comes back.
    return killListener(m_profile.gatewaySocket()) && QFile::remove(m_profile.gatewaySocket());
}

bool SandboxStand::startGateway()
{
    EmbeddedGateway gateway(m_profile);
    QSignalSpy running(&gateway, &EmbeddedGateway::running);
    gateway.ensureRunning();
    return running.wait(patience);
}

} // namespace fuseboard::test
