// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/rowsmodel.h"
#include "items/teamrow.h"

#include <QAbstractListModel>

#include <memory>

namespace fuseboard {

using TeamRowsModel = RowsModel<QAbstractListModel, TeamRow>;

/// The team list: all teams, unallocated, teams. Handed boards and the time; reports differences row by row.
class TeamListModel : public TeamRowsModel {
    Q_OBJECT
public:
    enum Role {
        NameRole = Qt::UserRole, ///< QString; empty for all teams and unallocated
        TeamIdRole, ///< QString
        KindRole, ///< TeamRow::Kind
        SpentRole, ///< qint64, nano-units
        BudgetRole, ///< qint64; invalid: no budget
        PercentRole, ///< int; invalid: no budget
        EvenPacePercentRole, ///< int; invalid: unknown
        ChipRole, ///< Chip; invalid: none
        AtLeastRole, ///< bool: amounts and percentages with ≥
        RowRole, ///< the whole TeamRow
    };
    explicit TeamListModel(QObject* parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    /// The row of a team, or -1. Of all teams and unallocated: 0 and 1.
    [[nodiscard]] int rowOf(const TeamId& team) const;

    void setBoard(std::shared_ptr<const Board> board);
    void setFreezes(std::shared_ptr<const FreezeBoard> freezes);
    void setNow(Instant now);

private:
    void refresh();

    std::shared_ptr<const Board> m_board;
    std::shared_ptr<const FreezeBoard> m_freezes;
    Instant m_now;
};

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::TeamRow::Kind)
