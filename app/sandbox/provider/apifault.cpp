// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/apifault.h"

#include <boost/json.hpp>

namespace fuseboard::sandbox {

namespace json = boost::json;

ApiFault ApiFault::invalid(std::string message, std::string param, std::string code)
{
    return {.status = 400,
        .type = "invalid_request_error",
        .message = std::move(message),
        .param = std::move(param),
        .code = std::move(code)};
}

std::string ApiFault::openAiBody() const
{
    const auto orNull = [](const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); };
    return json::serialize(
        json::value {{"error", {{"message", message}, {"type", type}, {"param", orNull(param)}, {"code", orNull(code)}}}});
}

std::string ApiFault::anthropicBody(const std::string& requestId) const
{
    return json::serialize(
        json::value {{"type", "error"}, {"error", {{"type", type}, {"message", message}}}, {"request_id", requestId}});
}

} // namespace fuseboard::sandbox
