// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reportpages/reports.h"
#include "reportpages/tablerowsmodel.h"

#include <QWidget>

#include <array>
#include <memory>

class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace fuseboard {

class IconButton;
class ReportTable;
class SearchField;
class TextLabel;

/// What tokens cost: the list in force, usage that has no price, what the last list changed, all lists, own rates.
class PricesPane : public QWidget {
    Q_OBJECT
public:
    explicit PricesPane(QWidget* parent = nullptr);

    void setReports(std::shared_ptr<const Reports> reports);
    /// Whether somebody fetches a newer list when it is asked for; else there is no button for it.
    void setCanUpdate(bool can);

Q_SIGNALS:
    void updatePressed();

protected:
    void showEvent(QShowEvent* event) override;

private:
    enum View { InForce, Unpriced, LastChange, Lists, OwnRates, ViewCount };

    void buildHead(QVBoxLayout& column);
    void buildViews(QVBoxLayout& column);
    void addView(View view, const char* name, const QString& title, const QString& about, std::vector<TableColumn> columns);
    void fillShown();
    void fillView(View view);
    void fill(View view, const QString& sentence, std::vector<TableRow> rows, const QString& empty);
    void showView(int view);
    void showEmptiness();

    std::shared_ptr<const Reports> m_reports;
    TextLabel* m_summary;
    IconButton* m_update;
    QWidget* m_warning;
    TextLabel* m_warningText;
    SearchField* m_filter;
    TextLabel *m_sentence, *m_empty;
    QStackedWidget* m_stack;
    std::array<QToolButton*, ViewCount> m_buttons {};
    std::array<ReportTable*, ViewCount> m_tables {};
    std::array<QString, ViewCount> m_sentences, m_emptySentences;
    std::array<bool, ViewCount> m_hasRows {}, m_stale {}; ///< stale: to be filled when it is shown
};

} // namespace fuseboard
