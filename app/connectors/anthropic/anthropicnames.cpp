// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/anthropic/anthropicnames.h"

#include "connectors/namelist.h"

#include <format>

namespace fuseboard::anthropic {

std::string namesPath(const UsageTask& task, const std::string& page)
{
    return std::format("/v1/organizations/{}?limit={}{}{}", task.list, task.list == usersList ? 100 : 1000,
        task.list == workspacesList ? "&include_archived=true" : "",
        page.empty() ? std::string() : "&after_id=" + percentEncoded(page));
}

Result<UsagePage> parseNames(const UsageTask& task, std::string_view body)
{
    using Kind = IdentityName::Kind;
    const Kind kind = task.list == workspacesList ? Kind::project : task.list == keysList ? Kind::key : Kind::person;
    return parseNameList(kind, body);
}

std::string_view knownOfNames(const UsageTask& task)
{
    if (task.list == workspacesList)
        return "data(id name archived_at created_at display_color compartment_id external_key_id data_residency tags type)"
               " first_id last_id has_more";
    if (task.list == keysList)
        return "data(id name status partial_key_hint created_at created_by expires_at principal scope workspace_id type)"
               " first_id last_id has_more";
    return "data(id email name role added_at type) first_id last_id has_more";
}

} // namespace fuseboard::anthropic
