// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/litellm/litellmnames.h"

#include "connectors/litellm/litellmlimits.h"
#include "connectors/litellm/litellmrow.h"

#include <format>

namespace fuseboard::litellm {
namespace {

ProviderLimit::Holder holderOf(const std::string& list)
{
    return list == teamsList ? ProviderLimit::Holder::team
        : list == usersList  ? ProviderLimit::Holder::person
                             : ProviderLimit::Holder::key;
}

IdentityName userOf(json::Object& user, const std::string& path)
{
    IdentityName out {IdentityName::Kind::person, json::requiredText(user, "user_id", path), {}};
    for (const char* member : {"user_alias", "user_email"})
        if (out.name.empty())
            out.name = json::textOr(user, member, path);
    return out;
}

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
    if (task.list == usersList)
        return std::format("/user/list?page={}&page_size=100&sort_by=user_id&sort_order=asc", number);
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
            if (task.limits.empty() && one.type().value_unsafe() == simdjson::ondemand::json_type::string)
                continue; // a hash without a name, from a server that gives no more
            json::Object object = json::object(one, path);
            IdentityName name = task.list == teamsList ? teamOf(object, path)
                : task.list == usersList               ? userOf(object, path)
                                                       : keyOf(object, path);
            if (!task.limits.empty())
                addLimits(
                    object, {.holder = holderOf(task.list), .holderId = name.id, .holderName = name.name}, path, page.limits);
            if (!name.name.empty())
                page.names.push_back(std::move(name));
        }
        const int asked = pageNumber(task.page);
        page.more = json::anyCount(json::required(root, "total_pages", "$"), "$.total_pages") > asked;
        page.next = std::to_string(asked + 1);
        return page;
    });
}

std::string_view knownOfNames(const UsageTask& task)
{
    if (task.list == teamsList)
        return "teams(team_id team_alias organization_id admins members members_with_roles metadata max_budget soft_budget "
               "spend"
               " models max_parallel_requests tpm_limit rpm_limit budget_duration budget_reset_at blocked created_at updated_at"
               " model_spend model_max_budget router_settings team_member_permissions access_group_ids policies budget_limits"
               " object_permission object_permission_id model_id team_memberships keys) total page page_size total_pages";
    if (task.list == usersList)
        return "users(user_id user_email user_alias user_role teams max_budget spend budget_duration budget_reset_at models"
               " model_max_budget model_spend max_parallel_requests tpm_limit rpm_limit metadata sso_user_id created_at"
               " updated_at organization_memberships object_permission object_permission_id policies team_id password key_count"
               " allowed_cache_controls) total page page_size total_pages";
    return "keys(token key_name key_alias spend max_budget soft_budget_cooldown expires models aliases config user_id team_id"
           " agent_id project_id organization_id permissions max_parallel_requests metadata blocked tpm_limit rpm_limit"
           " budget_duration budget_reset_at budget_id budget_limits model_spend model_max_budget allowed_routes created_at"
           " created_by updated_at updated_by last_active rotation_count auto_rotate) total_count current_page total_pages";
}

} // namespace fuseboard::litellm
