// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/namelist.h"

#include "connectors/jsonreader.h"

#include <format>

namespace fuseboard {

Result<UsagePage> parseNameList(IdentityName::Kind kind, std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", index++);
            json::Object one = json::object(element.value(), path);
            const std::string id = json::text(json::required(one, "id", path), path + ".id");
            std::string name = json::textOr(one, "name", path);
            if (name.empty() && kind == IdentityName::Kind::person)
                name = json::textOr(one, "email", path);
            page.names.push_back({kind, id, name});
        }
        page.more = json::boolean(json::required(root, "has_more", "$"), "$.has_more");
        page.next = json::textOr(root, "last_id", "$");
        return page;
    });
}

} // namespace fuseboard
