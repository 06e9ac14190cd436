// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/bifrost/bifrostcontrol.h"

#include "connectors/bifrost/bifrostdialect.h"
#include "connectors/bifrost/bifrostnames.h"

#include <format>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto active = "{\"is_active\":true}", inactive = "{\"is_active\":false}";

ControlTarget keyOf(json::Object& key, const std::string& path)
{
    ControlTarget out;
    out.key = json::text(json::required(key, "id", path), path + ".id");
    out.id = "virtual key " + out.key;
    const std::string name = json::textOr(key, "name", path);
    out.name = "virtual key " + (name.empty() ? out.key : name);
    out.project = bifrost::ownerOf(key, path);
    out.held = !json::boolean(json::required(key, "is_active", path), path + ".is_active");
    out.state = out.held ? inactive : active;
    return out;
}

} // namespace

const ControlRules& BifrostControl::rules() const
{
    // In force at once at the node that answers.
    static const ControlRules rules {.lists = {{bifrost::keysList}}, .bound = 10s, .canProbe = true};
    return rules;
}

HttpHeaders BifrostControl::keyHeaders(const QByteArray& key) const { return BifrostDialect().keyHeaders(key); }

std::string BifrostControl::path(const ControlList& list, const std::string& page) const
{
    return bifrost::namesPath({.list = list.name, .period = {}}, page) + "&from_memory=true";
}

Result<TargetPage> BifrostControl::parse(const ControlList& /*list*/, const std::string& asked, std::string_view body) const
{
    return json::parse<TargetPage>(body, [&](json::Object& root) {
        TargetPage page;
        std::int64_t count = 0;
        for (auto element : json::array(json::required(root, "virtual_keys", "$"), "$.virtual_keys")) {
            const std::string path = std::format("$.virtual_keys[{}]", count++);
            json::Object key = json::object(element.value(), path);
            page.targets.push_back(keyOf(key, path));
        }
        page.more = bifrost::hasMore(root, bifrost::offsetOf(asked), count);
        page.next = std::to_string(bifrost::offsetOf(asked) + count);
        if (const auto total = json::optional(root, "total_count", "$"))
            page.total = json::anyCount(*total, "$.total_count");
        return page;
    });
}

std::vector<ControlRequest> BifrostControl::hold(const ControlTarget& target) const { return restore(target, inactive); }

std::vector<ControlRequest> BifrostControl::restore(const ControlTarget& target, const std::string& state) const
{
    // That member alone: what is absent stays as it is.
    return {{"PUT", "/api/governance/virtual-keys/" + percentEncoded(target.key), state == inactive ? inactive : active}};
}

/// Keys are looked at before models, and no provider has this one.
ControlRequest BifrostControl::probe() const
{
    return {"POST", "/v1/chat/completions",
        R"({"model":"none/fuseboard-probe","messages":[{"role":"user","content":"probe"}],"max_tokens":1})"};
}

Result<ProbeResult> BifrostControl::parseProbe(const HttpAnswer& answer) const
{
    const std::string_view body(answer.body.constData(), static_cast<std::size_t>(answer.body.size()));
    const auto type = json::parse<std::string>(body, [](json::Object& root) { return json::textOr(root, "type", "$"); });
    if (!type)
        return std::unexpected(type.error());
    if (answer.status == 403 && *type == "virtual_key_blocked")
        return ProbeResult::refused;
    // Past the check of the key: its model or provider was looked for.
    if (*type == "model_blocked" || *type == "provider_blocked" || answer.status == 400 || answer.status == 404)
        return ProbeResult::served;
    return fail(ErrorCode::notProved, {}, std::format("the canary key was answered HTTP {} {}", answer.status, *type));
}

} // namespace fuseboard
