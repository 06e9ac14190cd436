// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace fuseboard::test {

/// A key and its certificate, PEM.
struct Identity {
    QByteArray key, certificate;
};

/// What is to be certified.
struct CertificateRequest {
    const char* commonName = "127.0.0.1";
    const char* alternativeName = "IP:127.0.0.1"; ///< null: none
    long validFromSeconds = -3600, validToSeconds = 3600; ///< from now
    bool authority = false;
};

/// Signed by `issuer`, or by itself.
Identity makeIdentity(const CertificateRequest& request, const Identity* issuer = nullptr);

} // namespace fuseboard::test
