// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/cursor/cursordaily.h"

#include "connectors/cursor/cursorapi.h"

#include <format>

namespace fuseboard::cursor {
namespace {

constexpr int pageLength = 500;

/// Versions that know no pages give everything at once, and say nothing of pages.
bool hasMore(json::Object& root)
{
    const auto pagination = json::optional(root, "pagination", "$");
    if (!pagination)
        return false;
    json::Object paging = json::object(*pagination, "$.pagination");
    const auto more = json::optional(paging, "hasNextPage", "$.pagination");
    return more && json::boolean(*more, "$.pagination.hasNextPage");
}

} // namespace

PageRequest dailyRequest(const UsageTask& task, std::int64_t page)
{
    return asking("/teams/daily-usage-data",
        std::format(R"({{"startDate":{},"endDate":{},"page":{},"pageSize":{}}})", millisecondsOf(task.period.start),
            millisecondsOf(task.period.end), page, pageLength));
}

Result<UsagePage> parseDaily(const UsageTask& task, std::int64_t asked, std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", index++);
            json::Object person = json::object(element.value(), path);
            const Instant day = dayOf(timestamp(person, "date", path));
            const std::string email = json::textOr(person, "email", path);
            if (!task.period.contains(day) || email.empty()) // the end's day may be told too; who has left has no address
                continue;
            page.counts.push_back({.period = {day, day + std::chrono::days(1)},
                .person = email,
                .requests =
                    json::countOr(person, "subscriptionIncludedReqs", path) + json::countOr(person, "usageBasedReqs", path),
                .isOnlyAny = true});
        }
        page.more = hasMore(root);
        if (page.more)
            page.next = std::to_string(asked + 1);
        return page;
    });
}

} // namespace fuseboard::cursor
