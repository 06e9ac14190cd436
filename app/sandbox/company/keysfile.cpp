// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/company/keysfile.h"

#include "sandbox/secrets.h"

#include <boost/json.hpp>

#include <format>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

const CallHabit plainHabit {Api::chat, "gpt-5.6-terra", 4000, 40, 0, 240, 0, 50};

const CompanyKey* knownKey(std::string_view label)
{
    for (const CompanyTeam& team : company())
        for (const CompanyKey& key : team.keys)
            if (key.label == label)
                return &key;
    return nullptr;
}

} // namespace

Result<std::vector<Caller>> readKeysFile(const std::filesystem::path& path)
{
    const auto text = readText(path);
    if (!text)
        return std::unexpected(text.error());
    boost::system::error_code error;
    const json::value document = json::parse(*text, error);
    const auto* root = error ? nullptr : document.if_object();
    const auto* keys = root == nullptr ? nullptr : root->if_contains("keys");
    if (keys == nullptr || !keys->is_array())
        return fail(ErrorCode::badDocument, path.string(), "it has no list of keys");
    std::vector<Caller> callers;
    std::size_t number = 0;
    for (const auto& entry : keys->get_array()) {
        const auto field = [&](const char* name) -> const json::string* {
            const auto* object = entry.if_object();
            const auto* value = object == nullptr ? nullptr : object->if_contains(name);
            return value == nullptr ? nullptr : value->if_string();
        };
        const auto *token = field("token"), *team = field("team"), *label = field("label");
        if (token == nullptr || token->empty() || team == nullptr || label == nullptr)
            return fail(ErrorCode::badDocument, path.string(), std::format("keys[{}] lacks token, team or label", number));
        ++number;
        if (team->empty())
            continue; // known to the provider only
        const CompanyKey* known = knownKey(*label);
        callers.push_back({std::string(*token), std::string(*team), std::string(*label),
            known != nullptr && !known->person.empty(), known == nullptr ? plainHabit : known->habit});
    }
    if (callers.empty())
        return fail(ErrorCode::badDocument, path.string(), "no key in it belongs to a team");
    return callers;
}

} // namespace fuseboard::sandbox
