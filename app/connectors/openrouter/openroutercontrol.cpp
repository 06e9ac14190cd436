// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/openrouter/openroutercontrol.h"

#include "connectors/openrouter/openrouterdialect.h"
#include "connectors/targets/targetid.h"

#include <charconv>
#include <format>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto workspacesList = "workspaces", keysList = "keys";
constexpr auto enabled = "{\"disabled\":false}", disabled = "{\"disabled\":true}";
constexpr std::int64_t pageLength = 100; ///< both lists end with a page that is not full

ControlTarget keyOf(json::Object& key, const std::string& path)
{
    ControlTarget out;
    out.key = targetId(key, "hash", path);
    out.id = "key " + out.key;
    const std::string name = json::textOr(key, "name", path);
    out.name = "key " + (name.empty() ? out.key.substr(0, 12) : name);
    out.project = json::textOr(key, "workspace_id", path);
    out.held = json::boolean(json::required(key, "disabled", path), path + ".disabled");
    out.state = out.held ? disabled : enabled;
    return out;
}

ControlList keysOfWorkspace(json::Object& workspace, const std::string& path)
{
    ControlList out {.name = keysList, .subject = targetId(workspace, "id", path)};
    const std::string name = json::textOr(workspace, "name", path);
    out.subjectName = "workspace " + (name.empty() ? out.subject : name);
    return out;
}

} // namespace

const ControlRules& OpenRouterControl::rules() const
{
    // The list of keys is the default workspace's alone where none is named. No time of propagation and no limit of
    // requests is documented: a minute, and one request a second (PROVIDERS 10), which forbids looks each second.
    static const ControlRules rules {.lists = {{workspacesList}, {keysList}},
        .bound = 60s,
        .watchEvery = 30s,
        .watchEveryUnderWay = 5s,
        .atOnce = 1,
        .pause = 1s};
    return rules;
}

HttpHeaders OpenRouterControl::keyHeaders(const QByteArray& key) const { return OpenRouterDialect().keyHeaders(key); }

std::string OpenRouterControl::path(const ControlList& list, const std::string& page) const
{
    const std::string offset = page.empty() ? "0" : page;
    if (list.name == workspacesList)
        return "/workspaces?limit=100&offset=" + offset;
    return std::format("/keys?include_disabled=true&offset={}{}", offset,
        list.subject.empty() ? std::string() : "&workspace_id=" + percentEncoded(list.subject));
}

Result<TargetPage> OpenRouterControl::parse(const ControlList& list, const std::string& asked, std::string_view body) const
{
    return json::parse<TargetPage>(body, [&](json::Object& root) {
        TargetPage page;
        std::int64_t count = 0;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", count++);
            json::Object one = json::object(element.value(), path);
            if (list.name == workspacesList)
                page.follow.push_back(keysOfWorkspace(one, path));
            else
                page.targets.push_back(keyOf(one, path));
        }
        std::int64_t offset = 0;
        std::from_chars(asked.data(), asked.data() + asked.size(), offset);
        page.more = count >= pageLength;
        page.next = std::to_string(offset + count);
        return page;
    });
}

std::vector<ControlRequest> OpenRouterControl::hold(const ControlTarget& target) const { return restore(target, disabled); }

std::vector<ControlRequest> OpenRouterControl::restore(const ControlTarget& target, const std::string& state) const
{
    return {{"PATCH", "/keys/" + percentEncoded(target.key), state == disabled ? disabled : enabled}};
}

} // namespace fuseboard
