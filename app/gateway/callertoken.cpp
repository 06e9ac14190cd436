// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/callertoken.h"

namespace fuseboard::gateway {

std::string callerToken(const http::Headers& headers)
{
    if (headers.count("authorization") > 1 || headers.count("x-api-key") > 1)
        return {};
    std::string_view bearer = headers.get("authorization");
    if (bearer.size() > 7 && http::equalsIgnoringCase(bearer.substr(0, 7), "Bearer "))
        bearer.remove_prefix(7);
    else if (!bearer.empty())
        return {};
    const std::string_view key = headers.get("x-api-key");
    if (!bearer.empty() && !key.empty() && bearer != key)
        return {};
    return std::string(bearer.empty() ? key : bearer);
}

} // namespace fuseboard::gateway
