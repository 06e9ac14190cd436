// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/burndownview.h"

#include <QFrame>

class QLabel;
class QStackedWidget;
class QTableView;
class QToolButton;
class QVBoxLayout;

namespace fuseboard {

class BurnDownChart;
class BurnDownTableModel;
class LegendKey;

/// The card "Budget Burn-Down": head with the range and the table switch, legend, chart or table.
class BurnDownCard : public QFrame {
    Q_OBJECT
public:
    explicit BurnDownCard(QWidget* parent = nullptr);

    [[nodiscard]] BurnDownChart* chart() const { return m_chart; }
    [[nodiscard]] bool showsTable() const;

    /// Shows a team; `burnDownView` makes the value from a board.
    void setView(const BurnDownView& view);
    void setRange(ChartRange range);
    /// Ctrl+T of the window.
    void setTableShown(bool shown);

Q_SIGNALS:
    void tableShownChanged(bool shown);
    void copyPicturePressed();
    void savePicturePressed();

private:
    void fillTable(); ///< only while it is shown: it holds each day anew
    void compare(const BurnDownView& view);
    QWidget* pictureButton();
    void buildHead(QVBoxLayout& column);
    void buildLegend(QVBoxLayout& column);

    QLabel* m_title = nullptr;
    QLabel* m_note = nullptr;
    std::vector<QToolButton*> m_ranges;
    QToolButton* m_tableButton = nullptr;
    LegendKey* m_remainingKey = nullptr;
    LegendKey* m_evenPaceKey = nullptr;
    LegendKey* m_forecastKey = nullptr;
    LegendKey* m_lastPeriodKey = nullptr;
    QStackedWidget* m_stack = nullptr;
    BurnDownChart* m_chart = nullptr;
    QTableView* m_table = nullptr;
    BurnDownTableModel* m_tableModel = nullptr;
};

} // namespace fuseboard
