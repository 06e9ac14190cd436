// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/github/githubcontrol.h"

#include "connectors/github/githubapi.h"
#include "connectors/targets/targetid.h"
#include "documents/jsonwriter.h"

#include <algorithm>
#include <format>
#include <map>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;
using github::pageLength;
using github::pageNumber;

constexpr auto seatsList = "seats", budgetsList = "budgets";
constexpr auto effectiveList = "effective"; ///< what counts for the person that is the subject
constexpr auto none = "null"; ///< state where a person has no budget of their own
constexpr auto credits = "ai_credits";

/// A person's own budget of AI credits.
struct PersonBudget {
    std::string id;
    std::int64_t dollars = 0;
    bool prevents = false; ///< further usage
    [[nodiscard]] bool stops() const { return dollars == 0 && prevents; }

    [[nodiscard]] std::string text() const
    {
        JsonWriter out;
        out.beginObject().member("id", id).member("budget_amount", dollars).member("prevent_further_usage", prevents);
        return out.endObject().str();
    }
};

PersonBudget budgetOf(json::Object& object, const std::string& path)
{
    PersonBudget out;
    out.id = targetId(object, "id", path);
    out.dollars = json::anyCount(json::required(object, "budget_amount", path), path + ".budget_amount");
    out.prevents = json::boolean(json::required(object, "prevent_further_usage", path), path + ".prevent_further_usage");
    return out;
}

Result<PersonBudget> budgetOf(const std::string& state)
{
    return json::parse<PersonBudget>(state, [](json::Object& root) { return budgetOf(root, "$"); });
}

/// Logins are one whatever the case of their letters.
std::string lowerCase(std::string login)
{
    std::ranges::transform(
        login, login.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return login;
}

ControlTarget personOf(const std::string& login)
{
    ControlTarget out;
    out.id = "person " + lowerCase(login);
    out.name = out.person = login;
    return out;
}

void readSeat(json::Object& seat, const std::string& path, TargetPage& page)
{
    const auto assignee = json::optional(seat, "assignee", path);
    if (!assignee)
        return;
    json::Object person = json::object(*assignee, path + ".assignee");
    page.targets.push_back(personOf(targetId(person, "login", path + ".assignee")));
    page.targets.back().state = none;
}

/// Budgets of something else than a person's AI credits stop only a part, and are passed over.
void readBudget(json::Object& budget, const std::string& path, TargetPage& page)
{
    const auto text = [&](std::string_view name) {
        return json::text(json::required(budget, name, path), path + "." + std::string(name));
    };
    if (text("budget_scope") != "user" || text("budget_product_sku") != credits)
        return;
    ControlTarget target = personOf(targetId(budget, "user", path));
    const PersonBudget own = budgetOf(budget, path);
    target.state = own.text();
    target.held = own.stops();
    if (const std::string end = json::textOr(budget, "expires_at", path); target.held && !end.empty())
        target.note = std::format("the budget of {} ends by itself on {}", target.person, end);
    if (target.held)
        page.follow.push_back({.name = effectiveList, .subject = target.person});
    page.targets.push_back(std::move(target));
}

/// Another budget may count for the person, whatever their own says. Missing: nothing is told.
Result<TargetPage> parseEffective(const ControlList& list, std::string_view body)
{
    return json::parse<TargetPage>(body, [&](json::Object& root) {
        TargetPage page;
        const std::string path = "$.effective_budget";
        if (const auto found = json::optional(root, "effective_budget", "$")) {
            json::Object effective = json::object(*found, path);
            page.targets.push_back(personOf(list.subject));
            page.targets.back().isEffective =
                json::anyCount(json::required(effective, "budget_amount", path), path + ".budget_amount") == 0;
        }
        return page;
    });
}

} // namespace

GitHubControl::GitHubControl(GitHubPayer payer, const std::string& account)
{
    const bool whole = payer == GitHubPayer::enterprise;
    const std::string name = percentEncoded(account);
    m_seats = std::format("/{}/{}/copilot/billing/seats", whole ? "enterprises" : "orgs", name);
    m_budgets = std::format("/{}/{}/settings/billing/budgets", whole ? "enterprises" : "organizations", name);
}

const ControlRules& GitHubControl::rules() const
{
    // "At once" by the documentation, late by what people report: a minute until the budget is read back. 5,000 requests an
    // hour are allowed, and the rest is for others: a look of 40 pages each 30 s would take them all, so each minute, and four
    // times as often while an order is on its way. Changes one at a time (PROVIDERS 3, 3.3).
    static const ControlRules rules {.lists = {{seatsList}, {.name = budgetsList, .isNeeded = true}},
        .bound = 60s,
        .refuses = {ScopeKind::organisation, ScopeKind::team},
        .watchEvery = 60s,
        .watchEveryUnderWay = 15s,
        .atOnce = 1};
    return rules;
}

HttpHeaders GitHubControl::keyHeaders(const QByteArray& key) const
{
    return github::headers() + HttpHeaders {{"Authorization", "Bearer " + key}};
}

std::string GitHubControl::path(const ControlList& list, const std::string& page) const
{
    if (list.name == seatsList)
        return std::format("{}?per_page={}&page={}", m_seats, pageLength, pageNumber(page));
    const std::string user = list.name == effectiveList ? "&user=" + percentEncoded(list.subject) : std::string();
    return std::format("{}?scope=user&per_page={}&page={}{}", m_budgets, pageLength, pageNumber(page), user);
}

Result<TargetPage> GitHubControl::parse(const ControlList& list, const std::string& asked, std::string_view body) const
{
    if (list.name == effectiveList)
        return parseEffective(list, body);
    return json::parse<TargetPage>(body, [&](json::Object& root) {
        TargetPage page;
        const std::string place = "$." + list.name;
        std::int64_t count = 0;
        for (auto element : json::array(json::required(root, list.name, "$"), place)) {
            const std::string path = std::format("{}[{}]", place, count++);
            json::Object one = json::object(element.value(), path);
            if (list.name == seatsList)
                readSeat(one, path, page);
            else
                readBudget(one, path, page);
        }
        const auto tells = json::optional(root, "has_next_page", "$"); // of budgets alone, and may be missing
        page.more = tells ? json::boolean(*tells, "$.has_next_page") : count >= pageLength;
        page.next = std::to_string(pageNumber(asked) + 1);
        return page;
    });
}

ControlTarget GitHubControl::unread(const ControlList& list) const
{
    return list.name == effectiveList ? personOf(list.subject) : ControlDialect::unread(list);
}

/// A person's seat, budget and what counts for them.
std::vector<ControlTarget> GitHubControl::join(std::vector<ControlTarget> told) const
{
    std::map<std::string, ControlTarget> people;
    for (ControlTarget& one : told) {
        const auto [known, isNew] = people.emplace(one.id, one);
        ControlTarget& person = known->second;
        if (isNew)
            continue;
        if (one.state.empty()) {
            person.isEffective = one.isEffective;
            person.unread = one.unread;
        } else if (person.state == none) {
            one.name = one.person = person.person; // as the seat spells it, and so the usage
            person = std::move(one);
        } else if (one.state != none) { // two budgets: they could not be given back one by one
            person.isFixed = true;
            person.held = person.held && one.held;
            person.name = person.person + ", who has two budgets";
        }
    }
    std::vector<ControlTarget> out;
    for (auto& [id, person] : people)
        out.push_back(std::move(person));
    return out;
}

std::vector<ControlRequest> GitHubControl::hold(const ControlTarget& target) const
{
    if (const auto own = budgetOf(target.state))
        return restore(target, PersonBudget {own->id, 0, true}.text());
    JsonWriter body;
    body.beginObject().member("budget_amount", 0).member("prevent_further_usage", true).member("budget_scope", "user");
    // Without a name of an entity creating is refused, by report (PROVIDERS 3.3).
    body.member("user", target.person).member("budget_entity_name", "").member("budget_type", "BundlePricing");
    body.member("budget_product_sku", credits).key("budget_alerting").beginObject().member("will_alert", false);
    body.key("alert_recipients").beginArray().endArray().endObject().endObject();
    return {{"POST", m_budgets, QByteArray::fromStdString(body.str())}};
}

std::vector<ControlRequest> GitHubControl::restore(const ControlTarget& target, const std::string& state) const
{
    const auto now = budgetOf(target.state);
    if (!now)
        return {};
    const std::string path = m_budgets + "/" + percentEncoded(now->id);
    // The person had no budget before our own, and taking that away again is the only way back. No other than one of 0 is
    // ever deleted.
    if (state == none)
        return now->stops() ? std::vector<ControlRequest> {{"DELETE", path}} : std::vector<ControlRequest>();
    const auto before = budgetOf(state);
    if (!before)
        return {};
    JsonWriter body;
    body.beginObject().member("budget_amount", before->dollars).member("prevent_further_usage", before->prevents);
    return {{"PATCH", path, QByteArray::fromStdString(body.endObject().str())}};
}

} // namespace fuseboard
