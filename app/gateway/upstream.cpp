// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/upstream.h"

#include <algorithm>
#include <array>

namespace fuseboard::gateway {
namespace {

constexpr std::array<std::string_view, 6> passedOn {
    "accept", "anthropic-version", "anthropic-beta", "openai-beta", "idempotency-key", "user-agent"};
/// Of Anthropic's API, and of Azure's.
constexpr std::array<std::string_view, 5> passedParameters {"beta", "limit", "after_id", "before_id", "api-version"};
/// The last three say to the providers' SDKs whether and when to try again.
constexpr std::array<std::string_view, 6> passedBack {
    "content-type", "request-id", "x-request-id", "retry-after", "retry-after-ms", "x-should-retry"};
/// What the Messages API is asked for where a caller, coming by way of another SDK, names no version.
constexpr const char* defaultAnthropicVersion = "2023-06-01";

/// What is not known may be a key, or another way to say what the body says.
std::string passedTarget(std::string_view target)
{
    const auto query = target.find('?');
    std::string out(target.substr(0, query));
    for (auto at = query; at < target.size();) {
        const auto end = target.find('&', at + 1);
        const auto parameter = target.substr(at + 1, end - at - 1);
        if (std::ranges::contains(passedParameters, parameter.substr(0, parameter.find('='))))
            out.append(out.size() == query ? "?" : "&").append(parameter);
        at = end;
    }
    return out;
}

} // namespace

http::RequestHead upstreamRequest(const http::RequestHead& caller, const UpstreamConfig& upstream, Dialect dialect)
{
    http::RequestHead head {.method = caller.method, .target = passedTarget(caller.target), .headers = {}};
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

bool isPlain(const http::ResponseHead& head)
{
    const auto coding = head.headers.get("content-encoding");
    return coding.empty() || coding == "identity";
}

http::Headers callerHeaders(const http::Headers& answer, const UpstreamConfig& upstream, const std::string& callId)
{
    http::Headers headers;
    for (const auto name : passedBack)
        if (std::string value(answer.get(name)); !value.empty()) {
            upstream.hiddenKey.hideIn(value);
            headers.add(name, std::move(value));
        }
    headers.add("x-fuseboard-call-id", callId);
    return headers;
}

} // namespace fuseboard::gateway
