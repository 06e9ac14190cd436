// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reportpages/tablerowsmodel.h"

#include <QTableView>

class QSortFilterProxyModel;

namespace fuseboard {

/// A table of a report: sorted by a press on a head, filtered by words, and copied with Ctrl+C as rows that a spreadsheet
/// takes.
class ReportTable : public QTableView {
    Q_OBJECT
public:
    ReportTable(const QString& accessibleName, std::vector<TableColumn> columns, QWidget* parent = nullptr);

    /// Of the chosen row, as it was given; empty: none is chosen.
    [[nodiscard]] std::string chosen() const;
    [[nodiscard]] int shownRows() const;
    /// The chosen rows with the heads, tabs between; all that are shown where none is chosen.
    [[nodiscard]] QString copied() const;

    /// Keeps the choice where the thing is still there.
    void setRows(std::vector<TableRow> rows);
    void setTitle(int column, const QString& title) { m_rows->setTitle(column, title); }
    void choose(const std::string& key);
    /// Shows the rows that contain the words, in whatever cell and case.
    void setFilter(const QString& words);
    /// As high as its rows, up to so many.
    void fitRows(int most);

Q_SIGNALS:
    void choiceChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitWide();

    TableRowsModel* m_rows;
    QSortFilterProxyModel* m_shown;
};

} // namespace fuseboard
