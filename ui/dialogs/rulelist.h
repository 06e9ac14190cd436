// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/allocation.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace fuseboard {

/// The part of a provider's record a rule looks at.
enum class RuleField { project, key, person, agent, model, account };

/// What a rule looks for, as one line: `Project proj_payments`.
QString ruleText(const AllocationRule& rule);
AllocationRule makeRule(RuleField field, const std::string& value);

/// The provider projects and keys that belong to a team, with add and remove.
class RuleList : public QWidget {
    Q_OBJECT
public:
    explicit RuleList(const std::vector<AllocationRule>& rules, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<AllocationRule>& rules() const { return m_rules; }

private:
    void addTyped();
    void removeCurrent();

    std::vector<AllocationRule> m_rules;
    QListWidget* m_list = nullptr;
    QComboBox* m_field = nullptr;
    QLineEdit* m_value = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_remove = nullptr;
};

} // namespace fuseboard
