// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/rowsmodel.h"
#include "pages/shownstate.h"

#include <QAbstractTableModel>

namespace fuseboard {

/// A team among the others.
struct OverviewRow {
    TeamId id;
    QString name;
    Currency currency;
    std::int64_t spentNano = 0;
    std::vector<std::int64_t> byDay; ///< nano-units, from the period's first day on
    std::optional<int> changePercent; ///< against the same time of the period before; empty: not known
    std::optional<std::int64_t> behindNano; ///< even pace; negative: ahead of it; empty: not known
    QString state; ///< "On track", "Runs out 27 Nov"
    bool isAlarming = false;
    bool atLeast = false, unknown = false; ///< as in TeamRow
    bool operator==(const OverviewRow&) const = default;
};

inline TeamId rowKey(const OverviewRow& row) { return row.id; }

using OverviewRowsModel = RowsModel<QAbstractTableModel, OverviewRow>;

/// All teams side by side, in the board's order, in words.
class OverviewModel : public OverviewRowsModel {
    Q_OBJECT
public:
    enum Column { TeamColumn, DaysColumn, SpentColumn, ChangeColumn, PaceColumn, StateColumn, ColumnCount };
    enum Role {
        RowRole = Qt::UserRole, ///< the whole OverviewRow
        SortRole, ///< the raw value of the column; invalid: not known
    };
    explicit OverviewModel(QObject* parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setState(const ShownState& state);

private:
    [[nodiscard]] QString text(const OverviewRow& row, int column) const;
    [[nodiscard]] QVariant sortValue(const OverviewRow& row, int column) const;
    [[nodiscard]] QString dearestDay(const OverviewRow& row) const;

    /// What the rows are made of: they are not made anew each second.
    struct Facts {
        std::shared_ptr<const Board> board;
        std::shared_ptr<const FreezeBoard> freezes;
        Calendar calendar = Calendar::utc();
        std::optional<Instant> staleSince;
        std::int64_t minute = 0; ///< ages of old figures are told by it
        bool operator==(const Facts&) const = default;
    };

    Facts m_facts;
    QString m_lastPeriod; ///< "October"; empty: none is known
    Calendar m_calendar = Calendar::utc();
    Instant m_periodStart;
};

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::OverviewRow)
