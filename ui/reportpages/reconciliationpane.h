// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reportpages/reports.h"

#include <QWidget>

#include <memory>

namespace fuseboard {

class ReportTable;
class TextLabel;

/// What gateways measured against what providers billed: each account's verdict, and of the chosen one why it differs. Where
/// there is little room it scrolls before it squeezes.
class ReconciliationPane : public QWidget {
    Q_OBJECT
public:
    explicit ReconciliationPane(QWidget* parent = nullptr);

    void setReports(std::shared_ptr<const Reports> reports);

private:
    [[nodiscard]] const AccountReconciliation* account() const;
    void showAccount();

    std::shared_ptr<const Reports> m_reports;
    TextLabel* m_nothing;
    ReportTable *m_accounts, *m_causes, *m_days;
    TextLabel *m_sentence, *m_untold, *m_notCompared, *m_noCause, *m_daysTitle;
};

} // namespace fuseboard
