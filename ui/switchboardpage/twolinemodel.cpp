// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboardpage/twolinemodel.h"

#include "text/shown.h"

namespace fuseboard {

void TwoLineModel::setTable(TwoLineTable table)
{
    if (table == m_table)
        return;
    const bool sameSize = table.heads.size() == m_table.heads.size() && table.rows.size() == m_table.rows.size();
    if (!sameSize)
        beginResetModel();
    m_table = std::move(table);
    if (!sameSize) {
        endResetModel();
    } else {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        if (!m_table.rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

int TwoLineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int TwoLineModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.heads.size());
}

QVariant TwoLineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TwoLineCell& cell = m_table.rows[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
    const QString words = cell.second.isEmpty() ? cell.first : cell.first + QStringLiteral(", ") + cell.second;
    switch (role) {
    case CellRole: return QVariant::fromValue(cell);
    case Qt::DisplayRole: return cell.first;
    case Qt::ToolTipRole: return asToolTip(words);
    case Qt::AccessibleTextRole: return words;
    default: return {};
    }
}

QVariant TwoLineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_table.heads.size())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignTop);
    if (role == Qt::ToolTipRole)
        return asToolTip(QString(m_table.heads[section]).replace(QLatin1Char('\n'), QStringLiteral(", ")));
    return role == Qt::DisplayRole ? QVariant(m_table.heads[section]) : QVariant();
}

} // namespace fuseboard
