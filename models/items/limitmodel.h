// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/providerlimit.h"
#include "items/rowsmodel.h"

#include <QAbstractTableModel>
#include <QMetaType>

#include <string>

namespace fuseboard {

/// A limit that a source keeps itself, with the list that told it.
struct LimitRow {
    std::string key; ///< which rows are the same limit
    std::string list;
    std::optional<Instant> toldAt;
    ProviderLimit limit;
    bool operator==(const LimitRow&) const = default;
};

inline const std::string& rowKey(const LimitRow& row) { return row.key; }

using LimitRowsModel = RowsModel<QAbstractTableModel, LimitRow>;

/// The limits of one source, in the order in which it told them. Adds nothing up.
class LimitModel : public LimitRowsModel {
    Q_OBJECT
public:
    enum Column { HolderColumn, CoversColumn, PeriodColumn, BeyondColumn, ToldColumn, LimitColumn, UsedColumn, ColumnCount };
    enum Role { RowRole = Qt::UserRole }; ///< the whole LimitRow
    explicit LimitModel(QObject* parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

    /// Another source's limits are another data set.
    void setLimits(const std::string& source, const std::vector<LimitList>& lists);

private:
    std::string m_source;
};

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::LimitRow)
