// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/teamlistmodel.h"

namespace fuseboard {

TeamListModel::TeamListModel(Words words, QObject* parent)
    : RowModel(parent)
    , m_words(std::move(words))
{
}

int TeamListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 1; }

QVariant TeamListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TeamRow& team = row(index.row());
    switch (role) {
    case Qt::DisplayRole: return QString::fromStdString(team.name);
    case Qt::AccessibleTextRole: return m_words(team);
    case RowRole: return QVariant::fromValue(team);
    case IdRole: return QString::fromStdString(team.id);
    case KindRole: return static_cast<int>(team.kind);
    case SeverityRole: return static_cast<int>(severityOf(team.chip.kind));
    case ChipRole: return static_cast<int>(team.chip.kind);
    default: return {};
    }
}

void TeamListModel::setRows(std::vector<TeamRow> rows)
{
    replaceRows(std::move(rows), [](const TeamRow& a, const TeamRow& b) { return a.kind == b.kind && a.id == b.id; });
}

} // namespace fuseboard
