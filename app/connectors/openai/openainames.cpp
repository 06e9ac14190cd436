// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/openai/openainames.h"

#include "connectors/namelist.h"

#include <format>

namespace fuseboard::openai {

std::string namesPath(const UsageTask& task, const std::string& page)
{
    const std::string after = page.empty() ? std::string() : "&after=" + percentEncoded(page);
    if (task.list == keysList)
        return std::format("/organization/projects/{}/api_keys?limit=100{}", percentEncoded(task.subject), after);
    if (task.list == projectsList)
        return "/organization/projects?limit=100&include_archived=true" + after;
    return "/organization/users?limit=100" + after;
}

Result<UsagePage> parseNames(const UsageTask& task, std::string_view body)
{
    using Kind = IdentityName::Kind;
    const Kind kind = task.list == projectsList ? Kind::project : task.list == keysList ? Kind::key : Kind::person;
    auto page = parseNameList(kind, body);
    if (page && kind == Kind::project)
        for (const IdentityName& project : page->names)
            page->follow.push_back({.list = keysList, .period = {}, .subject = project.id, .directory = true});
    return page;
}

std::string_view knownOfNames(const UsageTask& task)
{
    if (task.list == projectsList)
        return "object data(id object name created_at archived_at status external_key_id residency) first_id last_id has_more";
    if (task.list == keysList)
        return "object data(object redacted_value name created_at last_used_at id owner_project_access owner)"
               " first_id last_id has_more";
    return "object data(object id name email role added_at is_default created user is_service_account"
           " is_scale_tier_authorized_purchaser is_scim_managed api_key_last_used_at technical_level developer_persona "
           "projects)"
           " first_id last_id has_more";
}

} // namespace fuseboard::openai
