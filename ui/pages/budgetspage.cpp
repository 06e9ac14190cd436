// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/budgetspage.h"

#include "charts/burndowncard.h"
#include "pages/figuretiles.h"
#include "pages/messagepane.h"
#include "pages/lastperiodchange.h"
#include "pages/overviewcard.h"
#include "pages/teamhead.h"
#include "pages/teamlistpane.h"
#include "pages/whereitgoescard.h"
#include "theme/type.h"
#include "theme/variant.h"

#include <QApplication>
#include <QBoxLayout>
#include <QListView>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>

namespace fuseboard {
namespace {

// UX, "Window": panes of 15 / 39 / 18 em, the third for incidents; the chart never below 170 px, 250 when narrow. The
// card adds its head and legend.
constexpr int teamsEm = 15;
constexpr int centreEm = 39;
constexpr int incidentsEm = 18;
constexpr int leastIncidentsEm = 14;
constexpr int cardAroundChart = 90;
constexpr int lowestChart = 170;
constexpr int lowestChartNarrow = 250;

} // namespace

BudgetsPage::BudgetsPage(QWidget* parent)
    : QWidget(parent)
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_teams(new TeamListPane)
    , m_stack(new QStackedWidget)
    , m_scroll(new QScrollArea)
    , m_message(new MessagePane)
    , m_head(new TeamHead)
    , m_tiles(new FigureTiles)
    , m_burnDown(new BurnDownCard)
    , m_overview(new OverviewCard)
    , m_whereItGoes(new WhereItGoesCard)
{
    setVariant(m_scroll, "list");
    setVariant(m_splitter, "panes");
    m_scroll->setWidget(buildCentre());
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->widget()->setAutoFillBackground(false);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_message);

    const int line = em(QApplication::font());
    m_teams->setMinimumWidth(12 * line);
    m_stack->setMinimumWidth(28 * line);
    m_splitter->addWidget(m_teams);
    m_splitter->addWidget(m_stack);
    m_splitter->setHandleWidth(12);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({teamsEm * line, centreEm * line});
    // QSplitter hands its children to assistive technology last first.
    m_teams->raise();
    m_stack->raise();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_splitter);

    connect(m_teams, &TeamListPane::selectionChanged, this, [this] {
        m_instead = nullptr;
        show();
        Q_EMIT selectionChanged();
    });
    connect(m_teams->list(), &QListView::clicked, this, [this] { showInstead(nullptr); }); // of the one looked at, too
    connect(m_overview, &OverviewCard::teamOpened, this,
        [this](const TeamId& team) { m_teams->select({TeamRow::Kind::team, team}); });
    connect(m_whereItGoes, &WhereItGoesCard::wanted, this, &BudgetsPage::wantBreakdown);
    connect(m_message, &MessagePane::pressed, m_teams, &TeamListPane::addPressed);
    showMessage();
    setNarrow(false);
}

QWidget* BudgetsPage::buildCentre()
{
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 2, 0);
    column->setSpacing(12);
    column->addWidget(m_head);
    column->addWidget(m_tiles);
    column->addWidget(m_burnDown, 1);
    column->addWidget(m_overview);
    column->addWidget(m_whereItGoes);
    return centre;
}

Selection BudgetsPage::selection() const { return m_teams->selection(); }

QByteArray BudgetsPage::panes() const { return m_splitter->saveState(); }

void BudgetsPage::setPanes(const QByteArray& kept)
{
    if (!kept.isEmpty())
        m_splitter->restoreState(kept);
}

void BudgetsPage::addIncidents(QWidget* pane)
{
    const int line = em(QApplication::font());
    m_incidents = pane;
    pane->setMinimumWidth(leastIncidentsEm * line);
    m_splitter->addWidget(pane);
    m_splitter->setStretchFactor(2, 0);
    m_splitter->setSizes({teamsEm * line, centreEm * line, incidentsEm * line});
    pane->raise();
    arrangePanes();
}

void BudgetsPage::setIncidentsShown(bool shown)
{
    m_areIncidentsShown = shown;
    arrangePanes();
}

void BudgetsPage::arrangePanes()
{
    if (!m_incidents)
        return;
    m_incidents->setVisible(!m_isNarrow || m_areIncidentsShown);
    m_teams->setVisible(!m_isNarrow || !m_areIncidentsShown);
}

void BudgetsPage::setNarrow(bool narrow)
{
    m_isNarrow = narrow;
    arrangePanes();
    m_head->setNarrow(narrow);
    m_burnDown->setMinimumHeight(cardAroundChart + (narrow ? lowestChartNarrow : lowestChart));
}

void BudgetsPage::showInstead(QWidget* page)
{
    if (page && m_stack->indexOf(page) < 0)
        m_stack->addWidget(page);
    m_instead = page;
    show();
}

void BudgetsPage::setState(const ShownState& state)
{
    const bool isNew = state.board != m_state.board;
    m_state = state;
    m_teams->setState(state);
    show();
    if (isNew && m_whereItGoes->needsReading() && isVisible())
        wantBreakdown();
}

void BudgetsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_whereItGoes->needsReading())
        wantBreakdown();
}

BreakdownRequest BudgetsPage::breakdownRequest() const
{
    const Selection now = selection();
    return {.team = now.kind == TeamRow::Kind::all ? std::nullopt : std::optional(now.team),
        .calendar = m_state.calendar,
        .currency = m_state.board->currency,
        .month = m_state.board->period.start,
        .within = m_whereItGoes->within()};
}

void BudgetsPage::wantBreakdown()
{
    if (m_state.board)
        Q_EMIT breakdownWanted(breakdownRequest());
}

void BudgetsPage::setBreakdowns(const Breakdowns& read)
{
    if (m_state.board && read.request == breakdownRequest())
        m_whereItGoes->setBreakdowns(read);
}

bool BudgetsPage::showMessage()
{
    if (!m_state.board) {
        m_message->say(
            tr("Waiting for the first figures"), tr("Fuseboard is asking its sources. This takes a few seconds."), {});
        return true;
    }
    if (m_state.board->teams.empty() && m_state.board->historyFault) {
        m_message->say(tr("No team is known"),
            tr("Which teams there are is not known here. Freeze All works: it stops every team at every place that is "
               "connected."),
            {});
        return true;
    }
    if (m_state.board->teams.empty() && m_state.board->all.burn.spentNano == 0) {
        m_message->say(tr("No teams yet"),
            tr("Add a team and say which keys belong to it. Its spending then burns down a budget here, and one press stops "
               "it."),
            tr("Add Team…"));
        return true;
    }
    return false;
}

void BudgetsPage::show()
{
    const bool message = showMessage();
    m_stack->setCurrentWidget(m_instead ? m_instead : message ? static_cast<QWidget*>(m_message) : m_scroll);
    const TeamBoard* team = m_state.boardOf(selection());
    if (message || !team)
        return;
    const FreezeView* freeze = m_state.freezeOf(selection());
    m_head->setHead(headTextOf(m_state, selection()), selection(), isHeld(freeze));
    m_tiles->setFigures(figuresOf(m_state, selection()));
    const auto row = m_state.rowOf(selection());
    const auto linesEnd = m_state.linesEnd(*row);
    if (const ChartFacts facts {m_state.board, m_state.freezes, selection(), linesEnd, m_state.calendar};
        facts != m_chartFacts) {
        m_chartFacts = facts;
        BurnDownView view = burnDownView(*team, m_state.calendar, m_state.board->currency, freeze, linesEnd);
        view.againstLastPeriodPercent = lastPeriodChange(m_state, *team, *row);
        m_burnDown->setView(view);
        m_whereItGoes->setTeam(*team, m_state.board->currency, row->atLeast);
    }
    m_overview->setVisible(selection().kind == TeamRow::Kind::all);
    if (selection().kind == TeamRow::Kind::all)
        m_overview->setState(m_state);
}

} // namespace fuseboard
