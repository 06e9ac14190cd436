// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/sandboxhost.h"

#include "connectors/sourceconfig.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto gatewayInterval = 2s; ///< so that a newcomer sees the money move
constexpr auto providerInterval = 60s;

QString program() { return QStringLiteral("fuseboard-sandbox"); }

} // namespace

SandboxHost::SandboxHost(Profile profile, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_clock(clock)
    , m_provider(program())
    , m_setup(program())
    , m_callers(program())
    , m_gateway(m_profile)
{
    for (ChildProgram* child : {&m_provider, &m_setup, &m_callers})
        connect(child, &ChildProgram::ended, this, &SandboxHost::failed);
    connect(&m_provider, &ChildProgram::ready, this, &SandboxHost::providerReady);
    connect(&m_setup, &ChildProgram::done, this, &SandboxHost::seeded);
    connect(&m_gateway, &EmbeddedGateway::failed, this, &SandboxHost::failed);
    connect(&m_gateway, &EmbeddedGateway::running, this, &SandboxHost::gatewayRuns);
    connect(&m_gateway, &EmbeddedGateway::ended, this, &SandboxHost::gatewayEnded);
    connect(&m_callers, &ChildProgram::line, this, [this](const QString& line) {
        if (line.startsWith(QLatin1String("runaway")))
            Q_EMIT runaway();
    });
}

SandboxHost::~SandboxHost() { m_gateway.stop(); }

void SandboxHost::prepare()
{
    QDir().mkpath(m_profile.sandboxDirectory());
    // A gateway that an earlier run left behind would still call that run's provider.
    m_gateway.stop();
    m_provider.start({QStringLiteral("provider"), QStringLiteral("--dir"), m_profile.sandboxDirectory()});
}

void SandboxHost::gatewayRuns(const QUrl& callers)
{
    const bool isBack = m_callersDoor.isValid();
    m_callersDoor = callers;
    if (isBack) {
        Q_EMIT gatewayBack();
        return;
    }
    // Started again it listens at the same port: callers know no other.
    if (auto written = writeGateway(static_cast<quint16>(callers.port())); !written)
        Q_EMIT failed(written.error());
    Q_EMIT prepared();
}

void SandboxHost::providerReady(const QStringList& lines)
{
    for (const QString& line : lines)
        if (line.startsWith(QLatin1String("provider ")))
            m_providerUrl = line.section(QLatin1Char(' '), 1);
    m_setup.start({QStringLiteral("setup"), QStringLiteral("--dir"), m_profile.sandboxDirectory(),
        QStringLiteral("--provider-url"), m_providerUrl});
}

void SandboxHost::seeded()
{
    if (auto written = writeFiles(); !written)
        Q_EMIT failed(written.error());
    else
        m_gateway.ensureRunning();
}

Result<void> SandboxHost::writeFiles()
{
    QFile file(QDir(m_profile.sandboxDirectory()).filePath(QStringLiteral("company.json")));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::fileUnreadable, file.fileName().toStdString(), file.errorString().toStdString());
    // The seeded past reaches back two months, and so do the budgets.
    auto company = parseCompany(file.readAll(), dayOf(m_clock.now()) - std::chrono::days(100));
    if (!company)
        return std::unexpected(company.error());
    m_company = *std::move(company);
    if (auto written = writeGateway(0); !written)
        return written;
    const std::vector<SourceConfig> sources {{.id = "gateway",
                                                 .name = "Gateway",
                                                 .kind = "gateway",
                                                 .socket = m_profile.gatewaySocket().toStdString(),
                                                 .embedded = true,
                                                 .interval = gatewayInterval},
        {.id = "provider",
            .name = "Sandbox Provider",
            .kind = "openai",
            .url = m_providerUrl.toStdString() + "/v1",
            .account = m_company.account.toStdString(),
            .key = {KeyReference::Place::file, m_company.adminKeyFile.toStdString()},
            .interval = providerInterval}};
    QSaveFile out(m_profile.sourcesFile());
    if (!out.open(QIODevice::WriteOnly) || out.write(QByteArray::fromStdString(writeSources(sources))) < 0 || !out.commit())
        return fail(ErrorCode::fileUnwritable, out.fileName().toStdString(), out.errorString().toStdString());
    return {};
}

Result<void> SandboxHost::writeGateway(quint16 port) const
{
    return writeGatewayFiles(m_profile,
        {.upstreams = {{.name = m_company.account,
             .url = m_providerUrl,
             .dialects = {QStringLiteral("openai"), QStringLiteral("anthropic")},
             .keyFile = m_company.upstreamKeyFile}},
            .port = port});
}

void SandboxHost::startCompany(std::chrono::seconds runawayAfter)
{
    m_callers.start({QStringLiteral("company"), QStringLiteral("--gateway"), m_callersDoor.toString(), QStringLiteral("--keys"),
        QDir(m_profile.sandboxDirectory()).filePath(QStringLiteral("company.json")), QStringLiteral("--runaway-after"),
        QString::number(runawayAfter.count())});
}

} // namespace fuseboard
