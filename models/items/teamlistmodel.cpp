// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/teamlistmodel.h"

namespace fuseboard {
namespace {

template <class T>
QVariant orInvalid(const std::optional<T>& value)
{
    return value ? QVariant::fromValue(*value) : QVariant();
}

} // namespace

TeamListModel::TeamListModel(QObject* parent)
    : TeamRowsModel(parent)
{
}

QVariant TeamListModel::data(const QModelIndex& index, int role) const
{
    const TeamRow* row = rowAt(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case NameRole: return QString::fromStdString(row->name);
    case TeamIdRole: return QString::fromStdString(row->id);
    case KindRole: return QVariant::fromValue(row->kind);
    case SpentRole: return QVariant::fromValue<qint64>(row->spentNano);
    case BudgetRole: return row->budgetNano ? QVariant::fromValue<qint64>(*row->budgetNano) : QVariant();
    case PercentRole: return orInvalid(row->percent);
    case EvenPacePercentRole: return orInvalid(row->evenPacePercent);
    case ChipRole: return orInvalid(row->chip);
    case AtLeastRole: return row->atLeast;
    case RowRole: return QVariant::fromValue(*row);
    default: return {};
    }
}

QHash<int, QByteArray> TeamListModel::roleNames() const
{
    QHash<int, QByteArray> names = TeamRowsModel::roleNames();
    names.insert({{NameRole, "name"}, {TeamIdRole, "teamId"}, {KindRole, "kind"}, {SpentRole, "spent"}, {BudgetRole, "budget"},
        {PercentRole, "percent"}, {EvenPacePercentRole, "evenPacePercent"}, {ChipRole, "chip"}, {AtLeastRole, "atLeast"},
        {RowRole, "row"}});
    return names;
}

int TeamListModel::rowOf(const TeamId& team) const
{
    for (std::size_t row = 0; row < rows().size(); ++row)
        if (rows()[row].kind == TeamRow::Kind::team && rows()[row].id == team)
            return static_cast<int>(row);
    return -1;
}

void TeamListModel::setBoard(std::shared_ptr<const Board> board)
{
    m_board = std::move(board);
    refresh();
}

void TeamListModel::setFreezes(std::shared_ptr<const FreezeBoard> freezes)
{
    m_freezes = std::move(freezes);
    refresh();
}

void TeamListModel::setNow(Instant now)
{
    m_now = now;
    refresh();
}

void TeamListModel::refresh() { updateRows(m_board ? teamRows(*m_board, m_freezes.get(), m_now) : std::vector<TeamRow>()); }

} // namespace fuseboard
