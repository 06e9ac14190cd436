// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/cursor/cursorlimits.h"

#include "connectors/cursor/cursorapi.h"
#include "connectors/jsonlimit.h"

#include <format>

namespace fuseboard::cursor {
namespace {

constexpr int pageLength = 100;
constexpr int cents = -2;

/// The one that holds for a person; a limit for each month where the answer does not say which one holds.
std::optional<LimitAmount> limitOf(json::Object& member, const std::string& path)
{
    const auto limit = json::dollarsOr(member, "effectivePerUserLimitDollars", 0, path);
    const auto monthly = json::dollarsOr(member, "monthlyLimitDollars", 0, path);
    return limit ? limit : monthly;
}

} // namespace

PageRequest spendRequest(std::int64_t page)
{
    return asking("/teams/spend", std::format(R"({{"page":{},"pageSize":{}}})", page, pageLength));
}

Result<UsagePage> parseSpend(std::int64_t asked, std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, "teamMemberSpend", "$"), "$.teamMemberSpend")) {
            const std::string path = std::format("$.teamMemberSpend[{}]", index++);
            json::Object member = json::object(element.value(), path);
            ProviderLimit limit {.holder = ProviderLimit::Holder::person,
                .holderId = json::requiredText(member, "email", path),
                .holderName = json::textOr(member, "name", path),
                .covers = "on-demand",
                .limit = limitOf(member, path),
                .used = json::dollarsOr(member, "spendCents", cents, path),
                .period = "subscription cycle",
                .refusesBeyond = true};
            if (limit.limit)
                page.limits.push_back(std::move(limit));
        }
        page.more = json::anyCount(json::required(root, "totalPages", "$"), "$.totalPages") > asked;
        if (page.more)
            page.next = std::to_string(asked + 1);
        return page;
    });
}

} // namespace fuseboard::cursor
