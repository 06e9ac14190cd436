// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/madeupbills.h"

namespace fuseboard::test {
namespace {

using std::chrono::days;

struct Product {
    const char* name;
    bool isBilled; ///< as AI, or as what nobody knows yet
};

constexpr std::array products {Product {"Copilot", true}, Product {"copilot", true}, Product {"Spark", true},
    Product {"models", true}, Product {"Product of 2027", true}, Product {"Actions", false}, Product {"git_lfs", false},
    Product {"GitHub Advanced Security", false}, Product {"Packages", false}};

std::int64_t netAmount(Dice& dice) { return oneIn(dice, 4) ? 0 : upTo(dice, 40'000'000'000) - 2'000'000'000; }

/// Gross, discount and net, as they are with any item.
void addAmounts(Members& item, Dice& dice, std::int64_t net)
{
    const std::int64_t discount = upTo(dice, 9'000'000'000);
    item.add("grossAmount", amountText(dice, net + discount, 9));
    item.add("discountAmount", amountText(dice, discount, 9));
    item.add("netAmount", amountText(dice, net, 9));
    item.add("pricePerUnit", amountText(dice, upTo(dice, 50'000'000), 9));
    item.text("unitType", oneIn(dice, 2) ? "credits" : "unit-of-2027");
}

std::string billItem(Dice& dice, const UsageTask& task, MadeUpPage& page, bool& costs)
{
    const Product product = oneOf(dice, products);
    const std::int64_t net = netAmount(dice);
    Members item(dice);
    addAmounts(item, dice, net);
    item.text("date", toText(task.period.start).substr(0, oneIn(dice, 2) ? 10 : 20));
    item.text("product", product.name);
    item.text("sku", std::format("{} {}", product.name, upTo(dice, 3)));
    item.count("quantity", upTo(dice, 9'000));
    item.text("organizationName", "acme");
    item.maybe("repositoryName", "acme/payments");
    if (product.isBilled) {
        page.sums += {.nano = net, .rows = 1};
        costs |= net != 0;
    }
    return item.json();
}

std::string modelItem(Dice& dice, MadeUpPage& page, bool& costs)
{
    const std::int64_t net = netAmount(dice);
    Members item(dice);
    addAmounts(item, dice, net);
    item.text("product", oneOf(dice, products).name);
    item.text("sku", std::format("Copilot AI Credits {}", upTo(dice, 2)));
    item.text("model", std::format("model-{}", upTo(dice, 5)));
    for (const char* quantity : {"grossQuantity", "discountQuantity", "netQuantity"})
        item.add(quantity, amountText(dice, upTo(dice, 90'000'000'000), 9));
    page.sums += {.nano = net, .takenOff = net, .rows = 2};
    costs |= net != 0;
    return item.json();
}

/// What the contract does not require may be absent; we take no such answer for an empty list.
void addList(Members& members, Dice& dice, const char* name, const std::vector<std::string>& items, MadeUpPage& page)
{
    if (oneIn(dice, 40))
        page.refusal = std::string("$.") + name;
    else
        members.list(name, items);
}

void addTimePeriod(Members& members, Dice& dice, const UsageTask& task)
{
    const std::chrono::year_month_day day(std::chrono::floor<days>(task.period.start));
    Members said(dice);
    said.count("year", static_cast<int>(day.year()));
    said.maybeCount("month", static_cast<unsigned>(day.month()));
    said.maybeCount("day", static_cast<unsigned>(day.day()));
    members.add("timePeriod", said.json());
}

std::string person(Dice& dice, const std::string& login)
{
    Members one(dice);
    one.text("login", login);
    one.count("id", upTo(dice, 90'000'000));
    one.add("site_admin", "false");
    one.add("gravatar_id", "null");
    one.text("type", oneIn(dice, 2) ? "User" : "Kind of 2027");
    one.maybe("email", login + "@acme.example");
    for (const char* place : {"node_id", "avatar_url", "url", "html_url", "followers_url", "following_url", "gists_url",
             "starred_url", "subscriptions_url", "organizations_url", "repos_url", "events_url", "received_events_url"})
        one.text(place, "https://api.example/" + login);
    return one.json();
}

std::string team(Dice& dice)
{
    Members one(dice);
    one.count("id", upTo(dice, 9));
    one.text("name", "Team of 2027");
    one.text("slug", "team-of-2027");
    for (const char* place : {"node_id", "url", "html_url", "members_url", "repositories_url"})
        one.text(place, "https://api.example/teams/1");
    one.add("description", "null");
    one.text("permission", "pull");
    one.text("type", "organization");
    one.add("parent", "null");
    return one.json();
}

/// All teams are the same one.
std::string seat(Dice& dice, int index, MadeUpPage& out)
{
    Members one(dice);
    one.text("created_at", "2026-01-05T09:00:00Z");
    one.maybe("last_activity_at", "2026-11-20T09:00:00Z");
    one.maybe("last_activity_editor", "vscode/1.99/copilot/1.2");
    const bool hasTeam = oneIn(dice, 4);
    if (hasTeam || oneIn(dice, 2))
        one.add("assigning_team", hasTeam ? team(dice) : "null");
    one.maybe("plan_type", oneIn(dice, 2) ? "business" : "plan-of-2027");
    if (oneIn(dice, 6)) {
        one.add("assignee", "null");
    } else if (!oneIn(dice, 6)) {
        one.add("assignee", person(dice, std::format("octo-{}", index)));
        ++out.follow;
        out.names = hasTeam ? 1 : out.names;
    }
    return one.json();
}

MadeUpPage seats(Dice& dice)
{
    constexpr std::int64_t mostPeople = 50; // more are not asked for one by one
    MadeUpPage out;
    const std::int64_t many = oneIn(dice, 20) ? 45 + upTo(dice, 10) : upTo(dice, 9);
    std::vector<std::string> all;
    for (int i = 0; i < many; ++i)
        all.push_back(seat(dice, i, out));
    Members members(dice);
    const std::int64_t said = members.maybeCount("total_seats", many + (oneIn(dice, 10) ? 60 : 0));
    addList(members, dice, "seats", all, out);
    if (std::max(said, many) > mostPeople)
        out.follow = 0;
    out.json = members.json();
    return out;
}

MadeUpPage costCentres(Dice& dice, const UsageTask& task)
{
    MadeUpPage out;
    out.names = upTo(dice, 12);
    std::vector<std::string> all;
    for (std::int64_t i = 0; i < out.names; ++i) {
        Members one(dice);
        one.text("id", std::format("cc-{}", i));
        one.text("name", std::format("Centre {}", i));
        one.maybe("state", oneIn(dice, 2) ? "active" : "state-of-2027");
        one.maybe("azure_subscription", "a-1");
        one.add("resources", oneIn(dice, 2) ? "[]" : R"([{"type":"User","name":"octo-1"},{"name":"x","type":"Kind of 2027"}])");
        all.push_back(one.json());
    }
    Members members(dice);
    addList(members, dice, "costCenters", all, out);
    out.follow = (out.names + 1) * (task.period.length() / days(1)); // what belongs to none is asked for too
    out.json = members.json();
    return out;
}

} // namespace

MadeUpPage madeUpGitHub(Dice& dice, const UsageTask& task, bool enterprise)
{
    if (task.list == "seats")
        return seats(dice);
    if (task.list == "cost_centers")
        return costCentres(dice, task);
    MadeUpPage out;
    const bool isBill = task.list.starts_with("usage");
    bool costs = false;
    std::vector<std::string> items;
    for (std::int64_t i = upTo(dice, 8); i > 0; --i)
        items.push_back(isBill ? billItem(dice, task, out, costs) : modelItem(dice, out, costs));
    Members members(dice);
    if (!isBill) {
        addTimePeriod(members, dice, task);
        members.text(enterprise ? "enterprise" : "organization", "acme");
        members.maybe("user", "octo-1");
        members.maybe("product", "Copilot");
        members.maybe("model", "model-1");
    }
    if (!isBill || !oneIn(dice, 40)) {
        members.list("usageItems", items);
    } else { // which the contract allows in this report: it tells nothing
        out = {};
        costs = false;
    }
    // A bill leads to two lists of detail, an organisation's detail to its people.
    if (costs)
        out.follow = task.list == "usage" ? 2 : !isBill && !enterprise && task.subject.empty() ? 1 : 0;
    out.json = members.json();
    return out;
}

} // namespace fuseboard::test
