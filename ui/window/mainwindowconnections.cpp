// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What each part of the window says goes to the part, or to the outside, that it concerns.
#include "calls/callspage.h"
#include "calls/callwords.h"
#include "charts/burndowncard.h"
#include "charts/burndownchart.h"
#include "incidents/incidentpage.h"
#include "incidents/incidentspane.h"
#include "jobs/jobsbutton.h"
#include "pages/banner.h"
#include "pages/budgetspage.h"
#include "pages/hintbar.h"
#include "pages/teamhead.h"
#include "pages/teamlistpane.h"
#include "print/printing.h"
#include "window/actions.h"
#include "window/announcer.h"
#include "window/dialogs.h"
#include "window/mainwindow.h"
#include "window/rail.h"
#include "window/sandboxstrip.h"
#include "window/statusline.h"
#include "window/topbar.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>

namespace fuseboard {

void MainWindow::connectActions()
{
    const Actions& a = *m_actions;
    connect(a.quit, &QAction::triggered, this, [this] {
        Q_EMIT quitChosen(); // first: whoever keeps watching knows that it does not now
        close();
    });
    connect(a.exportCsv, &QAction::triggered, this, [this] { m_dialogs->exportCsv(m_state); });
    connect(a.importTeams, &QAction::triggered, this, [this] { m_dialogs->importTeams(m_state); });
    connect(a.addTeam, &QAction::triggered, this, [this] { m_dialogs->addTeam(m_state); });
    connect(a.editTeam, &QAction::triggered, this, [this] { m_dialogs->editTeam(m_state, selection().team); });
    connect(a.freezeTeam, &QAction::triggered, this, [this] { freezeSelection(FreezeMode::refuse); });
    connect(a.freezeAll, &QAction::triggered, this, [this] { m_dialogs->freeze(m_state, {}, FreezeMode::refuse); });
    connect(a.resume, &QAction::triggered, this, &MainWindow::openResume);
    connect(a.refresh, &QAction::triggered, this, &MainWindow::refreshRequested);
    connect(a.settings, &QAction::triggered, this, [this] { m_dialogs->settings(m_state); });
    connect(a.handbook, &QAction::triggered, m_dialogs, &Dialogs::handbook);
    connect(a.about, &QAction::triggered, m_dialogs, &Dialogs::about);
    connect(a.filter, &QAction::triggered, this, [this] {
        showPage(BudgetsPageIndex);
        m_budgets->teams()->filter()->setFocus(Qt::ShortcutFocusReason);
    });
    connect(a.focusTeams, &QAction::triggered, this, [this] {
        showPage(BudgetsPageIndex);
        m_budgets->teams()->list()->setFocus(Qt::ShortcutFocusReason);
    });
    connect(a.focusChart, &QAction::triggered, this, [this] {
        showPage(BudgetsPageIndex);
        m_budgets->showInstead(nullptr);
        m_budgets->burnDown()->chart()->setFocus(Qt::ShortcutFocusReason);
    });
    connect(a.nextTeam, &QAction::triggered, this, [this] { m_budgets->teams()->selectNext(1); });
    connect(a.previousTeam, &QAction::triggered, this, [this] { m_budgets->teams()->selectNext(-1); });
    connect(a.table, &QAction::triggered, this, [this](bool on) {
        m_budgets->showInstead(nullptr);
        m_budgets->burnDown()->setTableShown(on);
    });
    connect(m_budgets->burnDown(), &BurnDownCard::tableShownChanged, a.table, &QAction::setChecked);
    connect(m_actions, &Actions::pageChosen, this, &MainWindow::showPage);
    connect(m_actions, &Actions::themeChosen, this, &MainWindow::setThemeChoice);
}

void MainWindow::connectPages()
{
    connect(m_topBar, &TopBar::periodPressed, this, &MainWindow::periodRequested);
    connect(m_topBar, &TopBar::refreshPressed, this, &MainWindow::refreshRequested);
    connect(m_topBar, &TopBar::exportPressed, m_actions->exportCsv, &QAction::trigger);
    connect(m_topBar, &TopBar::freezeAllPressed, m_actions->freezeAll, &QAction::trigger);
    connect(m_strip, &SandboxStrip::connectOwnPressed, this, &MainWindow::connectOwnRequested);
    connect(m_rail, &Rail::pagePressed, this, &MainWindow::showPage);
    connect(m_rail, &Rail::settingsPressed, m_actions->settings, &QAction::trigger);
    TeamListPane* teams = m_budgets->teams();
    connect(teams, &TeamListPane::addPressed, m_actions->addTeam, &QAction::trigger);
    connect(teams, &TeamListPane::assignPressed, this, [this] { m_dialogs->assign(m_state); });
    connect(teams, &TeamListPane::editPressed, this,
        [this](const QString& team) { m_dialogs->editTeam(m_state, team.toStdString()); });
    connect(m_budgets, &BudgetsPage::selectionChanged, this, [this] {
        refreshBanner(std::nullopt);
        refreshActions();
    });
    TeamHead* head = m_budgets->head();
    connect(head, &TeamHead::pressed, this, [this](HeadAction action) {
        if (action == HeadAction::assign)
            m_dialogs->assign(m_state);
        else if (const FreezeView* freeze = m_state.freezeOf(selection());
            freeze && (action == HeadAction::tryAgain || action == HeadAction::freezeAgain))
            tryAgain(freeze->scope);
        else
            freezeSelection(FreezeMode::refuse);
    });
    connect(head, &TeamHead::cutPressed, this, [this] { freezeSelection(FreezeMode::cut); });
    connect(head, &TeamHead::resumePressed, this, &MainWindow::openResume);
    connect(head, &TeamHead::previewPressed, this, [this] { m_dialogs->preview(m_state, selection().team); });
    connect(head, &TeamHead::callsPressed, this, &MainWindow::showCalls);
    connect(head, &TeamHead::editPressed, m_actions->editTeam, &QAction::trigger);

    connect(m_banner, &Banner::stopRunningPressed, this, [this](const Scope& scope) { freezeScope(scope, FreezeMode::cut); });
    connect(m_banner, &Banner::freezePressed, this, &MainWindow::tryAgain);
    connect(m_banner, &Banner::reasonAdded, this, &MainWindow::reasonAdded);
    connect(m_banner, &Banner::resumePressed, this, &MainWindow::resumeRequested);
    connect(m_banner, &Banner::retryPressed, this, &MainWindow::refreshRequested);
    connect(m_banner, &Banner::faultDismissed, this, &MainWindow::clearFault);
    connect(m_hint, &HintBar::closePressed, this, [this] { setHint({}); });
}

void MainWindow::connectDialogs()
{
    connect(m_dialogs, &Dialogs::freezeConfirmed, this, &MainWindow::freezeRequested);
    connect(m_dialogs, &Dialogs::previewWanted, this, &MainWindow::previewWanted);
    connect(m_dialogs, &Dialogs::organisationEdited, this, &MainWindow::organisationEdited);
    connect(m_dialogs, &Dialogs::settingsEdited, this, [this](const Settings& settings) {
        setSettings(settings);
        Q_EMIT settingsEdited(settings);
    });
    connect(m_dialogs, &Dialogs::exportChosen, this, &MainWindow::exportRequested);
    connect(m_dialogs, &Dialogs::auditExportChosen, this, &MainWindow::auditExportRequested);
    connect(m_dialogs, &Dialogs::connectRequested, this, &MainWindow::connectRequested);
    connect(m_dialogs, &Dialogs::keyEntered, this, &MainWindow::keyEntered);
    connect(m_dialogs, &Dialogs::removalConfirmed, this, &MainWindow::removalConfirmed);
    connect(m_dialogs, &Dialogs::testRequested, this, &MainWindow::testRequested);
}

void MainWindow::connectIncidents()
{
    connect(m_incidents, &IncidentsPane::waitingChanged, m_topBar, &TopBar::setWaiting);
    connect(m_incidents, &IncidentsPane::changed, this, &MainWindow::incidentsChanged);
    connect(m_incidents, &IncidentsPane::opened, this, [this](const Incident& incident) {
        if (incident.scope)
            selectScope(*incident.scope);
        m_budgets->showInstead(m_incidents->page());
        m_incidents->page()->takeFocus();
    });
    connect(m_incidents, &IncidentsPane::closed, this, [this] {
        m_budgets->showInstead(nullptr);
        m_incidents->takeFocus();
    });
    connect(m_incidents, &IncidentsPane::pressed, this, &MainWindow::act);
    connect(m_topBar, &TopBar::incidentsToggled, this, [this](bool shown) {
        showPage(BudgetsPageIndex);
        m_budgets->setIncidentsShown(shown);
        if (shown)
            m_incidents->takeFocus();
    });
    connect(m_actions->focusIncidents, &QAction::triggered, this, [this] {
        showPage(BudgetsPageIndex);
        m_topBar->showIncidents();
        m_incidents->takeFocus();
    });
}

void MainWindow::connectCalls()
{
    connect(m_actions->showCalls, &QAction::triggered, this, &MainWindow::showCalls);
    connect(m_calls, &CallsPage::backPressed, this, [this] {
        m_budgets->showInstead(nullptr);
        m_budgets->teams()->list()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_calls, &CallsPage::told, this, [this](const QString& sentence) { m_announcer->say(sentence, false); });
    connect(m_calls, &CallsPage::cutPressed, this, [this](const CallCut& cut) {
        const Scope team = Scope::ofTeam(cut.call.team);
        if (!cut.call.team.empty() && m_state.asksBeforeFreezing(team))
            m_dialogs->cutCall(cut, callerText(cut.call), m_state.nameOf(team));
        else
            orderCut(cut);
    });
    connect(m_dialogs, &Dialogs::cutConfirmed, this, &MainWindow::orderCut);
}

void MainWindow::orderCut(const CallCut& cut)
{
    m_calls->setCutting(cut);
    Q_EMIT callCutRequested(cut);
}

void MainWindow::connectJobs()
{
    connect(&jobs(), &JobsButton::ended, this, [this](const QString& sentence) { m_announcer->say(sentence, false); });
    connect(&jobs(), &JobsButton::ordered, this, [this](const Job& job, BackfillOrder order) {
        if (job.kind == Job::Kind::loading)
            Q_EMIT pastOrdered(QString::fromStdString(job.subject), order);
        else if (order == BackfillOrder::cancel)
            Q_EMIT cancelAllocationRequested();
    });
}

void MainWindow::connectPrinting()
{
    auto* printing = new Printing(*this);
    BurnDownCard* card = m_budgets->burnDown();
    using Deed = void (Printing::*)(const ShownState&, const Selection&, const ChartLook&);
    const auto whole = [this, printing, card](Deed deed) { // a page is about its period
        return [=, this] { (printing->*deed)(m_state, selection(), {ChartRange::period, card->chart()->isLastPeriodShown()}); };
    };
    const auto asShown = [this, printing, card](Deed deed) {
        return [=, this] {
            (printing->*deed)(m_state, selection(), {card->chart()->range(), card->chart()->isLastPeriodShown()});
        };
    };
    connect(m_actions->print, &QAction::triggered, printing, whole(&Printing::print));
    connect(m_actions->savePdf, &QAction::triggered, printing, whole(&Printing::savePdf));
    connect(m_actions->copyPicture, &QAction::triggered, printing, asShown(&Printing::copyPicture));
    connect(m_actions->savePicture, &QAction::triggered, printing, asShown(&Printing::savePicture));
    connect(card, &BurnDownCard::copyPicturePressed, m_actions->copyPicture, &QAction::trigger);
    connect(card, &BurnDownCard::savePicturePressed, m_actions->savePicture, &QAction::trigger);
    connect(printing, &Printing::done, this, &MainWindow::showDone);
    connect(printing, &Printing::notPrinted, this, &MainWindow::setHint);
    connect(printing, &Printing::failed, this, &MainWindow::showFault);
}

} // namespace fuseboard
