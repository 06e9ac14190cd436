// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/teamorder.h"

#include <QSortFilterProxyModel>

namespace fuseboard {

/// Filters the team list by name, orders it, and gives its rows their words. All teams and Unallocated always stay, so that
/// what is shown is never taken for the whole.
class TeamFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit TeamFilter(QObject* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] TeamOrder order() const { return m_order; }
    void setOrder(TeamOrder order);
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QString m_text;
    TeamOrder m_order = TeamOrder::asAdded;
};

} // namespace fuseboard
