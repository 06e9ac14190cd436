// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/fetch.h"

#include <algorithm>
#include <format>

namespace fuseboard {
namespace {

constexpr std::chrono::seconds longestWait = std::chrono::minutes(15);

ErrorCode codeOf(int status)
{
    if (status == 401 || status == 403)
        return ErrorCode::unauthorised;
    if (status == 429)
        return ErrorCode::rateLimited;
    return status >= 500 ? ErrorCode::serverError : ErrorCode::badAnswer;
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
    return std::unexpected(
        UsageFailure {{codeOf(answer->status), sourceId, std::format("HTTP {}", answer->status)}, retryAfter(*answer)});
}

} // namespace fuseboard
