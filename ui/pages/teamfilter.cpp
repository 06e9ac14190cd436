// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/teamfilter.h"

#include "items/teamlistmodel.h"
#include "text/chiptext.h"
#include "text/shown.h"

namespace fuseboard {

TeamFilter::TeamFilter(QObject* parent)
    : QSortFilterProxyModel(parent)
{
}

void TeamFilter::setText(const QString& text)
{
    m_text = text.trimmed();
    invalidateRowsFilter();
}

void TeamFilter::setOrder(TeamOrder order)
{
    m_order = order;
    invalidate();
    sort(order == TeamOrder::asAdded ? -1 : 0);
}

QVariant TeamFilter::data(const QModelIndex& index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return QSortFilterProxyModel::data(index, role);
    const QVariant row = QSortFilterProxyModel::data(index, TeamListModel::RowRole);
    if (!row.isValid())
        return {};
    const auto value = row.value<TeamRow>();
    if (role == Qt::AccessibleTextRole)
        return rowSentence(value);
    return shown(rowName(value).toStdString(), 80);
}

bool TeamFilter::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    const auto kind = index.data(TeamListModel::KindRole).value<TeamRow::Kind>();
    return kind != TeamRow::Kind::team || m_text.isEmpty()
        || index.data(TeamListModel::NameRole).toString().contains(m_text, Qt::CaseInsensitive);
}

bool TeamFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    return standsBefore(
        left.data(TeamListModel::RowRole).value<TeamRow>(), right.data(TeamListModel::RowRole).value<TeamRow>(), m_order);
}

} // namespace fuseboard
