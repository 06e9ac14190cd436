// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/bifrost/bifrostnames.h"

#include "connectors/bifrost/bifrostlimits.h"
#include "connectors/jsonreader.h"

#include <algorithm>
#include <charconv>
#include <format>

namespace fuseboard::bifrost {
namespace {

constexpr std::int64_t pageSize = 100;

/// `team_id`, or the id in `team`, which some answers hold whole.
std::string idOf(json::Object& key, std::string_view kind, const std::string& path)
{
    std::string id = json::textOr(key, std::string(kind) + "_id", path);
    if (!id.empty())
        return id;
    const auto whole = json::optional(key, kind, path);
    if (!whole)
        return {};
    const std::string place = path + "." + std::string(kind);
    json::Object owner = json::object(*whole, place);
    return json::textOr(owner, "id", place);
}

ProviderLimit::Holder holderOf(const std::string& list)
{
    return list == keysList ? ProviderLimit::Holder::key
        : list == teamsList ? ProviderLimit::Holder::team
                            : ProviderLimit::Holder::organisation;
}

} // namespace

std::string ownerOf(json::Object& key, const std::string& path)
{
    std::string team = idOf(key, "team", path);
    return team.empty() ? idOf(key, "customer", path) : team;
}

bool hasMore(json::Object& root, std::int64_t before, std::int64_t count)
{
    const auto total = json::optional(root, "total_count", "$");
    return count > 0 && (total ? before + count < json::anyCount(*total, "$.total_count") : count == pageSize);
}

std::int64_t offsetOf(const std::string& page)
{
    std::int64_t offset = 0;
    std::from_chars(page.data(), page.data() + page.size(), offset);
    return offset;
}

std::string namesPath(const UsageTask& task, const std::string& page)
{
    return std::format("/api/governance/{}?limit={}&offset={}", task.list, pageSize, offsetOf(page));
}

Result<UsagePage> parseNames(const UsageTask& task, std::string_view body)
{
    const bool keys = task.list == keysList;
    std::string member = task.list;
    std::ranges::replace(member, '-', '_');
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        const std::string place = "$." + member;
        std::int64_t count = 0;
        for (auto element : json::array(json::required(root, member, "$"), place)) {
            const std::string path = std::format("{}[{}]", place, count++);
            json::Object one = json::object(element.value(), path);
            const std::string id = json::text(json::required(one, "id", path), path + ".id");
            std::string name = json::textOr(one, "name", path);
            if (!task.limits.empty())
                addLimits(one, {.holder = holderOf(task.list), .holderId = id, .holderName = name}, path, page.limits);
            if (!name.empty())
                page.names.push_back({keys ? IdentityName::Kind::key : IdentityName::Kind::project, id, std::move(name)});
            if (!keys)
                continue;
            if (std::string owner = ownerOf(one, path); !owner.empty())
                page.projectOfKey[id] = std::move(owner);
        }
        page.more = hasMore(root, offsetOf(task.page), count);
        page.next = std::to_string(offsetOf(task.page) + count);
        return page;
    });
}

} // namespace fuseboard::bifrost
