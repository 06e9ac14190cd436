// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/breakdownmodel.h"

#include <QFrame>

class QModelIndex;
class QPushButton;
class QTableView;
class QVBoxLayout;

namespace fuseboard {

class BreakdownDelegate;
class BreakdownTexts;
class TextLabel;

/// The card "Where It Goes": by agent and key, model, person or tag; the five largest and the rest. A row opens: then all lists
/// are about what lies within it.
class WhereItGoesCard : public QFrame {
    Q_OBJECT
public:
    explicit WhereItGoesCard(QWidget* parent = nullptr);

    [[nodiscard]] QTableView* table() const { return m_table; }
    /// A team of a period: of another one nothing stays.
    void setTeam(const TeamBoard& team, Currency currency, bool atLeast);
    void setBy(BreakdownBy by);
    /// The rows that the lists lie within, the outermost first.
    [[nodiscard]] std::vector<BreakdownWithin> within() const;
    /// Whether it shows what a board does not tell, so that somebody has to read it.
    [[nodiscard]] bool needsReading() const { return m_by == BreakdownBy::tag || !m_opened.empty(); }
    /// The answer to `wanted`; one that is not about what is shown is passed over.
    void setBreakdowns(const Breakdowns& read);
    /// Why `wanted` has no answer now; what was read before stays, and is older.
    void setFault(const QString& sentence);

Q_SIGNALS:
    void wanted();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Opened {
        BreakdownWithin row;
        QString name;
    };

    void buildHead(QVBoxLayout& column);
    void buildTrail(QVBoxLayout& column);
    void open(const QModelIndex& index);
    void closeRow();
    void show();
    [[nodiscard]] QString trailOf() const;
    void fitHeight();

    BreakdownModel* m_model;
    BreakdownTexts* m_texts;
    BreakdownDelegate* m_delegate;
    QTableView* m_table;
    QWidget* m_trail;
    TextLabel* m_trailText;
    QPushButton* m_back;
    BreakdownBy m_by = BreakdownBy::agent;
    std::vector<Opened> m_opened;
    TeamId m_team;
    Period m_period;
    std::vector<BreakdownRow> m_agents, m_people; ///< of the board, whose names are shown
    bool m_wasRead = false; ///< of what is opened now
};

} // namespace fuseboard
