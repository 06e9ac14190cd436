// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"

#include <QFrame>

class QModelIndex;
class QSortFilterProxyModel;
class QTableView;

namespace fuseboard {

class OverviewModel;

/// The card "Teams" of all teams: each with its days, against the period before and against even pace; a heading orders them.
class OverviewCard : public QFrame {
    Q_OBJECT
public:
    explicit OverviewCard(QWidget* parent = nullptr);

    [[nodiscard]] QTableView* table() const { return m_table; }
    void setState(const ShownState& state);

Q_SIGNALS:
    /// By two clicks or Enter.
    void teamOpened(const fuseboard::TeamId& team);

protected:
    void changeEvent(QEvent* event) override;

private:
    void open(const QModelIndex& index);
    void fit();

    OverviewModel* m_model;
    QSortFilterProxyModel* m_order;
    QTableView* m_table;
};

} // namespace fuseboard
