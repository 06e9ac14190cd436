// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/gateway/gatewayaddress.h"
#include "gatewayprocess.h"
#include "nastyupstream.h"
#include "support/certificates.h"

namespace fuseboard::test {

/// A gateway whose doors speak TLS at an address of this machine, with certificates of an authority of its own.
class TlsGateway {
public:
    explicit TlsGateway(std::string address = "127.0.0.1");

    /// Puts another certificate into place, which the gateway does not know of yet.
    void present(const Identity& identity) const;
    [[nodiscard]] Identity issue(long validFromSeconds = -3600, long validToSeconds = 3600) const;
    [[nodiscard]] std::string authorityFile() const { return process.directory() / "ca.pem"; }
    [[nodiscard]] std::string callersUrl() const;
    /// As the desktop reaches its admin door.
    [[nodiscard]] GatewayAddress admin(HttpTrust trust) const;

    NastyUpstream upstream;
    GatewayProcess process {upstream.port()};

private:
    std::string m_address, m_alternativeName = "IP:" + m_address;
    Identity m_authority = makeIdentity({.commonName = "Own Authority", .alternativeName = nullptr, .authority = true});
};

/// SHA-256 of a certificate, as a pin.
QByteArray pinOf(const Identity& identity);
/// What a command of the shell writes to its standard output, once it has ended.
std::string said(const std::string& command);

} // namespace fuseboard::test
