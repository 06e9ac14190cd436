// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/companydocument.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace fuseboard {
namespace {

std::string word(const QJsonObject& object, const char* name) { return object[QLatin1String(name)].toString().toStdString(); }

Result<Budget> budgetOf(const QJsonObject& team, Instant since)
{
    const QJsonObject budget = team[QLatin1String("budget")].toObject();
    const auto currency = Currency::parse(word(budget, "currency"));
    if (!currency)
        return std::unexpected(currency.error());
    const auto amount = Money::parse(word(budget, "amount"), *currency);
    if (!amount)
        return std::unexpected(amount.error());
    return Budget {
        .scope = BudgetScope::ofTeam(word(team, "id")), .amount = *amount, .since = since, .by = "sandbox", .why = {}};
}

} // namespace

Result<CompanyDocument> parseCompany(const QByteArray& json, Instant since)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const QJsonObject provider = root[QLatin1String("provider")].toObject();
    CompanyDocument out {.account = root[QLatin1String("account")].toString(),
        .adminKeyFile = provider[QLatin1String("adminKeyFile")].toString(),
        .upstreamKeyFile = provider[QLatin1String("upstreamKeyFile")].toString()};
    if (out.account.isEmpty() || out.adminKeyFile.isEmpty() || out.upstreamKeyFile.isEmpty())
        return fail(ErrorCode::badDocument, "company.json", "account or the provider's key files are missing");
    for (const auto& value : root[QLatin1String("teams")].toArray()) {
        const QJsonObject team = value.toObject();
        out.organisation.teams.push_back({.id = word(team, "id"),
            .name = word(team, "name"),
            .owner = word(team, "owner"),
            .costCenterId = word(team, "costCenterId"),
            .costCenterName = word(team, "costCenterName")});
        auto budget = budgetOf(team, since);
        if (!budget)
            return fail(
                ErrorCode::badDocument, "company.json", "the budget of " + word(team, "id") + ": " + budget.error().subject);
        out.organisation.budgets.push_back(*std::move(budget));
    }
    for (const auto& value : root[QLatin1String("keys")].toArray()) {
        const QJsonObject key = value.toObject();
        if (!word(key, "team").empty())
            out.organisation.keys.push_back({.sha256 = word(key, "sha256"),
                .team = word(key, "team"),
                .label = word(key, "label"),
                .person = word(key, "person"),
                .agent = word(key, "agent")});
    }
    std::int64_t id = 0;
    for (const auto& value : root[QLatin1String("rules")].toArray()) {
        const QJsonObject rule = value.toObject();
        out.organisation.rules.push_back({.id = ++id,
            .account = word(rule, "account"),
            .project = word(rule, "project"),
            .key = word(rule, "key"),
            .team = word(rule, "team")});
    }
    if (out.organisation.teams.empty())
        return fail(ErrorCode::badDocument, "company.json", "it names no team");
    return out;
}

} // namespace fuseboard
