// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/litellm/litellmcontrol.h"

#include "connectors/litellm/litellmnames.h"
#include "connectors/litellm/litellmrow.h"
#include "documents/jsonwriter.h"

#include <array>
#include <charconv>
#include <format>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto free = "{\"blocked\":false}", blocked = "{\"blocked\":true}";

/// From and to these, both with it, the check of keys can be broken into (CVE-2026-42208; ACCEPTANCE, *Admin endpoints*).
using Version = std::array<unsigned, 3>;
constexpr Version firstBroken {1, 81, 16}, lastBroken {1, 83, 6};

/// Of `1.83.4-stable` or `v1.82.0.rc1` the numbers; empty where there are not three.
std::optional<Version> versionOf(std::string_view text)
{
    if (text.starts_with('v'))
        text.remove_prefix(1);
    Version out {};
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (i > 0 && !text.starts_with('.'))
            return {};
        text.remove_prefix(i > 0 ? 1 : 0);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out[i]);
        if (error != std::errc())
            return {};
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    }
    return out;
}

/// Null and missing are not blocked.
bool isBlocked(json::Object& object, const std::string& path)
{
    const auto value = json::optional(object, "blocked", path);
    return value && json::boolean(*value, path + ".blocked");
}

ControlTarget teamOf(json::Object& team, const std::string& path)
{
    ControlTarget out;
    out.project = json::text(json::required(team, "team_id", path), path + ".team_id");
    out.id = "team " + out.project;
    const std::string alias = json::textOr(team, "team_alias", path);
    out.name = "team " + (alias.empty() ? out.project : alias);
    out.isGroup = true;
    out.held = isBlocked(team, path);
    out.state = out.held ? blocked : free;
    return out;
}

ControlTarget keyOf(json::Object& key, const std::string& path)
{
    ControlTarget out;
    out.key = json::text(json::required(key, "token", path), path + ".token");
    out.id = "key " + out.key;
    std::string alias = json::textOr(key, "key_alias", path);
    if (alias.empty())
        alias = json::textOr(key, "key_name", path);
    out.name = "key " + (alias.empty() ? out.key.substr(0, 12) : alias);
    out.project = json::textOr(key, "team_id", path);
    out.person = json::textOr(key, "user_id", path);
    out.held = isBlocked(key, path);
    out.state = out.held ? blocked : free;
    return out;
}

ControlRequest post(std::string path, std::string_view name, std::string_view value)
{
    return {
        "POST", std::move(path), QByteArray::fromStdString(JsonWriter().beginObject().member(name, value).endObject().str())};
}

/// `/team/update` also renews what the answering worker knows, which `/team/block` does not; the latter is what its own log
/// of acts shows.
std::vector<ControlRequest> setBlocked(const ControlTarget& target, bool block)
{
    if (!target.isGroup)
        return {post(block ? "/key/block" : "/key/unblock", "key", target.key)};
    JsonWriter update;
    update.beginObject().member("team_id", target.project).member("blocked", block).endObject();
    return {{"POST", "/team/update", QByteArray::fromStdString(update.str())},
        post(block ? "/team/block" : "/team/unblock", "team_id", target.project)};
}

} // namespace

const ControlRules& LiteLlmControl::rules() const
{
    // Each worker keeps what it knows for 60 s.
    static const ControlRules rules {.lists = {{litellm::teamsList}, {litellm::keysList}},
        .bound = 75s,
        .canProbe = true,
        .canaryIsFree = true,
        .about = "/health/readiness"};
    return rules;
}

HttpHeaders LiteLlmControl::keyHeaders(const QByteArray& key) const { return {{"Authorization", "Bearer " + key}}; }

HttpHeaders LiteLlmControl::changeHeaders(const std::string& by) const
{
    return {{"litellm-changed-by", QByteArray::fromStdString(by).toPercentEncoding(" .,@'()")}};
}

std::string LiteLlmControl::path(const ControlList& list, const std::string& page) const
{
    return litellm::namesPath({.list = list.name, .period = {}}, page);
}

Result<TargetPage> LiteLlmControl::parse(const ControlList& list, const std::string& asked, std::string_view body) const
{
    return json::parse<TargetPage>(body, [&](json::Object& root) {
        TargetPage page;
        const std::string place = "$." + list.name;
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, list.name, "$"), place)) {
            const std::string path = std::format("{}[{}]", place, index++);
            json::Object object = json::object(element.value(), path); // a hash alone would not tell what it was
            page.targets.push_back(list.name == litellm::teamsList ? teamOf(object, path) : keyOf(object, path));
        }
        const int number = litellm::pageNumber(asked);
        page.more = json::anyCount(json::required(root, "total_pages", "$"), "$.total_pages") > number;
        page.next = std::to_string(number + 1);
        const char* counter = list.name == litellm::teamsList ? "total" : "total_count";
        if (const auto total = json::optional(root, counter, "$"))
            page.total = json::anyCount(*total, std::string("$.") + counter);
        return page;
    });
}

std::vector<ControlRequest> LiteLlmControl::hold(const ControlTarget& target) const { return setBlocked(target, true); }

std::vector<ControlRequest> LiteLlmControl::restore(const ControlTarget& target, const std::string& state) const
{
    return setBlocked(target, state == blocked);
}

/// Only some versions say which they are (GATEWAYS 1.7).
LeverCaveat LiteLlmControl::caveatOf(std::string_view about) const
{
    const auto text =
        json::parse<std::string>(about, [](json::Object& root) { return json::textOr(root, "litellm_version", "$"); });
    const auto version = text ? versionOf(*text) : std::nullopt;
    return version && *version >= firstBroken && *version <= lastBroken ? LeverCaveat::brokenKeyCheck : LeverCaveat::none;
}

/// The checks run on every route; this one tells a key about itself.
ControlRequest LiteLlmControl::probe() const { return {"GET", "/key/info"}; }

Result<ProbeResult> LiteLlmControl::parseProbe(const HttpAnswer& answer) const
{
    if (answer.status == 200)
        return ProbeResult::served;
    const std::string_view body(answer.body.constData(), static_cast<std::size_t>(answer.body.size()));
    struct Refusal {
        std::string type, message;
    };
    const auto refusal = json::parse<Refusal>(body, [](json::Object& root) {
        json::Object error = json::object(json::required(root, "error", "$"), "$.error");
        Refusal out;
        out.type = json::textOr(error, "type", "$.error");
        out.message = json::textOr(error, "message", "$.error");
        return out;
    });
    if (!refusal)
        return std::unexpected(refusal.error());
    // By its words, never by the status alone: a key that has run out or is not known says 401 too.
    if (refusal->type == "auth_error" && refusal->message.contains("Team=") && refusal->message.contains(" is blocked"))
        return ProbeResult::refused;
    if (refusal->type == "auth_error" && refusal->message.contains(" is blocked"))
        return fail(ErrorCode::notProved, {}, "the canary key itself is blocked, which says nothing of its team's other keys");
    return fail(ErrorCode::notProved, {}, "the canary key is refused for another reason: " + refusal->type);
}

} // namespace fuseboard
