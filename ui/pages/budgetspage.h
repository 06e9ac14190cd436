// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/breakdown.h"
#include "pages/headtext.h"

#include <QWidget>

class QScrollArea;
class QSplitter;
class QStackedWidget;

namespace fuseboard {

class BurnDownCard;
class FigureTiles;
class MessagePane;
class OverviewCard;
class TeamHead;
class TeamListPane;
class WhereItGoesCard;

/// The page the window opens with: teams at the left, the one looked at in the centre.
class BudgetsPage : public QWidget {
    Q_OBJECT
public:
    explicit BudgetsPage(QWidget* parent = nullptr);

    [[nodiscard]] Selection selection() const;
    [[nodiscard]] TeamListPane* teams() const { return m_teams; }
    [[nodiscard]] TeamHead* head() const { return m_head; }
    [[nodiscard]] BurnDownCard* burnDown() const { return m_burnDown; }
    [[nodiscard]] WhereItGoesCard* whereItGoes() const { return m_whereItGoes; }
    [[nodiscard]] QByteArray panes() const;

    /// The third pane, at the right; where the window is narrow it takes the teams' place while it is shown.
    void addIncidents(QWidget* pane);
    void setIncidentsShown(bool shown);
    /// In the centre, in place of the team, until a team is chosen; null: the team again.
    void showInstead(QWidget* page);
    void setState(const ShownState& state);
    void setPanes(const QByteArray& kept);
    void setNarrow(bool narrow);

    /// The answer to `breakdownWanted`; one that is about something else is passed over.
    void setBreakdowns(const Breakdowns& read);

Q_SIGNALS:
    void selectionChanged();
    /// "Where It Goes" shows what the board does not tell.
    void breakdownWanted(const fuseboard::BreakdownRequest& request);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildCentre();
    void show();
    [[nodiscard]] BreakdownRequest breakdownRequest() const;
    void wantBreakdown();
    void arrangePanes();
    /// Whether there is nothing to show but a message.
    bool showMessage();

    /// What the chart is made of: it is not drawn anew each second.
    struct ChartFacts {
        std::shared_ptr<const Board> board;
        std::shared_ptr<const FreezeBoard> freezes;
        Selection selection;
        std::optional<Instant> staleSince;
        Calendar calendar = Calendar::utc();
        bool operator==(const ChartFacts&) const = default;
    };

    ShownState m_state;
    ChartFacts m_chartFacts;
    HeadText m_shownHead;
    QSplitter* m_splitter;
    TeamListPane* m_teams;
    QStackedWidget* m_stack;
    QScrollArea* m_scroll;
    MessagePane* m_message;
    TeamHead* m_head;
    FigureTiles* m_tiles;
    BurnDownCard* m_burnDown;
    OverviewCard* m_overview; ///< of all teams alone
    WhereItGoesCard* m_whereItGoes;
    QWidget* m_incidents = nullptr;
    QWidget* m_instead = nullptr; ///< of the team
    bool m_isNarrow = false;
    bool m_areIncidentsShown = false; ///< although it is narrow
};

} // namespace fuseboard
