// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/organisationdocument.h"

#include "owner/documentvalues.h"
#include "owner/documentfields.h"

#include <QJsonArray>

namespace fuseboard {
namespace {

using document::text;
using document::time;

using Name = QLatin1StringView;

/// Empty texts are left out.
QJsonObject textMembers(std::initializer_list<std::pair<Name, const std::string*>> members)
{
    QJsonObject out;
    for (const auto& [name, value] : members)
        if (!value->empty())
            out[name] = text(*value);
    return out;
}

QJsonArray listOf(const auto& things, auto document)
{
    QJsonArray out;
    for (const auto& each : things)
        out.append(document(each));
    return out;
}

template <class Thing>
std::vector<Thing> thingsOf(const DocumentFields& fields, Name name, Thing (*read)(const DocumentFields&))
{
    std::vector<Thing> out;
    fields.each(name, [&](const DocumentFields& each) {
        out.push_back(read(each));
        each.refuseOthers();
    });
    return out;
}

QJsonObject teamDocument(const Team& team)
{
    QJsonObject out = textMembers({{Name("id"), &team.id}, {Name("name"), &team.name}, {Name("owner"), &team.owner},
        {Name("costCenterId"), &team.costCenterId}, {Name("costCenterName"), &team.costCenterName}});
    if (team.isProtected)
        out[Name("protected")] = true;
    return out;
}

Team teamOf(const DocumentFields& fields)
{
    return {.id = fields.text(Name("id")),
        .name = fields.text(Name("name")),
        .owner = fields.text(Name("owner")),
        .costCenterId = fields.text(Name("costCenterId")),
        .costCenterName = fields.text(Name("costCenterName")),
        .isProtected = fields.flag(Name("protected"), false)};
}

QJsonObject keyDocument(const CallerKey& key)
{
    QJsonObject out = textMembers({{Name("sha256"), &key.sha256}, {Name("team"), &key.team}, {Name("label"), &key.label},
        {Name("person"), &key.person}, {Name("agent"), &key.agent}});
    if (key.probe)
        out[Name("probe")] = true;
    return out;
}

CallerKey keyOf(const DocumentFields& fields)
{
    return {.sha256 = fields.text(Name("sha256")),
        .team = fields.text(Name("team")),
        .label = fields.text(Name("label")),
        .person = fields.text(Name("person")),
        .agent = fields.text(Name("agent")),
        .probe = fields.flag(Name("probe"), false)};
}

BudgetScope scopeOf(const DocumentFields& fields)
{
    if (!fields.has(Name("scope")))
        fields.complain(Name("scope"), "it is missing");
    return fields.word(Name("scope"), parseBudgetScope, BudgetScope());
}

void addMoney(QJsonObject& out, const Money& amount)
{
    out[Name("amount")] = text(amount.text());
    out[Name("currency")] = text(amount.currency.text());
}

QJsonObject budgetTerms(const Budget& budget)
{
    QJsonObject out = textMembers({{Name("by"), &budget.by}, {Name("why"), &budget.why}});
    out[Name("scope")] = text(budget.scope.text());
    out[Name("period")] = text(toText(budget.period));
    if (budget.amount)
        addMoney(out, *budget.amount);
    out[Name("thresholds")] = listOf(budget.thresholdPercents, [](int percent) { return QJsonValue(percent); });
    out[Name("hard")] = budget.kind == BudgetKind::hard;
    out[Name("since")] = time(budget.since);
    return out;
}

Budget budgetOf(const DocumentFields& fields)
{
    Budget out {.scope = scopeOf(fields),
        .period = fields.word(Name("period"), parsePeriodKind, PeriodKind::month),
        .amount = fields.money(Name("amount"), Name("currency")),
        .thresholdPercents = fields.integers(Name("thresholds")),
        .kind = fields.flag(Name("hard"), false) ? BudgetKind::hard : BudgetKind::soft,
        .since = fields.timeOr(Name("since"), {}),
        .by = fields.text(Name("by")),
        .why = fields.text(Name("why"))};
    return out;
}

QJsonObject raiseDocument(const BudgetRaise& raise)
{
    QJsonObject out = textMembers({{Name("by"), &raise.by}, {Name("why"), &raise.why}});
    out[Name("scope")] = text(raise.scope.text());
    addMoney(out, raise.amount);
    out[Name("from")] = time(raise.from);
    out[Name("until")] = time(raise.until);
    return out;
}

BudgetRaise raiseOf(const DocumentFields& fields)
{
    return {.scope = scopeOf(fields),
        .amount = fields.money(Name("amount"), Name("currency")).value_or(Money {}),
        .from = fields.timeOr(Name("from"), {}),
        .until = fields.timeOr(Name("until"), {}),
        .by = fields.text(Name("by")),
        .why = fields.text(Name("why"))};
}

QJsonObject ruleDocument(const AllocationRule& rule)
{
    QJsonObject out = textMembers({{Name("source"), &rule.source}, {Name("account"), &rule.account},
        {Name("project"), &rule.project}, {Name("key"), &rule.key}, {Name("person"), &rule.person},
        {Name("agent"), &rule.agent}, {Name("model"), &rule.model}, {Name("team"), &rule.team}, {Name("tag"), &rule.tag}});
    out[Name("id")] = static_cast<qint64>(rule.id);
    if (!rule.shares.empty())
        out[Name("shares")] = listOf(rule.shares, [](const TeamShare& share) {
            return QJsonObject {{QStringLiteral("team"), text(share.team)},
                {QStringLiteral("millionths"), static_cast<qint64>(share.millionths)}};
        });
    return out;
}

TeamShare shareOf(const DocumentFields& fields)
{
    return {.team = fields.text(Name("team")), .millionths = fields.integer(Name("millionths"))};
}

AllocationRule ruleOf(const DocumentFields& fields)
{
    return {.id = fields.integer(Name("id")),
        .source = fields.text(Name("source")),
        .account = fields.text(Name("account")),
        .project = fields.text(Name("project")),
        .key = fields.text(Name("key")),
        .person = fields.text(Name("person")),
        .agent = fields.text(Name("agent")),
        .model = fields.text(Name("model")),
        .team = fields.text(Name("team")),
        .tag = fields.text(Name("tag")),
        .shares = thingsOf<TeamShare>(fields, Name("shares"), shareOf)};
}

} // namespace

QJsonObject organisationDocument(const Organisation& organisation)
{
    return {{QStringLiteral("teams"), listOf(organisation.teams, teamDocument)},
        {QStringLiteral("keys"), listOf(organisation.keys, keyDocument)},
        {QStringLiteral("budgets"), listOf(organisation.budgets, budgetTerms)},
        {QStringLiteral("raises"), listOf(organisation.raises, raiseDocument)},
        {QStringLiteral("rules"), listOf(organisation.rules, ruleDocument)}};
}

Result<Organisation> organisationOf(const QJsonValue& document)
{
    std::optional<Error> fault;
    const DocumentFields fields(document, {}, fault);
    for (const Name list : {Name("teams"), Name("keys"), Name("budgets"), Name("raises"), Name("rules")})
        if (!fields.has(list))
            fields.complain(list, "it is missing");
    Organisation out {.teams = thingsOf<Team>(fields, Name("teams"), teamOf),
        .keys = thingsOf<CallerKey>(fields, Name("keys"), keyOf),
        .budgets = thingsOf<Budget>(fields, Name("budgets"), budgetOf),
        .raises = thingsOf<BudgetRaise>(fields, Name("raises"), raiseOf),
        .rules = thingsOf<AllocationRule>(fields, Name("rules"), ruleOf)};
    fields.refuseOthers();
    if (fault)
        return std::unexpected(*fault);
    return out;
}

} // namespace fuseboard
