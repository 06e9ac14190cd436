// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/github/githublimits.h"

#include "connectors/github/githubapi.h"
#include "connectors/github/githubbill.h"
#include "connectors/jsonlimit.h"

#include <format>

namespace fuseboard::github {
namespace {

using Holder = ProviderLimit::Holder;

/// Scopes come and go; one that is new is told as the organisation's, by its name.
Holder holderOf(std::string_view scope)
{
    if (scope == "user")
        return Holder::person;
    if (scope == "repository")
        return Holder::project;
    return scope == "cost_center" || scope == "multi_user_cost_center" ? Holder::team : Holder::organisation;
}

/// A budget of a product that is sold by licences counts those, and which products are is not told.
std::optional<LimitAmount> amountOf(
    json::Object& budget, std::string_view name, std::string_view product, const std::string& path)
{
    const bool isMetered = product == "ai_credits" || product == "ai_credit" || product.contains("premium_request");
    return isMetered ? json::dollarsOr(budget, name, 0, path) : json::quantityOr(budget, name, "USD or licences", path);
}

ProviderLimit limitOf(json::Object& budget, const std::string& product, const std::string& path)
{
    const std::string scope = json::requiredText(budget, "budget_scope", path);
    ProviderLimit out {.holder = holderOf(scope), .holderId = {}, .holderName = {}, .covers = product};
    out.holderId = json::textOr(budget, out.holder == Holder::person ? "user" : "budget_entity_name", path);
    if (out.holder == Holder::organisation && scope != "organization" && scope != "enterprise")
        out.covers += ", " + scope;
    if (scope == "multi_user_cost_center")
        out.covers += ", each person";
    json::required(budget, "budget_amount", path);
    out.limit = amountOf(budget, "budget_amount", product, path);
    out.used = amountOf(budget, "consumed_amount", product, path);
    out.refusesBeyond = json::boolean(json::required(budget, "prevent_further_usage", path), path + ".prevent_further_usage");
    return out;
}

bool hasMore(json::Object& root, std::int64_t count)
{
    const auto more = json::optional(root, "has_next_page", "$");
    return more ? json::boolean(*more, "$.has_next_page") : count == pageLength;
}

} // namespace

Result<UsagePage> parseBudgets(const UsageTask& task, std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::int64_t count = 0;
        for (auto element : json::array(json::required(root, "budgets", "$"), "$.budgets")) {
            const std::string path = std::format("$.budgets[{}]", count++);
            json::Object budget = json::object(element.value(), path);
            const std::string product = json::requiredText(budget, "budget_product_sku", path);
            if (!isOtherProduct(product))
                page.limits.push_back(limitOf(budget, product, path));
        }
        page.more = hasMore(root, count);
        if (page.more)
            page.next = std::to_string(pageNumber(task.page) + 1);
        return page;
    });
}

Result<UsagePage> parsePools(std::string_view body)
{
    return json::parse<UsagePage>(body, [&](json::Object& root) {
        UsagePage page;
        std::size_t index = 0;
        for (auto element : json::array(json::required(root, "costCenters", "$"), "$.costCenters")) {
            const std::string path = std::format("$.costCenters[{}]", index++);
            json::Object centre = json::object(element.value(), path);
            const std::string id = json::requiredText(centre, "id", path);
            const std::string name = json::requiredText(centre, "name", path);
            const auto pool = json::optional(centre, "ai_credit_pool_state", path);
            if (!pool)
                continue;
            const std::string place = path + ".ai_credit_pool_state";
            json::Object state = json::object(*pool, place);
            ProviderLimit limit {.holder = Holder::team,
                .holderId = id,
                .holderName = name,
                .kind = ProviderLimit::Kind::credit,
                .covers = "AI credit pool",
                .limit = json::quantityOr(state, "target_amount", "AI credits", place),
                .used = json::quantityOr(state, "current_amount", "AI credits", place),
                .period = "month"};
            if (limit.limit || limit.used)
                page.limits.push_back(std::move(limit));
        }
        return page;
    });
}

} // namespace fuseboard::github
