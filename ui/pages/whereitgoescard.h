// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/breakdownmodel.h"

#include <QFrame>

class QTableView;
class QVBoxLayout;

namespace fuseboard {

class BreakdownDelegate;
class BreakdownTexts;

/// The card "Where It Goes": by agent and key, model or person; the five largest and the rest.
class WhereItGoesCard : public QFrame {
    Q_OBJECT
public:
    explicit WhereItGoesCard(QWidget* parent = nullptr);

    [[nodiscard]] QTableView* table() const { return m_table; }
    void setTeam(const TeamBoard& team, Currency currency, bool atLeast);
    void setBy(BreakdownBy by);

private:
    void buildHead(QVBoxLayout& column);
    void fitHeight();

    BreakdownModel* m_model;
    BreakdownTexts* m_texts;
    BreakdownDelegate* m_delegate;
    QTableView* m_table;
};

} // namespace fuseboard
