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

/// Which place refuses which team, since when, and how it was proved; and the drills that tried it.
class SwitchboardPage : public QWidget {
    Q_OBJECT
public:
    explicit SwitchboardPage(QWidget* parent = nullptr);

    void setState(const ShownState& state);

private:
    [[nodiscard]] QTableView* makeTable(TwoLineModel& model, const char* name, const QString& accessibleName);
    static void addCard(
        QBoxLayout& column, const QString& title, QTableView* table, std::initializer_list<TextLabel*> notes, int stretch);
    void setDrills(const ShownState& state);

    TwoLineModel *m_places, *m_orders, *m_drills;
    QTableView *m_placesTable, *m_ordersTable, *m_drillsTable;
    TextLabel *m_warning, *m_noOrders, *m_drillPlan, *m_drillMissed;
};

} // namespace fuseboard
