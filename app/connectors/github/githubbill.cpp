// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/github/githubbill.h"

#include "connectors/jsonmoney.h"
#include "connectors/jsontime.h"

#include <algorithm>
#include <array>
#include <format>

namespace fuseboard::github {
namespace {

using std::chrono::days;

/// 5,000 calls an hour are allowed; two months of so many people stay below.
constexpr std::int64_t mostPeople = 50;
constexpr std::size_t mostCentresWithModels = 20; ///< three calls a day for each

/// Letters and digits in lower case. What is not in this list is shown: a charge too many is seen, one too few is not.
constexpr std::array<std::string_view, 16> otherProducts {"actions", "advancedsecurity", "codesecurity", "codespaces", "ghas",
    "ghec", "gitlfs", "githubadvancedsecurity", "githubcodesecurity", "githubenterprise", "githubsecretprotection", "lfs",
    "packages", "secretprotection", "sharedstorage", "storage"};

UsageTask asking(UsageTask task, std::string_view list)
{
    task.list = list;
    task.page.clear();
    task.directory = list == requestsList || list == seatsList;
    task.isSplit = list != billList && list != billOnlyList;
    return task;
}

/// Of an enterprise's task without person the subject is a cost centre.
UsageRow part(const UsageTask& task, const RowOrigin& origin, const std::string& project, Money cost, const std::string& id)
{
    UsageRow row = bucketRow(task, origin, task.period.start);
    row.ledger = Ledger::providerCost;
    row.project = project;
    row.cost = cost;
    row.basis = CostBasis::reported;
    row.recordId = id;
    return row;
}

/// That it is the day that was asked for, as far as it says.
void checkDay(json::Object& root, const UsageTask& task)
{
    const std::string path = "$.timePeriod";
    json::Object said = json::object(json::required(root, "timePeriod", "$"), path);
    const std::chrono::year_month_day asked(std::chrono::floor<days>(task.period.start));
    const auto check = [&](std::string_view name, std::int64_t expected) {
        const auto value = json::optional(said, name, path);
        const std::string place = path + "." + std::string(name);
        if (value && json::count(*value, place) != expected)
            throw json::Fault {place, "not what was asked for"};
    };
    check("year", static_cast<int>(asked.year()));
    check("month", static_cast<unsigned>(asked.month()));
    check("day", static_cast<unsigned>(asked.day()));
}

/// The calendar month that an instant is in.
Period monthOf(Instant at)
{
    const std::chrono::year_month_day day(std::chrono::floor<days>(at));
    const auto month = day.year() / day.month();
    return {std::chrono::sys_days(month / 1), std::chrono::sys_days((month + std::chrono::months(1)) / 1)};
}

struct ModelCost {
    std::string sku, model;
    Money net;
    [[nodiscard]] std::string lineItem() const { return model.empty() ? sku : model + ", " + sku; }
};

std::vector<ModelCost> modelCosts(json::Object& root, const UsageTask& task)
{
    checkDay(root, task);
    std::vector<ModelCost> out;
    for (auto element : json::array(json::required(root, "usageItems", "$"), "$.usageItems")) {
        const std::string path = std::format("$.usageItems[{}]", out.size());
        json::Object item = json::object(element.value(), path);
        out.push_back({json::requiredText(item, "sku", path), json::textOr(item, "model", path),
            json::moneyIn(Currency::usd(), item, "netAmount", 0, path)});
    }
    return out;
}

Money negative(Money amount, std::size_t index)
{
    const auto out = subtract({0, amount.currency}, amount);
    if (!out)
        throw json::Fault {std::format("$.usageItems[{}].netAmount", index), "too much"};
    return *out;
}

/// The slug of the team by which a person has a seat, whose name the page tells too; empty: none.
std::string addTeam(UsagePage& page, json::Object& seat, const std::string& path)
{
    const auto found = json::optional(seat, "assigning_team", path);
    if (!found)
        return {};
    const std::string place = path + ".assigning_team";
    json::Object team = json::object(*found, place);
    std::string slug = json::requiredText(team, "slug", place);
    IdentityName name {IdentityName::Kind::project, slug, json::textOr(team, "name", place)};
    if (!std::ranges::contains(page.names, name))
        page.names.push_back(std::move(name));
    return slug;
}

} // namespace

bool isOtherProduct(std::string_view product)
{
    std::string plain;
    for (const char c : product)
        if (const bool upper = c >= 'A' && c <= 'Z'; upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            plain += upper ? static_cast<char>(c - 'A' + 'a') : c;
    return std::ranges::find(otherProducts, plain) != otherProducts.end();
}

Result<UsagePage> parseBill(const UsageTask& task, std::string_view body, const RowOrigin& origin)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        bool costs = false;
        std::size_t index = 0;
        const bool monthly = task.list == billOnlyList;
        const Period asked = monthly ? monthOf(task.period.start) : task.period;
        const auto items = json::optional(root, "usageItems", "$");
        if (!items && json::optional(root, "message", "$"))
            throw json::Fault {"$.usageItems", "missing, and a message instead"};
        if (!items) { // which the contract allows in this report, and in no other
            page.untold = {task.period};
            return page;
        }
        for (auto element : json::array(*items, "$.usageItems")) {
            const std::string path = std::format("$.usageItems[{}]", index++);
            json::Object item = json::object(element.value(), path);
            const Instant date = json::day(item, "date", path);
            if (!asked.contains(date))
                throw json::Fault {path + ".date", "not a day that was asked for"};
            if (!task.period.contains(date) || isOtherProduct(json::requiredText(item, "product", path)))
                continue;
            const Money net = json::moneyIn(Currency::usd(), item, "netAmount", 0, path);
            UsageRow& row =
                page.rows.emplace_back(part(task, origin, task.subject, net, std::format("{} {}", billList, index)));
            row.start = date;
            row.lineItem = json::requiredText(item, "sku", path);
            costs |= !net.isZero();
        }
        // What a pool or licence includes has no price to split.
        if (costs && task.list == billList)
            page.follow = {asking(task, creditsList), asking(task, requestsList)};
        return page;
    });
}

Result<UsagePage> parseModels(const UsageTask& task, std::string_view body, const RowOrigin& origin, std::string_view next)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        for (const ModelCost& one : modelCosts(root, task)) {
            const std::size_t index = page.rows.size() / 2;
            const std::string id = std::format("{} {}", task.list, index);
            page.rows.push_back(part(task, origin, task.subject, one.net, id));
            page.rows.back().model = one.model;
            page.rows.back().lineItem = one.lineItem();
            page.rows.push_back(part(task, origin, task.subject, negative(one.net, index), "less " + id));
            page.rows.back().lineItem = one.sku;
        }
        const bool costs = std::ranges::any_of(page.rows, [](const UsageRow& row) { return !row.cost->isZero(); });
        if (costs && !next.empty()) {
            page.follow.push_back(asking(task, next));
            page.follow.back().subject = task.list;
        }
        return page;
    });
}

Result<UsagePage> parsePerson(const UsageTask& task, std::string_view body, const RowOrigin& origin)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        for (const ModelCost& one : modelCosts(root, task)) {
            const std::size_t index = page.rows.size() / 2;
            const std::string id = std::format("{} {} {}", task.list, task.subject, index);
            for (const auto& [cost, person, record] :
                {std::tuple(one.net, task.subject, id), std::tuple(negative(one.net, index), std::string(), "less " + id)}) {
                page.rows.push_back(part(task, origin, person.empty() ? std::string() : task.project, cost, record));
                page.rows.back().person = person;
                page.rows.back().model = one.model;
                page.rows.back().lineItem = one.lineItem();
            }
        }
        return page;
    });
}

Result<UsagePage> parseSeats(const UsageTask& task, std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::size_t index = 0;
        const std::int64_t seats = json::countOr(root, "total_seats", "$");
        for (auto element : json::array(json::required(root, "seats", "$"), "$.seats")) {
            const std::string path = std::format("$.seats[{}]", index++);
            json::Object seat = json::object(element.value(), path);
            const auto assignee = json::optional(seat, "assignee", path);
            if (!assignee)
                continue;
            json::Object person = json::object(*assignee, path + ".assignee");
            page.follow.push_back(asking(task, task.subject));
            page.follow.back().subject = json::requiredText(person, "login", path + ".assignee");
            page.follow.back().project = addTeam(page, seat, path);
        }
        if (std::max(seats, static_cast<std::int64_t>(index)) > mostPeople)
            page.follow.clear();
        return page;
    });
}

Result<UsagePage> parseCostCentres(const UsageTask& task, std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::vector<std::string> centres {{}};
        for (auto element : json::array(json::required(root, "costCenters", "$"), "$.costCenters")) {
            const std::string path = std::format("$.costCenters[{}]", centres.size() - 1);
            json::Object centre = json::object(element.value(), path);
            centres.push_back(json::requiredText(centre, "id", path));
            page.names.push_back({IdentityName::Kind::project, centres.back(), json::requiredText(centre, "name", path)});
        }
        const bool monthly = centres.size() > mostCentresWithModels + 1;
        for (const std::string& centre : centres)
            for (Instant from = task.period.start; from < task.period.end;) {
                UsageTask bill = asking(task, monthly ? billOnlyList : billList);
                bill.subject = centre;
                bill.period = {from, monthly ? std::min(monthOf(from).end, task.period.end) : from + days(1)};
                from = bill.period.end;
                page.follow.push_back(std::move(bill));
            }
        return page;
    });
}

} // namespace fuseboard::github
