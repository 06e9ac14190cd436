// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/keyreference.h"

#include <array>
#include <utility>

namespace fuseboard {
namespace {

constexpr std::array<std::pair<std::string_view, KeyReference::Place>, 5> prefixes {
    std::pair {std::string_view("keyring:"), KeyReference::Place::keyring},
    std::pair {std::string_view("session:"), KeyReference::Place::session},
    std::pair {std::string_view("sealed:"), KeyReference::Place::sealed},
    std::pair {std::string_view("env:"), KeyReference::Place::environment},
    std::pair {std::string_view("file:"), KeyReference::Place::file},
};

} // namespace

Result<KeyReference> KeyReference::parse(std::string_view text)
{
    if (text.empty())
        return KeyReference();
    for (const auto& [prefix, place] : prefixes)
        if (text.starts_with(prefix) && text.size() > prefix.size())
            return KeyReference {place, std::string(text.substr(prefix.size()))};
    return fail(ErrorCode::badConfig, "key", "not keyring:, session:, sealed: or env: with a name, or file: with a path");
}

std::string KeyReference::text() const
{
    for (const auto& [prefix, kind] : prefixes)
        if (kind == place)
            return std::string(prefix) + name;
    return {};
}

} // namespace fuseboard
