// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"
#include "reportpages/reports.h"
#include "widgets/later.h"

#include <QWidget>

class QTabWidget;
class QVBoxLayout;

namespace fuseboard {

class IconLabel;
class PricesPane;
class ReconciliationPane;
class TextLabel;

/// Does the bill agree, and what do tokens cost. Asks for what it shows when it is shown, and again when the board changes
/// meanwhile; keeps the last answer until the next.
class ReportsPage : public QWidget {
    Q_OBJECT
public:
    explicit ReportsPage(QWidget* parent = nullptr);

    void setState(const ShownState& state);
    void setReports(std::shared_ptr<const Reports> reports);
    /// What was asked for could not be read; what was read before stays, with its age.
    void setFault(const Error& error);
    void setCanUpdatePrices(bool can);
    /// Where it is shown; else it asks when it is shown.
    void askAgain();

Q_SIGNALS:
    void wanted(const fuseboard::ReportsRequest& request);
    void updatePricesPressed();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildHead(QVBoxLayout& column);
    void preparePrices(PricesPane& pane);
    void ask();
    void tell();
    [[nodiscard]] QString about() const;
    [[nodiscard]] bool isCurrent() const;

    TextLabel* m_about;
    QWidget* m_message;
    IconLabel* m_messageIcon;
    TextLabel* m_messageText;
    QTabWidget* m_tabs;
    ReconciliationPane* m_reconciliation;
    Later<PricesPane> m_prices;
    bool m_canUpdatePrices = false;
    std::shared_ptr<const Board> m_board, m_askedFor;
    Calendar m_calendar = Calendar::utc();
    Instant m_now;
    std::shared_ptr<const Reports> m_reports;
    std::optional<Error> m_fault;
};

} // namespace fuseboard
