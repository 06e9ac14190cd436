// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportpages/tablerowsmodel.h"

#include "theme/tokens.h"

#include <QApplication>
#include <QPalette>

#include <algorithm>

namespace fuseboard {

TableRowsModel::TableRowsModel(std::vector<TableColumn> columns, QObject* parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{
}

int TableRowsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int TableRowsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant TableRowsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TableRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    const TableCell& cell = row.cells[column];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return cell.text;
    case Qt::ToolTipRole: return m_columns[column].isWide ? QVariant(cell.text.toHtmlEscaped()) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(
            (m_columns[column].kind == TableColumn::Kind::figure ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter));
    case Qt::DecorationRole: {
        if (!cell.icon)
            return {};
        const QPalette palette = QApplication::palette();
        return icon(*cell.icon, textColour(tokensOf(palette), cell.tone));
    }
    case SortRole: return cell.raw.isValid() ? cell.raw : QVariant(cell.text);
    case KeyRole: return QString::fromStdString(row.key);
    default: return {};
    }
}

QVariant TableRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const TableColumn& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(
            (column.kind == TableColumn::Kind::figure ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter));
    return role == Qt::DisplayRole ? QVariant(column.title) : QVariant();
}

void TableRowsModel::setTitle(int column, const QString& title)
{
    m_columns[static_cast<std::size_t>(column)].title = title;
    Q_EMIT headerDataChanged(Qt::Horizontal, column, column);
}

void TableRowsModel::setRows(std::vector<TableRow> rows)
{
    if (!std::ranges::equal(rows, m_rows, {}, &TableRow::key, &TableRow::key)) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        const int row = static_cast<int>(i);
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

} // namespace fuseboard
