// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/budgetoptions.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>

namespace fuseboard {

void BudgetOptions::addTo(CLI::App& app, bool& json)
{
    auto* budget = app.add_subcommand("budget", "Look at the budgets, or change one");
    budget->require_subcommand(1);
    m_list = budget->add_subcommand("list", "Each budget in force, and what was spent of it");
    m_set = budget->add_subcommand("set", "Set a budget, or change it from an instant on; what it was stays on record");
    m_raise = budget->add_subcommand("raise", "Add to a budget until a day");
    m_end = budget->add_subcommand("end", "From now on there is no such budget; its raises end too");
    const auto filled = [](const std::string& text) {
        return text.find_first_not_of(" \t\r\n") == std::string::npos ? "it is blank" : std::string();
    };
    for (auto* verb : {m_set, m_raise, m_end})
        verb->add_option("SCOPE", m_scope, "organisation, team:NAME, person:WHO, person:WHO/TOOL or model:NAME")
            ->required()
            ->check(filled);
    for (auto* verb : {m_set, m_raise})
        verb->add_option("AMOUNT", m_amount, "Like 20000 or 2500.50, in the budget's currency")->required()->check(filled);
    m_set->add_option("--period", m_period, "Of the amount; without it as it is, else a month")
        ->check(CLI::IsMember({"week", "month", "quarter", "year"}));
    auto* hard = m_set->add_flag("--hard", m_hard, "Freeze its team once it is spent, until its period ends");
    m_set->add_flag("--soft", m_soft, "A budget that only tells; what a first one is")->excludes(hard);
    m_set->add_option("--thresholds", m_thresholds, "Percentages, like 50,80,100")->delimiter(',');
    m_set->add_option("--since", m_since, "Day, like 2026-12-01; without it now, a first one since the period's start");
    m_raise->add_option("--until", m_until, "The last day of the raise, like 2026-12-15")->required()->check(filled);
    for (auto* verb : {m_set, m_raise, m_end}) {
        auto* why = verb->add_option("--why", m_why, "Why; kept with the budget and in the audit log");
        if (verb == m_raise)
            why->required()->check(filled);
    }
    for (auto* verb : {m_list, m_set, m_raise, m_end})
        verb->add_flag("--json", json, "As JSON");
}

bool BudgetOptions::parsed() const { return m_list->parsed() || m_set->parsed() || m_raise->parsed() || m_end->parsed(); }

QJsonObject BudgetOptions::request() const
{
    if (m_list->parsed())
        return {{QStringLiteral("do"), QStringLiteral("budgets")}};
    const char* what = m_set->parsed() ? "setBudget" : m_raise->parsed() ? "raiseBudget" : "endBudget";
    QJsonObject out {{QStringLiteral("do"), QLatin1String(what)}};
    const std::pair<const char*, const std::string&> texts[] {
        {"scope", m_scope}, {"amount", m_amount}, {"period", m_period}, {"since", m_since}, {"until", m_until}, {"why", m_why}};
    for (const auto& [name, text] : texts)
        if (!text.empty())
            out[QLatin1String(name)] = QString::fromStdString(text);
    if (m_hard || m_soft)
        out[QLatin1String("hard")] = m_hard;
    if (!m_thresholds.empty()) {
        QJsonArray percents;
        for (const int percent : m_thresholds)
            percents.append(percent);
        out[QLatin1String("thresholds")] = percents;
    }
    return out;
}

} // namespace fuseboard
