// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ruletable.h"

#include <cstdlib>
#include <format>
#include <ranges>

namespace fuseboard {
namespace {

using sqlite::Statement;

/// Ids of teams contain neither ':' nor ','.
std::vector<TeamShare> sharesOf(const std::string& text)
{
    std::vector<TeamShare> out;
    for (const auto part : text | std::views::split(',')) {
        const std::string share(part.begin(), part.end());
        const auto colon = share.find(':');
        if (colon != std::string::npos)
            out.push_back({share.substr(0, colon), std::atoll(share.c_str() + colon + 1)});
    }
    return out;
}

} // namespace

std::string sharesText(const std::vector<TeamShare>& shares)
{
    std::string out;
    for (const TeamShare& share : shares)
        out += std::format("{}{}:{}", out.empty() ? "" : ",", share.team, share.millionths);
    return out;
}

std::vector<AllocationRule> readRules(sqlite::Database& database, const std::string& table)
{
    std::vector<AllocationRule> out;
    Statement rules(database,
        "SELECT id, source, account, project, key, person, agent, model, team, tag, shares FROM " + table
            + " ORDER BY position");
    while (rules.step())
        out.push_back({.id = rules.integer(0),
            .source = rules.text(1),
            .account = rules.text(2),
            .project = rules.text(3),
            .key = rules.text(4),
            .person = rules.text(5),
            .agent = rules.text(6),
            .model = rules.text(7),
            .team = rules.text(8),
            .tag = rules.text(9),
            .shares = sharesOf(rules.text(10))});
    return out;
}

void replaceRules(sqlite::Database& database, const std::string& table, const std::vector<AllocationRule>& rules)
{
    database.execute("DELETE FROM " + table);
    Statement insert(database,
        "INSERT INTO " + table
            + " (id, source, account, project, key, person, agent, model, team, tag, shares)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    for (const AllocationRule& each : rules)
        insert.run(each.id, each.source, each.account, each.project, each.key, each.person, each.agent, each.model, each.team,
            each.tag, sharesText(each.shares));
}

} // namespace fuseboard
