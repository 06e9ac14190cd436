// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/sourcelimits.h"

#include <QWidget>

#include <memory>

class QTableView;

namespace fuseboard {

class Calendar;
class LimitModel;
class LimitTexts;
class TextLabel;

/// "Limits Kept There": what the chosen source itself limits, as it told it. Beside our budgets, and in no sum of ours.
class LimitsPane : public QWidget {
    Q_OBJECT
public:
    explicit LimitsPane(QWidget* parent = nullptr);

    /// Null: nothing is chosen, or it is not known yet.
    void setLimits(const std::shared_ptr<const SourceLimits>& limits);
    void setFault(const QString& sentence);
    void setNow(const Calendar& calendar, Instant now);

private:
    void tell();

    LimitModel* m_model;
    LimitTexts* m_texts;
    TextLabel *m_age, *m_faults;
    QTableView* m_table;
    std::shared_ptr<const SourceLimits> m_limits;
    QString m_fault;
    Instant m_now;
};

} // namespace fuseboard
