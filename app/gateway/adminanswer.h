// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/jsonwriter.h"
#include "http/exchange.h"

namespace fuseboard::gateway {

inline http::Async<void> sayJson(http::Exchange& exchange, int status, JsonWriter json, http::Headers headers = {})
{
    headers.add("Content-Type", "application/json");
    co_await exchange.respond(status, std::move(headers), std::move(json).str());
}

/// How the admin API names a failure: `{"error":{"code","message"}}`.
inline http::Async<void> sayFailure(http::Exchange& exchange, int status, std::string code, std::string message)
{
    JsonWriter out;
    out.beginObject().key("error").beginObject().member("code", code).member("message", message).endObject().endObject();
    co_await sayJson(exchange, status, std::move(out));
}

/// The body of a write; empty where it can't be read, which is then said already.
inline http::Async<std::optional<std::string>> readWrite(http::Exchange& exchange)
{
    auto body = co_await exchange.readBody();
    if (body)
        co_return *std::move(body);
    exchange.closeAfter();
    co_await sayFailure(exchange, std::max(400, http::statusFor(body.error())), "unreadable_body", body.error().detail);
    co_return std::nullopt;
}

} // namespace fuseboard::gateway
