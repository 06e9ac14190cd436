// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace fuseboard::http {

/// A base address: `http(s)://host[:port][/prefix]`, without user, query or fragment.
struct Url {
    bool tls = false;
    std::string host; ///< without brackets
    std::uint16_t port = 80;
    std::string prefix; ///< path without a slash at its end; usually empty

    static Result<Url> parse(std::string_view text);
    /// What a Host field says.
    [[nodiscard]] std::string authority() const;
    [[nodiscard]] std::string text() const;
    bool operator==(const Url&) const = default;
};

/// `host:port` or `[v6]:port`, as listeners are written.
struct Endpoint {
    std::string host;
    std::uint16_t port = 0;
    static Result<Endpoint> parse(std::string_view text);
    [[nodiscard]] bool isLoopback() const;
    bool operator==(const Endpoint&) const = default;
};

} // namespace fuseboard::http
