// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"
#include "pages/teamorder.h"

#include <QFrame>

class QActionGroup;
class QLineEdit;
class QListView;
class QVBoxLayout;

namespace fuseboard {

class TeamFilter;
class TeamListModel;

/// The left pane: all teams, what is unallocated, every team; filter and add.
class TeamListPane : public QFrame {
    Q_OBJECT
public:
    explicit TeamListPane(QWidget* parent = nullptr);

    [[nodiscard]] Selection selection() const { return m_selection; }
    [[nodiscard]] QListView* list() const { return m_list; }
    [[nodiscard]] QLineEdit* filter() const { return m_filter; }

    [[nodiscard]] TeamOrder order() const;
    void setOrder(TeamOrder order);

    void setState(const ShownState& state);
    void select(const Selection& selection);
    /// Ctrl+Down and Ctrl+Up, from anywhere in the window.
    void selectNext(int step);

Q_SIGNALS:
    void selectionChanged(const fuseboard::Selection& selection);
    void addPressed();
    void assignPressed();
    void editPressed(const QString& team);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildHead(QVBoxLayout& column);
    [[nodiscard]] QWidget* orderButton();
    void openCurrent();
    void takeCurrent(const QModelIndex& current);
    void showSelection();

    TeamListModel* m_model;
    TeamFilter* m_rows;
    QListView* m_list;
    QLineEdit* m_filter;
    QActionGroup* m_orders; ///< an entry for each TeamOrder, whose number is its data
    Selection m_selection;
    bool m_restoring = false; ///< the model changes under the selection
};

} // namespace fuseboard
