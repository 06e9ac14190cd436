// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/runningcall.h"
#include "items/rowsmodel.h"

#include <QAbstractTableModel>
#include <QMetaType>

namespace fuseboard {

/// A call with the place that told it.
struct CallRow {
    RunningCall call;
    std::string place, placeName;
    bool canCut = false;
    bool isOld = false; ///< the place does not tell now: more may have been used, or the call may have ended
    bool operator==(const CallRow&) const = default;
};

/// Ids are each place's own.
inline std::pair<std::string, std::string> rowKey(const CallRow& row) { return {row.place, row.call.id}; }

using CallRowsModel = RowsModel<QAbstractTableModel, CallRow>;

/// The calls that run, the longest first, so that new ones come at the end.
class CallModel : public CallRowsModel {
    Q_OBJECT
public:
    enum Column {
        AgeColumn,
        WhoColumn,
        TeamColumn,
        ModelColumn,
        PlaceColumn,
        TokensColumn,
        CostColumn,
        ReservedColumn,
        ColumnCount
    };
    enum Role { RowRole = Qt::UserRole }; ///< the whole CallRow
    explicit CallModel(QObject* parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    /// Another scope's calls are another data set.
    void setCalls(const RunningCalls& calls);

private:
    Scope m_scope;
};

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::CallRow)
