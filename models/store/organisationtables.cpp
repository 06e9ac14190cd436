// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/organisationtables.h"

#include "domain/budgetcheck.h"
#include "store/budgettables.h"
#include "store/checkedtable.h"
#include "store/rowcheck.h"
#include "store/ruletable.h"

#include <algorithm>
#include <format>
#include <map>
#include <ranges>
#include <set>

namespace fuseboard {
namespace {

using sqlite::Statement;

std::int64_t micros(Instant at) { return at.time_since_epoch().count(); }

std::string jsonText(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            out += std::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out + '"';
}

using Members = std::vector<std::pair<std::string_view, std::string>>;

std::string json(const Members& members)
{
    std::string out;
    for (const auto& [name, value] : members)
        if (!value.empty())
            out += std::format("{}\"{}\":{}", out.empty() ? "{" : ",", name, jsonText(value));
    return out.empty() ? "{}" : out + "}";
}

/// A team by its id alone and the organisation by nothing: the check of older histories is over these words.
std::string nameInLog(const BudgetScope& scope)
{
    return scope.kind == BudgetScopeKind::organisation || scope.kind == BudgetScopeKind::team ? scope.name : scope.text();
}

std::string whatOf(const Budget& budget)
{
    return std::format("budget {} since {}", nameInLog(budget.scope), toText(budget.since));
}

std::string whatOf(const BudgetRaise& raise)
{
    return std::format("raise of {} from {}", raise.scope.text(), toText(raise.from));
}

/// What the change log says of each thing, by a name that stays the same while it is edited.
std::map<std::string, std::string> describe(const Organisation& organisation)
{
    std::map<std::string, std::string> out;
    for (const Team& team : organisation.teams)
        out["team " + team.id] = json({{"name", team.name}, {"owner", team.owner}, {"costCenterId", team.costCenterId},
            {"costCenterName", team.costCenterName}, {"protected", team.isProtected ? "true" : ""}});
    for (const CallerKey& key : organisation.keys)
        out["key " + key.sha256] = json({{"team", key.team}, {"label", key.label}, {"person", key.person}, {"agent", key.agent},
            {"probe", key.probe ? "true" : ""}});
    for (const Budget& budget : organisation.budgets)
        out[whatOf(budget)] = json({{"amount", budget.amount ? budget.amount->text() : ""},
            {"ended", budget.amount ? "" : "true"}, {"currency", budget.amount ? budget.amount->currency.text() : ""},
            {"period", std::to_string(static_cast<int>(budget.period))},
            {"thresholds", thresholdText(budget.thresholdPercents)}, {"hard", budget.kind == BudgetKind::hard ? "true" : ""},
            {"by", budget.by}, {"why", budget.why}});
    for (const BudgetRaise& raise : organisation.raises)
        out[whatOf(raise)] = json({{"amount", raise.amount.text()}, {"currency", raise.amount.currency.text()},
            {"until", toText(raise.until)}, {"by", raise.by}, {"why", raise.why}});
    for (std::size_t i = 0; i < organisation.rules.size(); ++i) {
        const AllocationRule& rule = organisation.rules[i];
        out[std::format("rule {}", i + 1)] = json({{"source", rule.source}, {"account", rule.account},
            {"project", rule.project}, {"key", rule.key}, {"person", rule.person}, {"agent", rule.agent}, {"model", rule.model},
            {"tag", rule.tag}, {"team", rule.team}, {"shares", sharesText(rule.shares)}});
    }
    return out;
}

std::map<std::string, std::string> reasonsOf(const Organisation& organisation)
{
    std::map<std::string, std::string> out;
    for (const Budget& budget : organisation.budgets)
        out[whatOf(budget)] = budget.why;
    for (const BudgetRaise& raise : organisation.raises)
        out[whatOf(raise)] = raise.why;
    return out;
}

std::int64_t checkOf(const Organisation& organisation)
{
    RowCheck check;
    for (const auto& [what, value] : describe(organisation))
        check.add(what).add(value);
    return check.value();
}

} // namespace

Result<void> checkOrganisation(const Organisation& organisation)
{
    std::set<std::string> ids;
    for (const Team& team : organisation.teams) {
        if (!isTeamId(team.id))
            return fail(ErrorCode::badDocument, "team " + team.id, "not a team id");
        if (!ids.insert(team.id).second)
            return fail(ErrorCode::duplicateName, "team " + team.id);
    }
    std::set<std::string> hashes;
    for (const CallerKey& key : organisation.keys) {
        const bool hex =
            std::ranges::all_of(key.sha256, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
        if (key.sha256.size() != 64 || !hex)
            return fail(ErrorCode::badDocument, "key " + key.label, "its hash is not 64 lower-case hex digits");
        if (!hashes.insert(key.sha256).second)
            return fail(ErrorCode::duplicateName, "key " + key.label);
        if (!ids.contains(key.team))
            return fail(ErrorCode::unknownTeam, key.team, "of key " + key.label);
    }
    if (auto good = checkBudgets(organisation.budgets, organisation.raises, ids); !good)
        return good;
    for (const AllocationRule& rule : organisation.rules) {
        for (const TeamShare& share : rule.shares)
            if (!ids.contains(share.team))
                return fail(ErrorCode::unknownTeam, share.team, "of a rule");
        if (rule.shares.empty() ? !ids.contains(rule.team) : !rule.team.empty())
            return fail(ErrorCode::unknownTeam, rule.team, "of a rule");
        if (!rule.shares.empty() && !isWhole(rule.shares))
            return fail(ErrorCode::badDocument, "a rule for " + rule.shares.front().team, "its shares are not a whole");
    }
    return {};
}

OrganisationTables::OrganisationTables(sqlite::Database& database)
    : m_database(&database)
{
}

Organisation OrganisationTables::read()
{
    Organisation out = readUnchecked();
    Statement check(*m_database, "SELECT row_check FROM organisation_check");
    if (check.step() ? check.integer(0) != checkOf(out) : out != Organisation())
        throw sqlite::Failure {
            {ErrorCode::historyDamaged, m_database->file().string(), "teams, keys, budgets and rules do not fit their check"}};
    return out;
}

void OrganisationTables::checkFirst()
{
    if (Statement(*m_database, "SELECT 1 FROM organisation_check").step())
        return;
    if (const auto found = sqlite::trying([&] { return readUnchecked(); }))
        writeCheck(*found);
}

bool OrganisationTables::renewCheck()
{
    const auto found = sqlite::trying([&] { return readUnchecked(); });
    const bool whole = found && checkOrganisation(*found);
    if (!whole)
        m_database->execute("DELETE FROM team; DELETE FROM caller_key; DELETE FROM budget; DELETE FROM budget_raise;"
                            "DELETE FROM allocation_rule");
    writeCheck(whole ? *found : Organisation());
    return whole;
}

void OrganisationTables::writeCheck(const Organisation& organisation)
{
    Statement(*m_database, "INSERT OR REPLACE INTO organisation_check VALUES (1, ?1)").run(checkOf(organisation));
}

Organisation OrganisationTables::readUnchecked()
{
    Organisation out;
    Statement teams(
        *m_database, "SELECT id, name, owner, cost_center_id, cost_center_name, protected FROM team ORDER BY position");
    while (teams.step())
        out.teams.push_back({teams.text(0), teams.text(1), teams.text(2), teams.text(3), teams.text(4), teams.integer(5) != 0});
    Statement keys(*m_database, "SELECT sha256, team, label, person, agent, probe FROM caller_key ORDER BY position");
    while (keys.step())
        out.keys.push_back({keys.text(0), keys.text(1), keys.text(2), keys.text(3), keys.text(4), keys.integer(5) != 0});
    BudgetTables(*m_database).read(out);
    out.rules = readRules(*m_database, "allocation_rule");
    return out;
}

std::vector<std::pair<std::int64_t, OrganisationChange>> OrganisationTables::replace(
    const Organisation& organisation, const std::string& by, Instant at)
{
    if (auto good = checkOrganisation(organisation); !good)
        throw sqlite::Failure {good.error()};
    auto before = describe(read());
    const auto after = describe(organisation);
    Statement log(*m_database,
        "INSERT INTO organisation_change (at, changed_by, what, before, after, row_check)"
        " VALUES (?1, ?2, ?3, ?4, ?5, row_check(?1, ?2, ?3, ?4, ?5))");
    std::vector<std::pair<std::int64_t, OrganisationChange>> changes;
    const auto reasons = reasonsOf(organisation);
    const auto changed = [&](const std::string& what, const std::string& was, const std::string& now) {
        log.run(micros(at), by, what, was, now);
        const auto why = reasons.find(what);
        changes.push_back({m_database->lastRowId(), {at, by, what, was, now, why == reasons.end() ? "" : why->second}});
    };
    for (const auto& [what, now] : after) {
        if (before[what] != now)
            changed(what, before[what], now);
        before.erase(what);
    }
    for (const auto& [what, was] : before)
        changed(what, was, "");

    m_database->execute("DELETE FROM team; DELETE FROM caller_key; DELETE FROM budget; DELETE FROM budget_raise");
    Statement team(*m_database,
        "INSERT INTO team (id, name, owner, cost_center_id, cost_center_name, protected) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    for (const Team& each : organisation.teams)
        team.run(each.id, each.name, each.owner, each.costCenterId, each.costCenterName, each.isProtected);
    Statement key(
        *m_database, "INSERT INTO caller_key (sha256, team, label, person, agent, probe) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    for (const CallerKey& each : organisation.keys)
        key.run(each.sha256, each.team, each.label, each.person, each.agent, each.probe);
    BudgetTables(*m_database).write(organisation);
    replaceRules(*m_database, "allocation_rule", organisation.rules);
    writeCheck(organisation);
    return changes;
}

std::vector<OrganisationChange> OrganisationTables::changes()
{
    Statement rows(*m_database,
        "SELECT at, changed_by, what, before, after, " + organisationChanges.fits() + " FROM organisation_change ORDER BY id");
    std::vector<OrganisationChange> out;
    while (rows.step()) {
        if (rows.integer(5) == 0)
            throw sqlite::Failure {
                {ErrorCode::historyDamaged, m_database->file().string(), organisationChanges.complaint(rows.text(2))}};
        out.push_back(
            {Instant(std::chrono::microseconds(rows.integer(0))), rows.text(1), rows.text(2), rows.text(3), rows.text(4)});
    }
    return out;
}

} // namespace fuseboard
