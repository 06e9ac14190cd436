// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/directory.h"

#include "sandbox/company/companymodel.h"
#include "sandbox/provider/usagequery.h"

#include <boost/json.hpp>

#include <algorithm>
#include <map>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::int64_t companyFounded = 1'735'689'600; // 2025-01-01: when every project and key was made
constexpr std::int64_t usualLimit = 20, mostLimit = 100;

json::object project(std::string_view id, std::string_view name)
{
    return {{"id", id}, {"object", "organization.project"}, {"name", name}, {"created_at", companyFounded},
        {"archived_at", nullptr}, {"status", "active"}};
}

json::array projects()
{
    json::array out;
    for (const CompanyTeam& team : company())
        out.push_back(project(team.projectId(), team.name.empty() ? "Playground" : team.name));
    out.push_back(project(gatewayProject, "Gateway"));
    return out;
}

json::object apiKey(const std::string& id, const std::string& name, json::object owner)
{
    return {{"object", "organization.project.api_key"}, {"id", id}, {"name", name},
        {"redacted_value", "sk-proj-…" + name.substr(name.size() - 3)}, {"created_at", companyFounded},
        {"last_used_at", nullptr}, {"owner", std::move(owner)}, {"owner_project_access", "active"}};
}

json::object serviceAccount(const std::string& name)
{
    return {{"type", "service_account"},
        {"service_account",
            {{"object", "organization.project.service_account"}, {"id", "svc_acct_" + name}, {"name", name}, {"role", "member"},
                {"created_at", companyFounded}}}};
}

std::optional<json::array> keysOf(std::string_view projectId)
{
    if (projectId == gatewayProject)
        return json::array {apiKey(std::string(gatewayKey), "gateway", serviceAccount("gateway"))};
    const auto team = std::ranges::find(company(), projectId, &CompanyTeam::projectId);
    if (team == company().end())
        return std::nullopt;
    json::array out;
    for (const CompanyKey& key : team->keys) {
        const json::object person {{"type", "user"},
            {"user",
                {{"object", "organization.project.user"}, {"id", key.userId()}, {"name", key.person}, {"role", "member"},
                    {"added_at", companyFounded}}}};
        out.push_back(apiKey(key.id(), key.label, key.person.empty() ? serviceAccount(key.label) : person));
    }
    return out;
}

json::array users()
{
    std::map<std::string, std::string> people;
    for (const CompanyTeam& team : company())
        for (const CompanyKey& key : team.keys)
            if (!key.person.empty())
                people.emplace(key.userId(), key.person);
    json::array out;
    for (const auto& [id, name] : people)
        out.push_back({{"object", "organization.user"}, {"id", id}, {"name", name}, {"email", id.substr(5) + "@example.com"},
            {"role", "reader"}, {"added_at", companyFounded}});
    return out;
}

std::expected<std::string, ApiFault> page(const json::array& all, std::string_view query)
{
    const auto fields = queryFields(query);
    if (!fields)
        return std::unexpected(ApiFault::invalid("The query string is malformed."));
    std::int64_t limit = usualLimit;
    std::string after;
    for (const auto& [name, value] : *fields) {
        if (name == "limit") {
            const auto number = wholeNumber(value);
            if (!number || *number < 1 || *number > mostLimit)
                return std::unexpected(
                    ApiFault::invalid("Invalid 'limit': expected a value between 1 and 100.", name, "invalid_value"));
            limit = *number;
        } else if (name == "after") {
            after = value;
        } else if (name != "include_archived") {
            return std::unexpected(ApiFault::invalid("Unknown parameter: '" + name + "'.", name, "unknown_parameter"));
        }
    }
    const auto idOf = [](const json::value& entry) { return std::string_view(entry.at("id").get_string()); };
    auto first = all.begin();
    if (!after.empty()) {
        first = std::ranges::find(all, after, idOf);
        if (first == all.end())
            return std::unexpected(ApiFault::invalid("No entry with id '" + after + "'.", "after", "invalid_value"));
        ++first;
    }
    const json::array data(first, first + std::min<std::ptrdiff_t>(limit, all.end() - first));
    const auto edge = [&](bool last) {
        return data.empty() ? json::value(nullptr) : (last ? data.back() : data.front()).at("id");
    };
    return json::serialize(json::value {{"object", "list"}, {"data", data}, {"first_id", edge(false)}, {"last_id", edge(true)},
        {"has_more", all.end() - first > limit}});
}

} // namespace

std::expected<std::string, ApiFault> directoryAnswer(std::string_view path, std::string_view query)
{
    constexpr std::string_view projectsPath = "/v1/organization/projects", keysEnd = "/api_keys";
    if (path == projectsPath)
        return page(projects(), query);
    if (path == "/v1/organization/users")
        return page(users(), query);
    if (path.starts_with(projectsPath) && path.ends_with(keysEnd) && path.size() > projectsPath.size() + keysEnd.size() + 1) {
        const auto id = path.substr(projectsPath.size() + 1, path.size() - projectsPath.size() - 1 - keysEnd.size());
        if (const auto keys = keysOf(id))
            return page(*keys, query);
        return std::unexpected(ApiFault {
            .status = 404, .type = "invalid_request_error", .message = "No such project.", .param = {}, .code = "not_found"});
    }
    return std::unexpected(
        ApiFault {.status = 404, .type = "invalid_request_error", .message = "Invalid URL.", .param = {}, .code = {}});
}

} // namespace fuseboard::sandbox
