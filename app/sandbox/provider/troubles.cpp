// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/troubles.h"

namespace fuseboard::sandbox {
namespace {

constexpr int retryAfterSeconds = 2;

ApiFault fault(
    Api dialect, int status, const char* anthropicType, const char* openAiType, std::string message, std::string code = {})
{
    return {.status = status,
        .type = dialect == Api::messages ? anthropicType : openAiType,
        .message = std::move(message),
        .param = {},
        .code = std::move(code)};
}

} // namespace

std::optional<ApiFault> faultFor(const ModelCall& call)
{
    switch (call.trouble) {
    case Trouble::none:
    case Trouble::cut:
    case Trouble::noUsage: return std::nullopt;
    case Trouble::badRequest:
        return fault(
            call.api, 400, "invalid_request_error", "invalid_request_error", "The sandbox was asked to refuse this request.");
    case Trouble::rateLimit: {
        ApiFault limited = fault(call.api, 429, "rate_limit_error", "requests", "Rate limit reached. Please try again later.",
            "rate_limit_exceeded");
        limited.retryAfterSeconds = retryAfterSeconds;
        return limited;
    }
    case Trouble::serverError:
        return fault(call.api, 500, "api_error", "server_error", "The server had an error while processing your request.");
    case Trouble::overloaded:
        return fault(call.api, call.api == Api::messages ? 529 : 503, "overloaded_error", "service_unavailable_error",
            "Overloaded", "slow_down");
    }
    return std::nullopt;
}

ApiFault wrongKey(Api dialect)
{
    return fault(dialect, 401, "authentication_error", "invalid_request_error",
        dialect == Api::messages ? "invalid x-api-key" : "Incorrect API key provided.", "invalid_api_key");
}

ApiFault wrongAdminKey()
{
    return fault(Api::chat, 401, "", "invalid_request_error", "This endpoint needs an admin key of the organization.",
        "invalid_api_key");
}

ApiFault unreadable(Api dialect, int status)
{
    if (status == 413)
        return fault(dialect, 413, "request_too_large", "invalid_request_error", "Request exceeds the maximum size.");
    return fault(dialect, status == 0 ? 400 : status, "invalid_request_error", "invalid_request_error",
        "The request body could not be read.");
}

std::string endingOf(const ModelCall& call)
{
    switch (call.trouble) {
    case Trouble::cut: return "cut";
    case Trouble::noUsage: return "nousage";
    default: return "whole";
    }
}

} // namespace fuseboard::sandbox
