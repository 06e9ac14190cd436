// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/anthropic/anthropiccontrol.h"

#include "connectors/anthropic/anthropicnames.h"
#include "connectors/targets/targetid.h"

#include <format>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto active = "{\"status\":\"active\"}", inactive = "{\"status\":\"inactive\"}";

/// None of a key that can make no call any more, and can't be changed.
std::optional<ControlTarget> keyOf(json::Object& key, const std::string& path)
{
    ControlTarget out;
    out.key = targetId(key, "id", path);
    out.id = "key " + out.key;
    const std::string name = json::textOr(key, "name", path);
    out.name = "key " + (name.empty() ? out.key : name);
    out.project = json::textOr(key, "workspace_id", path); // none: the default workspace's, or the organisation's own
    const std::string status = json::text(json::required(key, "status", path), path + ".status");
    if (status == "archived" || status == "expired")
        return std::nullopt;
    out.held = status == "inactive";
    out.state = out.held ? inactive : active;
    if (status != "active" && !out.held) { // could not be given back
        out.isFixed = true;
        out.state = status;
        out.name += ", whose status " + status + " is not known";
    }
    return out;
}

} // namespace

const ControlRules& AnthropicControl::rules() const
{
    // No time of propagation is documented: a minute. Once a minute is what may be asked for long, which forbids 30 s; bursts
    // are fine (PROVIDERS 2).
    static const ControlRules rules {
        .lists = {{anthropic::keysList}}, .bound = 60s, .watchEvery = 60s, .watchEveryUnderWay = 5s, .atOnce = 4};
    return rules;
}

HttpHeaders AnthropicControl::keyHeaders(const QByteArray& key) const
{
    return {{"x-api-key", key}, {"anthropic-version", "2023-06-01"}};
}

/// Of all workspaces and all statuses: keys of the organisation itself do not come back under a workspace.
std::string AnthropicControl::path(const ControlList& list, const std::string& page) const
{
    return anthropic::namesPath({.list = list.name, .period = {}}, page);
}

Result<TargetPage> AnthropicControl::parse(
    const ControlList& /*list*/, const std::string& /*asked*/, std::string_view body) const
{
    return json::parse<TargetPage>(body, [&](json::Object& root) {
        TargetPage page;
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", index++);
            json::Object key = json::object(element.value(), path);
            if (auto target = keyOf(key, path))
                page.targets.push_back(*std::move(target));
        }
        page.more = json::boolean(json::required(root, "has_more", "$"), "$.has_more");
        page.next = json::textOr(root, "last_id", "$");
        return page;
    });
}

std::vector<ControlRequest> AnthropicControl::hold(const ControlTarget& target) const { return restore(target, inactive); }

std::vector<ControlRequest> AnthropicControl::restore(const ControlTarget& target, const std::string& state) const
{
    // One of two bodies, whatever a record says: nothing else can be sent.
    return {{"POST", "/v1/organizations/api_keys/" + percentEncoded(target.key), state == inactive ? inactive : active}};
}

} // namespace fuseboard
