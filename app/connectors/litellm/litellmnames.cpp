// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/litellm/litellmnames.h"

#include "connectors/litellm/litellmrow.h"

#include <format>

namespace fuseboard::litellm {
namespace {

IdentityName teamOf(json::Object& team, const std::string& path)
{
    return {IdentityName::Kind::project, json::text(json::required(team, "team_id", path), path + ".team_id"),
        json::textOr(team, "team_alias", path)};
}

IdentityName keyOf(json::Object& key, const std::string& path)
{
    IdentityName out {IdentityName::Kind::key, json::text(json::required(key, "token", path), path + ".token"),
        json::textOr(key, "key_alias", path)};
    if (out.name.empty())
        out.name = json::textOr(key, "key_name", path);
    return out;
}

} // namespace

std::string namesPath(const UsageTask& task, const std::string& page)
{
    const int number = pageNumber(page);
    if (task.list == teamsList)
        return std::format("/v2/team/list?page={}&page_size=100&sort_by=team_id&sort_order=asc", number);
    return std::format("/key/list?page={}&size=100&return_full_object=true&sort_by=token&sort_order=asc", number);
}

Result<UsagePage> parseNames(const UsageTask& task, std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        const std::string place = "$." + task.list;
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, task.list, "$"), place)) {
            const std::string path = std::format("{}[{}]", place, index++);
            json::Value one = element.value();
            if (one.type().value_unsafe() == simdjson::ondemand::json_type::string)
                continue; // a hash without a name, from a server that gives no more
            json::Object object = json::object(one, path);
            IdentityName name = task.list == teamsList ? teamOf(object, path) : keyOf(object, path);
            if (!name.name.empty())
                page.names.push_back(std::move(name));
        }
        const int asked = pageNumber(task.page);
        page.more = json::anyCount(json::required(root, "total_pages", "$"), "$.total_pages") > asked;
        page.next = std::to_string(asked + 1);
        return page;
    });
}

} // namespace fuseboard::litellm
