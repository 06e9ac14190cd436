// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/api.h"
#include "gateway/hiddenkey.h"
#include "http/exchange.h"
#include "http/servertls.h"
#include "http/tls.h"
#include "http/url.h"

#include <filesystem>
#include <vector>

namespace fuseboard::gateway {

struct UpstreamConfig {
    std::string name;
    http::Url url;
    std::vector<Dialect> dialects;
    std::string key; ///< the secret itself; empty: the upstream asks for none
    HiddenKey hiddenKey {};
    std::string authoritiesFile; ///< PEM; empty: the system's
    http::TlsContext tls {}; ///< null: plain
    std::string place {}; ///< whose connections are its own: another address or other authorities make it another one
};

/// Tokens of the admin door over TCP; each may be empty: nobody has that right there.
struct AdminTokens {
    std::string read, freeze, resume, policy;
    bool operator==(const AdminTokens&) const = default;
};

/// Where tools tell what they used.
struct TelemetryConfig {
    http::Endpoint listen;
    std::string tokenSha256; ///< of the token that they show; empty: none is asked for
    std::size_t bodyBytes = 4 * 1024 * 1024; ///< as sent; unpacked at most 16 MiB
    int requestsPerSecond = 200; ///< a tool sends one in five seconds
    bool operator==(const TelemetryConfig&) const = default;
};

/// `gateway.toml`, with its key references resolved.
struct Config {
    std::filesystem::path file; ///< that it was read from
    std::string print; ///< SHA-256 of that file and of all that it names: another one may mean something else
    std::filesystem::path data; ///< directory of policy.json, holds.db and ledger.db
    http::Endpoint callers;
    std::optional<http::TlsFiles> callersTls; ///< empty: loopback, or what people have said is encrypted otherwise
    std::string adminSocket; ///< empty: none
    std::optional<http::Endpoint> adminTcp;
    std::optional<http::TlsFiles> adminTls; ///< never empty beyond loopback
    AdminTokens adminTokens;
    std::optional<TelemetryConfig> telemetry; ///< empty: it is not listened for
    std::vector<UpstreamConfig> upstreams;
    int callerThreads = 1; ///< at least 1
    http::ServerLimits callerLimits;
    std::chrono::seconds connectTime {10};
    std::chrono::seconds callTime {600}; ///< of a whole answer; the vendors' SDKs wait as long
    std::chrono::seconds streamSilence {300}; ///< between two pieces of a stream
    std::string logLevel = "info";
    std::vector<std::string> warnings; ///< what works, and should be mended all the same

    [[nodiscard]] const UpstreamConfig* upstream(const std::string& name) const;
};

/// ErrorCode::badConfig with `file:line` as its subject, or what stands in the way of reading.
Result<Config> readConfig(const std::filesystem::path& file);

} // namespace fuseboard::gateway
