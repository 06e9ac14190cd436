// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servedhttp.h"

namespace fuseboard::test {

/// Answers with the target and the body; a body that can't be read is refused.
inline http::Handler echo()
{
    return [](http::Exchange& exchange) -> http::Async<void> {
        const auto body = co_await exchange.readBody();
        if (!body) {
            exchange.closeAfter();
            co_await exchange.respond(std::max(400, http::statusFor(body.error())), {}, "");
        } else {
            co_await exchange.respond(200, {}, exchange.request().target + " " + *body);
        }
    };
}

inline http::ServerLimits smallLimits()
{
    http::ServerLimits limits;
    limits.bodyBytes = 1000;
    limits.head = std::chrono::milliseconds(300);
    limits.body = std::chrono::milliseconds(300);
    return limits;
}

} // namespace fuseboard::test
