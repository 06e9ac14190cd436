// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/burndownplot.h"

#include <QAbstractTableModel>

namespace fuseboard {

/// The burn-down's figures, one row a day up to today: what the chart draws, as a table.
class BurnDownTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Day, Spent, Remaining, EvenPace, Difference, Restated, ColumnCount };
    enum Role { SortRole = Qt::UserRole };

    explicit BurnDownTableModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setView(const BurnDownView& view);

private:
    struct Row {
        Instant at; ///< the end of the day, or of the data
        Instant day;
        std::int64_t spentNano = 0;
        std::optional<std::int64_t> remainingNano, evenPaceNano;
        std::optional<RestatedDay> restated;
    };
    BurnDownView m_view;
    std::vector<Row> m_rows;
};

} // namespace fuseboard
