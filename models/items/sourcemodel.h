// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/rowsmodel.h"
#include "items/sourcerow.h"

#include <QAbstractTableModel>

namespace fuseboard {

using SourceRowsModel = RowsModel<QAbstractTableModel, SourceRow>;

/// The sources of a profile, for the page and the status bar.
class SourceModel : public SourceRowsModel {
    Q_OBJECT
public:
    enum Column { NameColumn, StateColumn, CompleteColumn, RowsColumn, PastColumn, FreezeColumn, ColumnCount };
    enum Role {
        RowRole = Qt::UserRole, ///< the whole SourceRow
        SourceIdRole, ///< QString
        KindRole, ///< QString: "gateway", "openai"
        StateRole, ///< SourceHealth
        AgeRole, ///< qint64 microseconds; invalid: never answered
        CanFreezeRole, ///< bool
        SortRole, ///< the raw value of the column
    };
    explicit SourceModel(QObject* parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    void setSources(std::vector<SourceView> sources, Instant now);
    void setNow(Instant now);

private:
    std::vector<SourceView> m_sources;
};

} // namespace fuseboard
