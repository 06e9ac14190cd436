// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/headers.h"

#include <chrono>

namespace fuseboard::http {

struct RequestHead {
    std::string method = "GET";
    std::string target = "/"; ///< path and query, as on the wire
    Headers headers;
    int minorVersion = 1; ///< HTTP/1.x

    [[nodiscard]] std::string_view path() const;
    /// What stands after `?`; empty where there is none.
    [[nodiscard]] std::string_view query() const;
    /// The first parameter of the name, percent-decoded.
    [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const;
};

struct ResponseHead {
    int status = 200;
    Headers headers;
    int minorVersion = 1;
};

struct Response {
    ResponseHead head;
    std::string body;
};

/// `%41` → `A`, `+` stays; empty where a `%` is not followed by two hex digits.
std::optional<std::string> percentDecoded(std::string_view text);
/// Text after the status code. Clients ignore it.
std::string_view reasonPhrase(int status);
/// `Tue, 24 Nov 2026 10:15:00 GMT`
std::string httpDate(std::chrono::system_clock::time_point at);

/// The head as bytes, built anew, and the body behind it: fields whose name or value could break the framing are left out.
std::string serialise(const RequestHead& head, std::string_view body = {});
std::string serialise(const ResponseHead& head, std::string_view body = {});

} // namespace fuseboard::http
