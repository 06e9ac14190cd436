// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/upstream.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace fuseboard::gateway {
namespace {

constexpr std::array<std::string_view, 6> passedOn {
    "accept", "anthropic-version", "anthropic-beta", "openai-beta", "idempotency-key", "user-agent"};
/// The last three say to the providers' SDKs whether and when to try again.
constexpr std::array<std::string_view, 6> passedBack {
    "content-type", "request-id", "x-request-id", "retry-after", "retry-after-ms", "x-should-retry"};
constexpr std::size_t shortestSecret = 12;
/// What the Messages API is asked for where a caller, coming by way of another SDK, names no version.
constexpr const char* defaultAnthropicVersion = "2023-06-01";

} // namespace

http::RequestHead upstreamRequest(const http::RequestHead& caller, const UpstreamConfig& upstream, Dialect dialect)
{
    http::RequestHead head {.method = caller.method, .target = caller.target, .headers = {}};
    for (const auto& [name, value] : caller.headers.all()) // a list may come as several fields (RFC 9110, 5.3)
        if (std::ranges::any_of(passedOn, [&](const auto known) { return http::equalsIgnoringCase(name, known); }))
            head.headers.add(name, value);
    if (caller.method == "POST")
        head.headers.add("content-type", "application/json");
    head.headers.add("accept-encoding", "identity"); // a coded stream could not be metered as it passes
    if (dialect == Dialect::anthropic && !head.headers.has("anthropic-version"))
        head.headers.add("anthropic-version", defaultAnthropicVersion);
    if (upstream.key.empty())
        return head;
    if (dialect == Dialect::anthropic)
        head.headers.add("x-api-key", upstream.key);
    else
        head.headers.add("authorization", "Bearer " + upstream.key);
    return head;
}

void hideKey(std::string& answer, const UpstreamConfig& upstream)
{
    const std::string& key = upstream.key;
    if (key.size() < shortestSecret)
        return;
    const auto next = [&](std::size_t from) -> char* {
        return static_cast<char*>(memmem(answer.data() + from, answer.size() - from, key.data(), key.size()));
    };
    for (char* shown = next(0); shown; shown = next(static_cast<std::size_t>(shown - answer.data())))
        std::fill_n(shown, key.size(), '*');
}

http::Headers callerHeaders(const http::Headers& answer, const UpstreamConfig& upstream, const std::string& callId)
{
    http::Headers headers;
    for (const auto name : passedBack)
        if (std::string value(answer.get(name)); !value.empty()) {
            hideKey(value, upstream);
            headers.add(name, std::move(value));
        }
    headers.add("x-fuseboard-call-id", callId);
    return headers;
}

} // namespace fuseboard::gateway
