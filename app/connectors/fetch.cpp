// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/fetch.h"

#include <algorithm>
#include <format>
#include <limits>

namespace fuseboard {
namespace {

constexpr std::chrono::seconds longestWait = std::chrono::minutes(15);

ErrorCode codeOf(const HttpAnswer& answer)
{
    // GitHub refuses with 403 what comes too often, and says so in headers (PROVIDERS 3).
    const bool usedUp = answer.status == 403 && (answer.header("x-ratelimit-remaining") == "0" || retryAfter(answer));
    if (answer.status == 429 || usedUp)
        return ErrorCode::rateLimited;
    if (answer.status == 401 || answer.status == 403)
        return ErrorCode::unauthorised;
    return answer.status >= 500 ? ErrorCode::serverError : ErrorCode::badAnswer;
}

/// When GitHub counts anew, in Unix seconds.
std::optional<std::chrono::seconds> untilReset(const HttpAnswer& answer)
{
    bool isNumber = false;
    const qlonglong reset = answer.header("x-ratelimit-reset").toLongLong(&isNumber);
    if (!isNumber || reset < 0 || reset > std::numeric_limits<std::uint32_t>::max() || !answer.serverDate
        || answer.header("x-ratelimit-remaining") != "0")
        return std::nullopt;
    const auto wait = std::chrono::ceil<std::chrono::seconds>(fromUnixSeconds(reset) - *answer.serverDate);
    return std::clamp(wait, std::chrono::seconds(0), longestWait);
}

} // namespace

std::optional<std::chrono::seconds> retryAfter(const HttpAnswer& answer)
{
    const QByteArray text = answer.header("retry-after").trimmed();
    if (!text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) {
        bool fits = false;
        const qlonglong seconds = text.toLongLong(&fits);
        return fits ? std::min(std::chrono::seconds(seconds), longestWait) : longestWait;
    }
    const auto until = parseHttpDate(text);
    if (!until || !answer.serverDate) // our own clock may be wrong by a day
        return std::nullopt;
    const auto wait = std::chrono::ceil<std::chrono::seconds>(*until - *answer.serverDate);
    return std::clamp(wait, std::chrono::seconds(0), longestWait);
}

FetchResult bodyOf(const Result<HttpAnswer>& answer, const std::string& sourceId)
{
    if (!answer)
        return std::unexpected(UsageFailure {{answer.error().code, sourceId, answer.error().detail}, {}});
    if (answer->status == 200)
        return answer->body;
    const auto wait = retryAfter(*answer);
    return std::unexpected(
        UsageFailure {{codeOf(*answer), sourceId, std::format("HTTP {}", answer->status)}, wait ? wait : untilReset(*answer)});
}

} // namespace fuseboard
