// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"
#include "widgets/tone.h"

#include <QAbstractTableModel>

#include <optional>
#include <string>
#include <vector>

namespace fuseboard {

struct TableColumn {
    QString title;
    enum class Kind { text, figure } kind = Kind::text; ///< figures stand at the trailing edge
    bool isWide = false; ///< takes the room that is left
};

/// A cell; `icon` says the same as its words, for the eye.
struct TableCell {
    QString text;
    QVariant raw; ///< what it is sorted by; invalid: by its text
    std::optional<Icon> icon;
    Tone tone = Tone::plain; ///< of the icon
    bool operator==(const TableCell&) const = default;
};

struct TableRow {
    std::string key; ///< which rows are the same thing
    std::vector<TableCell> cells;
    bool operator==(const TableRow&) const = default;
};

/// Rows of a report as they are shown.
class TableRowsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { SortRole = Qt::UserRole, KeyRole };

    explicit TableRowsModel(std::vector<TableColumn> columns, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<TableColumn>& columns() const { return m_columns; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Each row has a cell for each column. The same things in the same order are changed in place, so that selection and
    /// scroll position stay; anything else is another data set.
    void setRows(std::vector<TableRow> rows);
    /// Figures depend on a currency, so titles may.
    void setTitle(int column, const QString& title);

private:
    std::vector<TableColumn> m_columns;
    std::vector<TableRow> m_rows;
};

} // namespace fuseboard
