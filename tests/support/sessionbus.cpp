// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sessionbus.h"

#include <QTest>

namespace fuseboard::test {
namespace {

constexpr int patience = 10'000;
constexpr auto variable = "DBUS_SESSION_BUS_ADDRESS";

void end(QProcess& process)
{
    process.kill();
    process.waitForFinished(patience);
}

} // namespace

SessionBus::SessionBus()
    : m_before(qgetenv(variable))
    , m_wasSet(qEnvironmentVariableIsSet(variable))
{
    m_bus.start(QStringLiteral("dbus-daemon"),
        {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
            QStringLiteral("--print-address=1")});
    QByteArray line;
    while (!line.endsWith('\n') && m_bus.waitForReadyRead(patience))
        line += m_bus.readLine();
    m_address = line.trimmed();
    qputenv(variable, m_address);
}

SessionBus::~SessionBus()
{
    stopKeyring();
    end(m_bus);
    if (m_wasSet)
        qputenv(variable, m_before);
    else
        qunsetenv(variable);
}

bool SessionBus::startKeyring(const QStringList& arguments)
{
    stopKeyring();
    m_keyring = std::make_unique<QProcess>();
    m_keyring->start(QStringLiteral(FUSEBOARD_BIN "/fakesecrets"), arguments);
    return QTest::qWaitFor([this] { return keyringLines().contains(QStringLiteral("ready")); }, patience);
}

void SessionBus::stopKeyring()
{
    if (m_keyring)
        end(*m_keyring);
    m_keyring.reset();
    m_lines.clear();
}

QStringList SessionBus::keyringLines()
{
    if (m_keyring)
        m_lines += m_keyring->readAllStandardOutput();
    return QString::fromUtf8(m_lines).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

} // namespace fuseboard::test
