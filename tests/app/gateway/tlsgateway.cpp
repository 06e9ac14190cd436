// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tlsgateway.h"

#include <QCryptographicHash>
#include <QSslCertificate>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace fuseboard::test {
namespace {

void put(const std::filesystem::path& file, const QByteArray& text)
{
    std::ofstream(file) << text.toStdString();
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

} // namespace

TlsGateway::TlsGateway(std::string address)
    : m_address(std::move(address))
{
    put(authorityFile(), m_authority.certificate);
    present(issue());
    std::ifstream in(process.configFile());
    std::ostringstream config;
    config << in.rdbuf();
    std::string text = config.str();
    const std::string plain = "listen = \"127.0.0.1:0\"\n";
    const std::string secured = "listen = \"" + m_address + ":0\"\ncertificate = \"server.pem\"\nkey = \"file:server.key\"\n";
    for (auto at = text.find(plain); at != std::string::npos; at = text.find(plain, at + secured.size()))
        text.replace(at, plain.size(), secured);
    std::ofstream(process.configFile()) << text;
}

void TlsGateway::present(const Identity& identity) const
{
    put(process.directory() / "server.pem", identity.certificate);
    put(process.directory() / "server.key", identity.key);
}

Identity TlsGateway::issue(long validFromSeconds, long validToSeconds) const
{
    return makeIdentity({.commonName = "gateway",
                            .alternativeName = m_alternativeName.c_str(),
                            .validFromSeconds = validFromSeconds,
                            .validToSeconds = validToSeconds},
        &m_authority);
}

std::string TlsGateway::callersUrl() const { return "https://" + m_address + ":" + std::to_string(process.callersPort()); }

GatewayAddress TlsGateway::admin(HttpTrust trust) const
{
    DoorTokens tokens;
    for (const DoorRight right : allDoorRights)
        tokens.set(right, "admin-door-to-" + QByteArray(toText(right).data(), static_cast<qsizetype>(toText(right).size())));
    return {.id = "gateway",
        .name = "Gateway",
        .socket = {},
        .url = QUrl(QStringLiteral("https://%1:%2").arg(QString::fromStdString(m_address)).arg(process.adminPort())),
        .trust = std::move(trust),
        .tokens = tokens};
}

QByteArray pinOf(const Identity& identity)
{
    return QSslCertificate(identity.certificate).digest(QCryptographicHash::Sha256).toHex();
}

std::string said(const std::string& command)
{
    std::string out;
    FILE* pipe = ::popen(command.c_str(), "r"); // NOLINT(cert-env33-c): a test of a real client
    char piece[4096];
    for (std::size_t size = 0; (size = std::fread(piece, 1, sizeof piece, pipe)) > 0;)
        out.append(piece, size);
    ::pclose(pipe);
    return out;
}

} // namespace fuseboard::test
