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

} // namespace fuseboard::anthropic
