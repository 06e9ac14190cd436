// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/rulelist.h"

#include "dialogs/parts.h"
#include "text/shown.h"
#include "theme/variant.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QListWidget>

#include <algorithm>

namespace fuseboard {
namespace {

struct FieldName {
    RuleField field;
    std::string AllocationRule::* member;
    const char* name;
};

constexpr std::array fieldNames {
    FieldName {RuleField::project, &AllocationRule::project, QT_TRANSLATE_NOOP("fuseboard::RuleList", "Project")},
    FieldName {RuleField::key, &AllocationRule::key, QT_TRANSLATE_NOOP("fuseboard::RuleList", "Key")},
    FieldName {RuleField::person, &AllocationRule::person, QT_TRANSLATE_NOOP("fuseboard::RuleList", "Person")},
    FieldName {RuleField::agent, &AllocationRule::agent, QT_TRANSLATE_NOOP("fuseboard::RuleList", "Agent")},
    FieldName {RuleField::model, &AllocationRule::model, QT_TRANSLATE_NOOP("fuseboard::RuleList", "Model")},
    FieldName {RuleField::account, &AllocationRule::account, QT_TRANSLATE_NOOP("fuseboard::RuleList", "Account")},
};

} // namespace

QString ruleText(const AllocationRule& rule)
{
    QStringList parts;
    for (const FieldName& field : fieldNames)
        if (const std::string& value = rule.*field.member; !value.empty())
            parts += RuleList::tr(field.name) + QLatin1Char(' ') + shown(value);
    if (!rule.source.empty())
        parts += RuleList::tr("at %1").arg(shown(rule.source));
    return parts.isEmpty() ? RuleList::tr("Everything") : parts.join(QStringLiteral(" · "));
}

AllocationRule makeRule(RuleField field, const std::string& value)
{
    AllocationRule rule;
    rule.*std::ranges::find(fieldNames, field, &FieldName::field)->member = value;
    return rule;
}

RuleList::RuleList(const std::vector<AllocationRule>& rules, QWidget* parent)
    : QWidget(parent)
    , m_rules(rules)
{
    m_list = new QListWidget;
    setVariant(m_list, "table");
    m_list->setAccessibleName(tr("Provider projects and keys of this team"));
    m_list->setObjectName(QStringLiteral("rules"));
    for (const AllocationRule& rule : m_rules)
        m_list->addItem(ruleText(rule));
    m_field = namedBox(tr("What the provider calls it"));
    for (const RuleField field : {RuleField::project, RuleField::key})
        m_field->addItem(
            tr(std::ranges::find(fieldNames, field, &FieldName::field)->name), QVariant::fromValue(static_cast<int>(field)));
    m_value = namedEdit(tr("Its id or name at the provider"));
    m_value->setPlaceholderText(tr("Id or name at the provider"));
    m_value->setObjectName(QStringLiteral("ruleValue"));
    m_add = plainButton(tr("Add"));
    m_add->setAccessibleName(tr("Add this project or key to the team"));
    m_add->setObjectName(QStringLiteral("addRule"));
    m_add->setEnabled(false);
    m_remove = plainButton(tr("Remove"));
    m_remove->setAccessibleName(tr("Remove the selected project or key from the team"));
    m_remove->setEnabled(false);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->addWidget(plainParagraph(tr("Spending that providers report for these belongs to this team."), "secondary"));
    column->addWidget(m_list, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_field);
    row->addWidget(m_value, 1);
    row->addWidget(m_add);
    row->addWidget(m_remove);
    column->addLayout(row);

    connect(m_value, &QLineEdit::textChanged, this, [this] { m_add->setEnabled(!m_value->text().trimmed().isEmpty()); });
    connect(m_value, &QLineEdit::returnPressed, this, &RuleList::addTyped);
    connect(m_add, &QPushButton::clicked, this, &RuleList::addTyped);
    connect(m_remove, &QPushButton::clicked, this, &RuleList::removeCurrent);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int current) { m_remove->setEnabled(current >= 0); });
}

void RuleList::addTyped()
{
    const std::string value = m_value->text().trimmed().toStdString();
    if (value.empty())
        return;
    const AllocationRule rule = makeRule(static_cast<RuleField>(m_field->currentData().toInt()), value);
    const auto same = [&](const AllocationRule& known) { return ruleText(known) == ruleText(rule); };
    if (std::ranges::none_of(m_rules, same)) {
        m_rules.push_back(rule);
        m_list->addItem(ruleText(rule));
    }
    m_value->clear();
}

void RuleList::removeCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_rules.erase(m_rules.begin() + row);
    delete m_list->takeItem(row);
}

} // namespace fuseboard
