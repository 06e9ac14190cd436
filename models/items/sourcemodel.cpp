// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/sourcemodel.h"

namespace fuseboard {
namespace {

QVariant sortValue(const SourceRow& row, int column)
{
    switch (column) {
    case SourceModel::NameColumn: return QString::fromStdString(row.source.name);
    case SourceModel::StateColumn: return static_cast<int>(row.state);
    case SourceModel::CompleteColumn:
        return row.source.completeUpTo ? QVariant::fromValue<qint64>(row.source.completeUpTo->time_since_epoch().count())
                                       : QVariant();
    case SourceModel::PastColumn:
        return row.source.backfill ? QVariant::fromValue<qint64>(row.source.backfill->reached.time_since_epoch().count())
                                   : QVariant();
    case SourceModel::RowsColumn: return QVariant::fromValue<qint64>(row.source.toldRows);
    case SourceModel::FreezeColumn: return row.source.canFreeze;
    default: return {};
    }
}

} // namespace

SourceModel::SourceModel(QObject* parent)
    : SourceRowsModel(parent)
{
}

int SourceModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant SourceModel::data(const QModelIndex& index, int role) const
{
    const SourceRow* row = rowAt(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole: return index.column() == NameColumn ? QVariant(QString::fromStdString(row->source.name)) : QVariant();
    case RowRole: return QVariant::fromValue(*row);
    case SourceIdRole: return QString::fromStdString(row->source.id);
    case KindRole: return QString::fromStdString(row->source.kind);
    case StateRole: return QVariant::fromValue(row->state);
    case AgeRole: return row->age ? QVariant::fromValue<qint64>(row->age->count()) : QVariant();
    case CanFreezeRole: return row->source.canFreeze;
    case SortRole: return sortValue(*row, index.column());
    default: return {};
    }
}

void SourceModel::setSources(std::vector<SourceView> sources, Instant now)
{
    m_sources = std::move(sources);
    setNow(now);
}

void SourceModel::setNow(Instant now) { updateRows(sourceRows(m_sources, now)); }

} // namespace fuseboard
