// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/mainwindow.h"

#include "auditpage/auditpage.h"
#include "calls/callspage.h"
#include "charts/burndowncard.h"
#include "charts/burndownchart.h"
#include "incidents/incidentspane.h"
#include "pages/banner.h"
#include "pages/budgetspage.h"
#include "pages/hintbar.h"
#include "pages/sourcespage.h"
#include "pages/teamhead.h"
#include "pages/teamlistpane.h"
#include "print/teampagetext.h"
#include "reportpages/reportspage.h"
#include "switchboardpage/switchboardpage.h"
#include "text/counttext.h"
#include "text/errortext.h"
#include "text/moneytext.h"
#include "theme/theme.h"
#include "theme/type.h"
#include "theme/variant.h"
#include "window/actions.h"
#include "window/announcer.h"
#include "window/dialogs.h"
#include "window/rail.h"
#include "window/sandboxstrip.h"
#include "window/statusline.h"
#include "window/topbar.h"
#include "window/windowstate.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QStackedWidget>

namespace fuseboard {
namespace {

constexpr QSize leastSize {960, 600};
constexpr int wideEm = 73; // UX, "Window": below it the rail shows icons only

} // namespace

MainWindow::MainWindow(Theme& theme, WindowFiles files, QWidget* parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_files(std::move(files))
    , m_actions(new Actions(*this))
    , m_announcer(new Announcer(*this))
    , m_dialogs(new Dialogs(*this, m_files.settings))
    , m_topBar(new TopBar)
    , m_strip(new SandboxStrip)
    , m_rail(new Rail)
    , m_banner(new Banner)
    , m_hint(new HintBar)
    , m_stack(new QStackedWidget)
    , m_budgets(new BudgetsPage)
    , m_sources([this](SourcesPage& page) { prepareSources(page); })
    , m_switchboard([this](SwitchboardPage& page) { prepareSwitchboard(page); })
    , m_reports([this](ReportsPage& page) { prepareReports(page); })
    , m_audit([this](AuditPage& page) { prepareAudit(page); })
    , m_incidents(new IncidentsPane)
    , m_calls(new CallsPage(m_budgets))
    , m_status(new StatusLine)
{
    setWindowTitle(tr("Fuseboard"));
    build();
    addPages();
    connectActions();
    connectPages();
    connectDialogs();
    connectIncidents();
    connectAsks();
    connectCalls();
    connectJobs();
    connectPrinting();
    connectDrills();

    const WindowState kept = loadWindowState(m_files.state);
    if (!restoreGeometry(kept.geometry))
        resize(firstSizeOn(screen()));
    m_budgets->setPanes(kept.panes);
    m_budgets->teams()->setOrder(kept.order);
    m_budgets->teams()->select(kept.selection);
    m_actions->setTheme(m_settings.theme);
    m_wasDrillOffered = kept.wasDrillOffered;
    m_strip->hide();
    centralWidget()->setFocus(Qt::OtherFocusReason); // no ring around the first button before a key is pressed
    refresh();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    setMinimumSize(leastSize);
    setVariant(menuBar(), "menubar");
    auto* centre = new QVBoxLayout;
    centre->setContentsMargins(0, 0, 0, 0);
    centre->setSpacing(12);
    centre->addWidget(m_banner);
    centre->addWidget(m_hint);
    centre->addWidget(m_stack, 1);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(8, 0, 12, 0);
    middle->setSpacing(10);
    middle->addWidget(m_rail);
    middle->addLayout(centre, 1);
    auto* strip = new QVBoxLayout;
    strip->setContentsMargins(12, 0, 12, 0);
    strip->addWidget(m_strip);
    auto* central = new QWidget;
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_topBar);
    column->addLayout(strip);
    column->addLayout(middle, 1);
    column->addWidget(m_status);
    column->setStretch(2, 1);
    setCentralWidget(central);
}

void MainWindow::addPages()
{
    const auto add = [this](QWidget* page, Icon icon, const QString& name) {
        m_rail->addPage(m_stack->addWidget(page), icon, name);
        m_actions->addPage(name);
    };
    add(m_budgets, Icon::Budgets, tr("Budgets"));
    add(m_sources.place(), Icon::Sources, tr("Sources"));
    add(m_switchboard.place(), Icon::Switchboard, tr("Switchboard"));
    add(m_reports.place(), Icon::Reports, tr("Reports"));
    add(m_audit.place(), Icon::Audit, tr("Audit"));
    m_budgets->addIncidents(m_incidents);
    m_calls->hide(); // until it is shown in the centre
    showPage(BudgetsPageIndex);
}

void MainWindow::selectScope(const Scope& scope)
{
    if (scope.kind == ScopeKind::organisation)
        select({});
    else if (scope.kind == ScopeKind::team)
        select({TeamRow::Kind::team, scope.id});
}

void MainWindow::act(IncidentAction action, const Incident& incident)
{
    const Scope scope = incident.scope.value_or(Scope());
    if (incident.scope && action != IncidentAction::acknowledge) // which may be pressed while the window is elsewhere
        selectScope(scope);
    switch (action) {
    case IncidentAction::tryAgain:
        if (const FreezeView* freeze = freezeAt(scope); freeze && freeze->wanted == HoldState::released)
            Q_EMIT resumeRequested(scope, tr("Tried again"), Undo::ask);
        else
            tryAgain(scope);
        break;
    case IncidentAction::freezeAgain:
    case IncidentAction::freeze: freezeScope(scope, modeOf(scope)); break;
    case IncidentAction::resume:
        refreshBanner(scope);
        m_banner->openResume();
        break;
    case IncidentAction::showPlaces: showPage(SwitchboardPageIndex); break;
    case IncidentAction::changeBudget: m_dialogs->editTeam(m_state, scope.id); break;
    case IncidentAction::acknowledge: Q_EMIT acknowledged(incident); break;
    case IncidentAction::allowAsk:
    case IncidentAction::keepAsk: answerAsk(action, incident); break;
    case IncidentAction::freezeNarrow:
        if (incident.narrow)
            freezeScope(*incident.narrow, FreezeMode::refuse);
        break;
    case IncidentAction::callFalseAlarm: callFalseAlarm(incident); break;
    }
}

void MainWindow::refuseAcknowledgement(const Incident& incident, const Error& error)
{
    showFault(error);
    Q_EMIT acknowledgementRefused(incident, error);
}

JobsButton& MainWindow::jobs() const { return m_status->jobs(); }

Selection MainWindow::selection() const { return m_budgets->selection(); }

void MainWindow::select(const Selection& selection) { m_budgets->teams()->select(selection); }

void MainWindow::setBoard(std::shared_ptr<const Board> board)
{
    m_state.board = std::move(board);
    Q_EMIT recentActsWanted(); // another window may have acknowledged
    if (m_firstRun && m_state.board && !m_state.board->sources.empty()) {
        m_firstRun->deleteLater();
        m_firstRun = nullptr;
        m_state.hasSource = true;
        m_rail->show();
        showPage(BudgetsPageIndex);
    }
    refresh();
}

void MainWindow::setFreezes(std::shared_ptr<const FreezeBoard> freezes)
{
    const bool isOfRules = isSameButRules(m_state.freezes.get(), freezes.get());
    m_state.freezes = std::move(freezes);
    if (isOfRules) { // which change with every call, and stand on one page
        if (m_switchboard.page() && isVisible())
            m_switchboard.page()->setState(m_state);
        return;
    }
    refresh();
    Q_EMIT recentActsWanted();
}

void MainWindow::setRecentActs(std::shared_ptr<const std::vector<AuditAct>> acts) { m_incidents->setActs(std::move(acts)); }

void MainWindow::setDrills(std::vector<Drill> drills, const DrillPlan& plan)
{
    m_state.drills = std::move(drills);
    m_state.drillPlan = plan;
    refresh();
}

void MainWindow::setOrganisation(std::shared_ptr<const Organisation> organisation)
{
    m_state.organisation = std::move(organisation);
    refreshActions();
}

void MainWindow::setCalendar(const Calendar& calendar)
{
    m_state.calendar = calendar;
    refresh();
}

void MainWindow::setWatcher(const Watcher& watcher)
{
    const bool isAlarm = watcher.kind == Watcher::Kind::nobody || watcher.kind == Watcher::Kind::unseen;
    m_state.watcher = watcher;
    refresh();
    if (const auto banner = bannerOf(m_state, selection(), {}, {}); isAlarm && banner)
        m_announcer->say(banner->title, true);
}

void MainWindow::setSettings(const Settings& settings)
{
    m_settings = settings;
    m_actions->setTheme(settings.theme);
    m_theme.apply(settings.theme);
}

void MainWindow::setNow(Instant now)
{
    m_state.now = now;
    m_dialogs->setNow(now);
    refresh();
}

void MainWindow::setPerson(const QString& person) { m_dialogs->setPerson(person); }

void MainWindow::setSandbox(bool sandbox) { m_strip->setVisible(sandbox); }

void MainWindow::setHint(const QString& text)
{
    if (text == m_hintText)
        return;
    m_hintText = text;
    const bool inStrip = !m_strip->isHidden();
    m_strip->setText(inStrip ? text : QString());
    m_hint->setHint(inStrip ? QString() : text);
    if (!text.isEmpty())
        m_announcer->say(text, false);
}

void MainWindow::showDone(const QString& text)
{
    clearFault();
    setHint(text);
}

void MainWindow::clearFault()
{
    m_fault.reset();
    m_status->setFault({});
    refreshBanner(m_banner->openLine());
}

void MainWindow::showFault(const Error& error) { showFaultAs(error, sentence(error)); }

void MainWindow::showFaultAs(const Error& error, const QString& words)
{
    m_fault = error;
    m_status->setFault(words);
    m_announcer->say(words, false);
    refreshBanner(m_banner->openLine());
}

void MainWindow::setSealedKeys(SealedKeysState sealed) { m_dialogs->setSealedKeys(sealed); }
void MainWindow::setSourceOffers(std::vector<SourceOffer> offers) { m_dialogs->setOffers(std::move(offers)); }

void MainWindow::showFirstRun(const std::vector<FirstRunFacts>& facts)
{
    auto* page = new FirstRunPage(facts, m_dialogs->offers());
    connect(page, &FirstRunPage::chosen, this, &MainWindow::firstRunChosen);
    connect(page, &FirstRunPage::connectRequested, this, &MainWindow::connectRequested);
    connect(page, &FirstRunPage::testRequested, this, &MainWindow::testRequested);
    m_firstRun = page;
    m_state.hasSource = false;
    m_stack->addWidget(page);
    m_stack->setCurrentWidget(page);
    m_rail->hide();
    refresh();
}

void MainWindow::showPage(int page)
{
    if (m_firstRun)
        return;
    m_stack->setCurrentIndex(page);
    m_rail->setCurrent(page);
    m_actions->pages.at(static_cast<std::size_t>(page))->setChecked(true);
    refreshActions();
}

void MainWindow::refresh()
{
    m_incidents->setState(m_state);
    if (m_wasShown && !isVisible())
        return; // in the background only incidents are told
    m_topBar->setState(m_state);
    m_budgets->setState(m_state);
    m_calls->setState(m_state, selection());
    refreshPages();
    m_status->setState(m_state);
    m_announcer->setState(m_state);
    refreshBanner(m_banner->openLine());
    refreshActions();
    offerDrill();
}

void MainWindow::refreshBanner(const std::optional<Scope>& resuming)
{
    const auto text = bannerOf(m_state, selection(), m_fault, resuming);
    QString name, consequence;
    if (text && text->scope) {
        name = m_state.nameOf(*text->scope);
        consequence = resumeConsequence(m_state, m_state.freezes->views.at(*text->scope));
    }
    m_banner->setBanner(text, name, consequence);
}

void MainWindow::refreshActions()
{
    const Selection now = selection();
    const FreezeView* freeze = m_state.freezeOf(now);
    const bool team = now.kind == TeamRow::Kind::team && m_state.boardOf(now);
    m_actions->editTeam->setEnabled(team && !m_state.board->historyFault);
    m_actions->freezeTeam->setEnabled(team && headTextOf(m_state, now).action != HeadAction::none);
    QString name = selectionName(m_state, now);
    name.replace(QLatin1Char('&'), QStringLiteral("&&"));
    const bool asks = team && m_state.asksBeforeFreezing(*now.scope());
    m_actions->freezeTeam->setText(!team ? tr("&Freeze") : asks ? tr("&Freeze %1…").arg(name) : tr("&Freeze %1").arg(name));
    m_actions->drill->setEnabled(team && headTextOf(m_state, now).action == HeadAction::freeze);
    m_actions->resume->setEnabled(freeze && (isHeld(freeze) || freeze->stage == FreezeStage::changedOutside));
    m_actions->freezeAll->setEnabled(m_state.board != nullptr);
    const bool hasHistory = !m_state.board || !m_state.board->historyFault;
    m_actions->exportCsv->setEnabled(m_state.board && hasHistory);
    const bool hasPage = m_stack->currentWidget() == m_budgets && hasTeamPage(m_state, now);
    for (QAction* ofPage : {m_actions->savePdf, m_actions->print, m_actions->copyPicture, m_actions->savePicture})
        ofPage->setEnabled(hasPage);
    m_actions->refresh->setEnabled(m_state.hasSource);
    // Before the engine is there, nobody would keep what is typed.
    m_actions->addTeam->setEnabled(m_state.organisation && hasHistory);
    m_actions->importTeams->setEnabled(m_state.organisation && hasHistory);
}

void MainWindow::freezeSelection(FreezeMode mode)
{
    if (const auto scope = selection().scope())
        freezeScope(*scope, mode);
}

const FreezeView* MainWindow::freezeAt(const Scope& scope) const
{
    if (!m_state.freezes)
        return nullptr;
    const auto view = m_state.freezes->views.find(scope);
    return view == m_state.freezes->views.end() ? nullptr : &view->second;
}

/// How the scope is frozen, or would be by one press.
FreezeMode MainWindow::modeOf(const Scope& scope) const
{
    const FreezeView* freeze = freezeAt(scope);
    return freeze ? freeze->mode : FreezeMode::refuse;
}

void MainWindow::freezeScope(const Scope& scope, FreezeMode mode)
{
    if (m_state.asksBeforeFreezing(scope))
        m_dialogs->freeze(m_state, scope.kind == ScopeKind::team ? scope.id : TeamId(), mode);
    else
        Q_EMIT freezeRequested(scope, mode, tr("pressed in the window"));
}

/// A policy's freeze that is not proved is ordered again in its own words: so it stays the policy's, with its end.
void MainWindow::tryAgain(const Scope& scope)
{
    const FreezeView* freeze = freezeAt(scope);
    if (freeze && freeze->until && freeze->wanted == HoldState::frozen && freeze->stage == FreezeStage::notProved)
        Q_EMIT freezeRequested(scope, freeze->mode, QString::fromStdString(freeze->reason));
    else
        freezeScope(scope, modeOf(scope));
}

void MainWindow::openResume()
{
    if (const FreezeView* freeze = m_state.freezeOf(selection()))
        refreshBanner(freeze->scope);
    m_banner->openResume();
}

void MainWindow::showCalls()
{
    showPage(BudgetsPageIndex);
    m_calls->setState(m_state, selection());
    m_budgets->showInstead(m_calls);
    m_calls->takeFocus();
}

void MainWindow::setThemeChoice(ThemeChoice choice)
{
    Settings settings = m_settings;
    settings.theme = choice;
    setSettings(settings);
    Q_EMIT settingsEdited(settings);
}

void MainWindow::askToFreezeAll() { m_actions->freezeAll->trigger(); }

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    m_wasShown = true;
    refresh();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveWindowState(
        m_files.state, {saveGeometry(), m_budgets->panes(), selection(), m_budgets->teams()->order(), m_wasDrillOffered});
    event->accept();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    const bool narrow = width() < wideEm * em(QApplication::font());
    m_rail->setNarrow(narrow);
    m_budgets->setNarrow(narrow);
    m_topBar->setNarrow(narrow);
}

} // namespace fuseboard
