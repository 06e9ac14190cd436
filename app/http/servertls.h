// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/tls.h"

#include <atomic>
#include <string_view>

namespace fuseboard::http {

/// PEM files of a server: its certificate with those above it, and its key, which other users may not read.
struct TlsFiles {
    std::string certificate, key;
    bool operator==(const TlsFiles&) const = default;
};

/// A listener's TLS: 1.2 or newer, HTTP/1.1 alone. Usable from any thread.
class ServerTls {
public:
    /// ErrorCode::badConfig with the file at fault and why; so is a certificate that is not valid today.
    static Result<std::shared_ptr<ServerTls>> load(TlsFiles files);

    /// Reads the files anew for connections to come; where that fails, the last good certificate stays.
    Result<void> reload();
    [[nodiscard]] TlsContext context() const { return m_context.load(); }
    /// Whether the certificate is for that host: a name or an address, without a port.
    [[nodiscard]] bool names(std::string_view host) const;
    /// SHA-256 of the certificate in lower-case hex digits, for clients that pin it.
    [[nodiscard]] std::string fingerprint() const;

private:
    ServerTls(TlsFiles files, TlsContext context)
        : m_files(std::move(files))
        , m_context(std::move(context))
    {
    }

    const TlsFiles m_files;
    std::atomic<TlsContext> m_context;
};

} // namespace fuseboard::http
