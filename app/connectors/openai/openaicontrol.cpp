// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/openai/openaicontrol.h"

#include "connectors/openai/openaidialect.h"
#include "connectors/targets/targetid.h"
#include "documents/jsonwriter.h"

#include <format>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto projectsList = "projects", keysList = "api_keys", limitList = "spend_limit";
constexpr auto none = "null"; ///< state where there is no limit
constexpr auto armed = "armed: stops after the first cent of the month";

struct ProjectLimit {
    std::int64_t cents = 0; ///< at least 1
    std::string currency, interval;
    bool operator==(const ProjectLimit&) const = default;

    [[nodiscard]] std::string text() const
    {
        JsonWriter out;
        out.beginObject().member("threshold_amount", cents).member("currency", currency).member("interval", interval);
        return out.endObject().str();
    }
};

const ProjectLimit smallest {1, "USD", "month"};

ProjectLimit limitOf(json::Object& root)
{
    ProjectLimit out;
    out.cents = json::anyCount(json::required(root, "threshold_amount", "$"), "$.threshold_amount");
    out.currency = json::text(json::required(root, "currency", "$"), "$.currency");
    out.interval = json::text(json::required(root, "interval", "$"), "$.interval");
    return out;
}

/// The organisation's own where the list has no subject.
ControlTarget limited(const ControlList& list)
{
    ControlTarget target;
    target.project = list.subject;
    target.isGroup = !list.subject.empty();
    target.isWhole = list.subject.empty();
    target.id = target.isWhole ? "organisation" : "project " + list.subject;
    target.name = target.isWhole ? "the organisation’s limit" : "project " + list.subjectName;
    return target;
}

/// How the lack of a limit is told is not documented: 404 and a body of nothing are both known (PROVIDERS 10).
bool tellsNone(std::string_view body)
{
    const auto start = body.find_first_not_of(" \t\r\n");
    return start == std::string_view::npos || body.substr(start, body.find_last_not_of(" \t\r\n") + 1 - start) == none;
}

Result<TargetPage> parseLimit(const ControlList& list, std::string_view body)
{
    TargetPage page {.targets = {limited(list)}};
    page.targets.front().state = none;
    if (tellsNone(body))
        return page;
    return json::parse<TargetPage>(body, [&](json::Object& root) {
        const ProjectLimit limit = limitOf(root);
        json::Object enforcement = json::object(json::required(root, "enforcement", "$"), "$.enforcement");
        const std::string status = json::text(json::required(enforcement, "status", "$.enforcement"), "$.enforcement.status");
        ControlTarget& target = page.targets.front();
        target.state = limit.text();
        target.held = limit == smallest;
        target.note = target.held && status != "enforcing" ? armed : "";
        return page;
    });
}

void readProject(json::Object& project, const std::string& path, TargetPage& page)
{
    if (json::textOr(project, "status", path) == "archived")
        return; // takes no calls and can't be changed
    const std::string id = targetId(project, "id", path);
    std::string name = json::textOr(project, "name", path);
    if (name.empty())
        name = id;
    page.follow.push_back({.name = limitList, .subject = id, .subjectName = name, .mayBeMissing = true});
    page.follow.push_back({.name = keysList, .subject = id, .subjectName = name});
}

ControlTarget keyOf(json::Object& key, const ControlList& list, const std::string& path)
{
    ControlTarget out;
    out.key = targetId(key, "id", path);
    out.id = "key " + out.key;
    const std::string name = json::textOr(key, "name", path);
    out.name = std::format("key {} of project {}", name.empty() ? out.key : name, list.subjectName);
    out.project = list.subject;
    out.isFixed = true;
    return out;
}

std::string limitPath(const std::string& project)
{
    return project.empty() ? "/organization/spend_limit"
                           : std::format("/organization/projects/{}/spend_limit", percentEncoded(project));
}

} // namespace

const ControlRules& OpenAiControl::rules() const
{
    // Enforcement is "not instantaneous", its time is not documented: a minute until the limit is read back (PROVIDERS 1.4). A
    // look takes two requests for each project, and what the admin door bears is not documented: 5 min, and 15 s while
    // freezing, as PROVIDERS 9 plans it.
    static const ControlRules rules {.lists = {{projectsList}, {.name = limitList, .mayBeMissing = true}},
        .bound = 60s,
        .refuses = {ScopeKind::organisation, ScopeKind::team},
        .watchEvery = 5min,
        .watchEveryUnderWay = 15s,
        .atOnce = 4};
    return rules;
}

HttpHeaders OpenAiControl::keyHeaders(const QByteArray& key) const { return OpenAiDialect().keyHeaders(key); }

std::string OpenAiControl::path(const ControlList& list, const std::string& page) const
{
    if (list.name == limitList)
        return limitPath(list.subject);
    const std::string after = page.empty() ? std::string() : "&after=" + percentEncoded(page);
    if (list.name == keysList)
        return std::format("/organization/projects/{}/api_keys?limit=100{}", percentEncoded(list.subject), after);
    return "/organization/projects?limit=100" + after;
}

Result<TargetPage> OpenAiControl::parse(const ControlList& list, const std::string& /*asked*/, std::string_view body) const
{
    if (list.name == limitList)
        return parseLimit(list, body);
    return json::parse<TargetPage>(body, [&](json::Object& root) {
        TargetPage page;
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, "data", "$"), "$.data")) {
            const std::string path = std::format("$.data[{}]", index++);
            json::Object one = json::object(element.value(), path);
            if (list.name == keysList)
                page.targets.push_back(keyOf(one, list, path));
            else
                readProject(one, path, page);
        }
        page.more = json::boolean(json::required(root, "has_more", "$"), "$.has_more");
        page.next = json::textOr(root, "last_id", "$");
        return page;
    });
}

ControlTarget OpenAiControl::unread(const ControlList& list) const
{
    return list.name == limitList ? limited(list) : ControlDialect::unread(list);
}

std::vector<ControlRequest> OpenAiControl::hold(const ControlTarget& target) const { return restore(target, smallest.text()); }

std::vector<ControlRequest> OpenAiControl::restore(const ControlTarget& target, const std::string& state) const
{
    const std::string path = limitPath(target.project);
    // There was no limit before our own, and taking that away again is the only way back. Only a limit of one cent is ever
    // restored from, so that no other can be deleted.
    if (state == none)
        return target.state == smallest.text() ? std::vector<ControlRequest> {{"DELETE", path}} : std::vector<ControlRequest>();
    const auto limit = json::parse<ProjectLimit>(state, limitOf);
    if (!limit || limit->cents < 1)
        return {};
    return {{"POST", path, QByteArray::fromStdString(limit->text())}};
}

} // namespace fuseboard
