// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"

#include <QWidget>

class QBoxLayout;
class QTableView;

namespace fuseboard {

class TextLabel;
class TwoLineModel;

/// Which place refuses which team, since when, and how it was proved.
class SwitchboardPage : public QWidget {
    Q_OBJECT
public:
    explicit SwitchboardPage(QWidget* parent = nullptr);

    void setState(const ShownState& state);

private:
    [[nodiscard]] QTableView* makeTable(TwoLineModel& model, const char* name, const QString& accessibleName);
    void addCard(QBoxLayout& column, const QString& title, QTableView* table, TextLabel* note, int stretch);

    TwoLineModel *m_places, *m_orders;
    QTableView *m_placesTable, *m_ordersTable;
    TextLabel *m_unstoppable, *m_noOrders;
};

} // namespace fuseboard
