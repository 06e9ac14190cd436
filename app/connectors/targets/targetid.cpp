// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/targets/targetid.h"

namespace fuseboard {

std::string targetId(json::Object& object, std::string_view name, const std::string& path)
{
    const std::string place = path + "." + std::string(name);
    std::string id = json::text(json::required(object, name, path), place);
    if (id.find_first_not_of('.') == std::string::npos)
        throw json::Fault {place, "not an id: " + (id.empty() ? "empty" : id)};
    return id;
}

} // namespace fuseboard
