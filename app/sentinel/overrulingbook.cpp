// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sentinel/overrulingbook.h"

#include "switchboard/jsonlines.h"

#include <QJsonArray>

namespace fuseboard {
namespace {

std::string text(const QJsonValue& value) { return value.toString().toStdString(); }

} // namespace

OverrulingBook::OverrulingBook(QString file)
    : m_file(std::move(file))
{
    for (const QJsonObject& root : readJsonLines(m_file)) {
        const auto scope = parseScope(text(root[QLatin1String("scope")]));
        const auto at = parseInstant(text(root[QLatin1String("at")]));
        if (!scope || !at)
            continue;
        Overruling overruling {*at, {}};
        for (const auto& budget : root[QLatin1String("budgets")].toArray())
            if (const auto each = parseBudgetScope(text(budget)))
                overruling.budgets.insert(*each);
        m_overrulings[*scope].push_back(std::move(overruling));
    }
}

Result<void> OverrulingBook::add(const Scope& scope, const Overruling& overruling)
{
    m_overrulings[scope].push_back(overruling);
    QJsonArray budgets;
    for (const BudgetScope& budget : overruling.budgets)
        budgets.append(QString::fromStdString(budget.text()));
    const QJsonObject document {{QStringLiteral("scope"), QString::fromStdString(scope.text())},
        {QStringLiteral("at"), QString::fromStdString(toText(overruling.at))}, {QStringLiteral("budgets"), budgets}};
    return appendJsonLine(m_file, document);
}

} // namespace fuseboard
