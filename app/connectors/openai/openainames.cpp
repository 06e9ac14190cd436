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

} // namespace fuseboard::openai
