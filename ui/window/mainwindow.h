// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auditpage/auditlog.h"
#include "dialogs/firstrunpage.h"
#include "domain/raiseask.h"
#include "domain/runningcall.h"
#include "incidents/incidents.h"
#include "pages/shownstate.h"
#include "pages/sourcelimits.h"
#include "reportpages/reports.h"
#include "settings/settings.h"
#include "widgets/later.h"

#include <QMainWindow>

class QStackedWidget;

namespace fuseboard {

class Actions;
class Announcer;
class AuditPage;
class Banner;
struct BlastPreview;
class BudgetsPage;
class CallsPage;
class Dialogs;
class HintBar;
class IncidentsPane;
class JobsButton;
class Rail;
class ReportsPage;
class SandboxStrip;
class OrganisationEditor;
class SourceKeyDialog;
class SourcesPage;
class StatusLine;
class SwitchboardPage;
class Theme;
class TopBar;

/// Where the window keeps and finds its files.
struct WindowFiles {
    QString state; ///< geometry, panes, selection
    QString settings; ///< fuseboardrc, for the settings dialog
};

/// Shows what it is given and says what a person wants. Knows no source, no lever and no clock: setNow ticks it.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(Theme& theme, WindowFiles files, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] const ShownState& shown() const { return m_state; }
    [[nodiscard]] Selection selection() const;

    void setBoard(std::shared_ptr<const Board> board);
    void setFreezes(std::shared_ptr<const FreezeBoard> freezes);
    /// The answer to `previewWanted`.
    void setPreview(const BlastPreview& preview);
    void setPreviewFault(const Scope& scope, const Error& error);
    /// In the order they were made.
    void setDrills(std::vector<Drill> drills, const DrillPlan& plan);
    /// The answer to `drillRequested`; a drill that could not be made is shown as a fault.
    void showDrill(const Drill& drill);
    void setOrganisation(std::shared_ptr<const Organisation> organisation);
    void setCalendar(const Calendar& calendar);
    void setWatcher(const Watcher& watcher);
    void setSettings(const Settings& settings);
    /// What callers ask for, as told now: a place that is silent keeps what it told before.
    void setAsks(const Asks& asks);
    /// Nobody could be asked: what was told is old.
    void setAsksFault(const Error& error);
    /// What became of `askDecided`.
    void tellAnswer(const AskDecision& decision, const Result<AskOutcome>& outcome);
    void setLastBackup(std::optional<Instant> at) { m_state.lastBackup = at; }
    /// Each second: ages and staleness follow.
    void setNow(Instant now);
    /// Who sits here, as audit and gateways name them.
    void setPerson(const QString& person);
    void setSandbox(bool sandbox);
    /// For work of whoever shows this window.
    [[nodiscard]] JobsButton& jobs() const;
    /// One line that names the button to press; empty: none. In a sandbox it stands in the strip, which is there anyway.
    void setHint(const QString& text);
    /// What a person asked for is done: a hint that says so, and an end to what failed before.
    void showDone(const QString& text);
    void showFault(const Error& error);
    /// The same, where the error's own sentence is not the whole of it.
    void showFaultAs(const Error& error, const QString& words);
    /// What failed last counts no more.
    void clearFault();
    /// What may be connected; before anything is shown.
    void setSourceOffers(std::vector<SourceOffer> offers);
    /// What is asked for where a key is to be kept sealed.
    void setSealedKeys(SealedKeysState sealed);
    /// The answer to `reportsWanted`, or why there is none.
    void setReports(std::shared_ptr<const Reports> reports);
    void setReportsFault(const Error& error);
    /// What is shown may have changed otherwise than by a new board.
    void refreshReports();
    [[nodiscard]] AuditPage& audit();
    [[nodiscard]] BudgetsPage& budgets() const { return *m_budgets; }
    /// What the audit log has of freezes lately, the newest first: the answer to `recentActsWanted`.
    void setRecentActs(std::shared_ptr<const std::vector<AuditAct>> acts);
    /// As the button *Freeze All…*.
    void askToFreezeAll();
    [[nodiscard]] SourcesPage& sources();
    /// Somebody answers what it wants to know.
    [[nodiscard]] CallsPage& calls() const { return *m_calls; }
    /// Whether somebody fetches a newer price list at `updatePricesPressed`; until then there is no button for it.
    void setCanUpdatePrices(bool can);
    void showFirstRun(const std::vector<FirstRunFacts>& facts);
    void select(const Selection& selection);

    /// As a button of its card. Only *Acknowledge* is for one that is of no scope.
    void act(IncidentAction action, const Incident& incident);
    void refuseAcknowledgement(const Incident& incident, const Error& error);

Q_SIGNALS:
    void freezeRequested(const fuseboard::Scope& scope, fuseboard::FreezeMode mode, const QString& reason);
    /// Somebody waits for `setPreview`.
    void previewWanted(const fuseboard::Scope& scope);
    /// Tell `calls()` what became of it.
    void callCutRequested(const fuseboard::CallCut& cut);
    void resumeRequested(const fuseboard::Scope& scope, const QString& reason, fuseboard::Undo undo);
    void reasonAdded(const fuseboard::Scope& scope, const QString& words);
    void drillRequested(const fuseboard::TeamId& team);
    /// Answer by `refuseAcknowledgement` where it could not be put on record.
    void acknowledged(const fuseboard::Incident& incident);
    void acknowledgementRefused(const fuseboard::Incident& incident, const fuseboard::Error& error);
    /// Answer by `tellAnswer`.
    void askDecided(const fuseboard::AskDecision& decision);
    /// `acknowledgementKept` where it is on record.
    void falseAlarmCalled(const fuseboard::Incident& incident, const QString& reason);
    void refreshRequested();
    void periodRequested(fuseboard::Instant within);
    void exportRequested(const QString& file);
    void auditExportRequested(const QString& file);
    void cancelAllocationRequested();
    /// The page *Reports* is shown and its figures may have changed.
    void reportsWanted(const fuseboard::ReportsRequest& request);
    void updatePricesPressed();
    /// The page *Sources* is shown: tell `sources()` what limits there are.
    void limitsWanted(const fuseboard::LimitsRequest& request);
    /// The page *Audit* is shown: tell `audit()` what the log has.
    void auditWanted(const fuseboard::AuditRequest& request);
    /// What the audit log has is to be read at once.
    void acknowledgementKept();
    /// Freezes or figures have changed, and maybe what the log has of freezes and incidents.
    void recentActsWanted();
    /// *Quit* was chosen, and not only the window closed.
    void quitChosen();
    /// What waits for a person, or goes on, has changed.
    void incidentsChanged(const std::vector<fuseboard::Incident>& incidents);
    void pastOrdered(const QString& sourceId, fuseboard::BackfillOrder order);
    /// Close the dialog, or say why the key was not kept.
    void keyEntered(
        fuseboard::SourceKeyDialog* dialog, const QString& sourceId, const QString& key, const fuseboard::KeyWish& keep);
    void removalConfirmed(const QString& sourceId);
    /// Tell the dialog what became of it.
    void organisationEdited(
        fuseboard::OrganisationEditor* dialog, const fuseboard::Organisation& opened, const fuseboard::Organisation& edited);
    void settingsEdited(const fuseboard::Settings& settings);
    void connectOwnRequested();
    void firstRunChosen(fuseboard::FirstRunChoice choice);
    void connectRequested(fuseboard::ConnectDialog* dialog, const fuseboard::SourceDraft& draft);
    /// Answer with `dialog->showTestResult`.
    void testRequested(fuseboard::ConnectDialog* dialog, const fuseboard::SourceDraft& draft);

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    enum Page { BudgetsPageIndex, SourcesPageIndex, SwitchboardPageIndex };

    void build();
    void addPages();
    void connectActions();
    void connectPages();
    void prepareSources(SourcesPage& page);
    void prepareSwitchboard(SwitchboardPage& page);
    void prepareReports(ReportsPage& page);
    void prepareAudit(AuditPage& page);
    void connectDialogs();
    void connectIncidents();
    void connectAsks();
    void answerAsk(IncidentAction action, const Incident& incident);
    void sendAnswer(const AskDecision& decision);
    void callFalseAlarm(const Incident& incident);
    void connectCalls();
    void connectJobs();
    void connectPrinting();
    void connectDrills();
    /// Once in a profile's life, where no freeze is known to have been tried.
    void offerDrill();
    void selectScope(const Scope& scope);
    void showPage(int page);
    void refresh();
    void refreshPages();
    void refreshBanner(const std::optional<Scope>& resuming);
    void refreshActions();
    void freezeSelection(FreezeMode mode);
    /// Asks first where one press must not be enough.
    void freezeScope(const Scope& scope, FreezeMode mode);
    void tryAgain(const Scope& scope);
    [[nodiscard]] const FreezeView* freezeAt(const Scope& scope) const;
    [[nodiscard]] FreezeMode modeOf(const Scope& scope) const;
    void openResume();
    void showCalls();
    void orderCut(const CallCut& cut);
    void setThemeChoice(ThemeChoice choice);

    Theme& m_theme;
    WindowFiles m_files;
    ShownState m_state;
    Settings m_settings;
    std::optional<Error> m_fault;
    QString m_hintText;
    std::vector<AskDecision> m_answering; ///< on their way
    bool m_canUpdatePrices = false;
    bool m_wasShown = false;
    bool m_wasDrillOffered = false;
    Actions* m_actions;
    Announcer* m_announcer;
    Dialogs* m_dialogs;
    TopBar* m_topBar;
    SandboxStrip* m_strip;
    Rail* m_rail;
    Banner* m_banner;
    HintBar* m_hint;
    QStackedWidget* m_stack;
    BudgetsPage* m_budgets;
    Later<SourcesPage> m_sources;
    Later<SwitchboardPage> m_switchboard;
    Later<ReportsPage> m_reports;
    Later<AuditPage> m_audit;
    IncidentsPane* m_incidents;
    CallsPage* m_calls;
    QWidget* m_firstRun = nullptr;
    StatusLine* m_status;
};

} // namespace fuseboard
