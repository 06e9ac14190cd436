// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/desktop.h"

#include "connectors/keystore.h"
#include "desktop/askorders.h"
#include "desktop/auditreader.h"
#include "desktop/callorders.h"
#include "desktop/freezeorders.h"
#include "desktop/localgateway.h"
#include "desktop/sourceoffers.h"
#include "dialogs/localgatewaydialog.h"
#include "dialogs/organisationeditor.h"
#include "text/errortext.h"

#include <QApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTimer>
#include <QWindow>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto againAfter = 5s; ///< a profile that could not be opened

std::vector<FirstRunFacts> firstRunFacts()
{
    const QString notTried = QCoreApplication::translate("FirstRun", "Not yet tried against the real service");
    return {{FirstRunChoice::thisComputer,
                {FactLevel::ok, QCoreApplication::translate("FirstRun", "Can freeze, at once, with proof")},
                {FactLevel::unknown, notTried}},
        {FirstRunChoice::teamGateway, {FactLevel::ok, QCoreApplication::translate("FirstRun", "Can freeze, with proof")},
            {FactLevel::warn,
                QCoreApplication::translate(
                    "FirstRun", "Tried with Fuseboard’s own gateway and HAProxy; others: only imitations")}},
        {FirstRunChoice::providers,
            {FactLevel::warn, QCoreApplication::translate("FirstRun", "Freezes some, with what they say as the only proof")},
            {FactLevel::unknown, notTried}},
        {FirstRunChoice::sandbox, {FactLevel::ok, QCoreApplication::translate("FirstRun", "Can freeze, play money only")},
            {FactLevel::unknown, QCoreApplication::translate("FirstRun", "Nothing real to try it against")}}};
}

} // namespace

Desktop::Desktop(DesktopOptions options)
    : m_options(std::move(options))
    , m_theme(nullptr)
{
}

Desktop::~Desktop()
{
    m_exports.reset();
    m_readings.reset();
    m_background.reset();
    m_window.reset();
    m_session.reset(); // before the gateway it watches goes
}

Result<void> Desktop::start()
{
    const Profile& profile = m_options.profile;
    if (m_options.fresh)
        if (auto removed = profile.removeSandbox(); !removed)
            return removed;
    if (auto made = profile.create(); !made)
        return made;
    if (m_options.sandbox)
        if (auto marked = profile.markSandbox(); !marked)
            return marked;
    auto settings = loadSettings(profile.settingsFile());
    if (!settings)
        return std::unexpected(settings.error());
    m_settings = *settings;
    m_keys = Engine::keysOf(profile);
    m_session = std::make_unique<ProfileSession>(profile, m_keys);
    if (!profile.isSandbox() && QFileInfo::exists(profile.sourcesFile()))
        m_session->prepare(EngineOptions::from(m_settings)); // is read while the window is made
    auto making = std::make_optional<Theme::Making>(m_theme);
    m_theme.apply(m_settings.theme);
    m_window = std::make_unique<MainWindow>(m_theme, WindowFiles {profile.windowStateFile(), profile.settingsFile()});
    m_exports = std::make_unique<Exports>(*m_window);
    m_readings = std::make_unique<Readings>(profile, *m_window);
    m_sources = std::make_unique<SourceDesk>(*m_window, *m_session, profile, *m_keys);
    m_sources->setSettings(m_settings);
    connectWindow();
    connectSession();
    making.reset();
    if (auto started = startProfile(); !started)
        return started;
    if (!m_session->attached() || m_session->watched()) // else it is shown once it is attached
        showWindow();
    m_sources->askForPassphrase();
    return {};
}

Result<void> Desktop::startProfile()
{
    const Profile& profile = m_options.profile;
    m_window->setSandbox(profile.isSandbox());
    if (profile.isSandbox()) {
        if (m_session->isOwnedElsewhere()) // whose gateway and company are not ours to start anew
            return openProfile();
        m_play = std::make_unique<SandboxPlay>(profile, *m_window);
        connect(m_play.get(), &SandboxPlay::failed, m_window.get(), &MainWindow::showFault);
        connect(m_play.get(), &SandboxPlay::gatewayEnded, this, &Desktop::gatewayEnded);
        connect(m_play.get(), &SandboxPlay::gatewayBack, this, &Desktop::gatewayBack);
        connect(m_play.get(), &SandboxPlay::prepared, this, [this] {
            if (auto opened = openProfile(); !opened)
                m_window->showFault(opened.error());
        });
        m_play->prepare();
        return {};
    }
    if (!QFileInfo::exists(profile.sourcesFile())) {
        m_window->showFirstRun(firstRunFacts());
        return {};
    }
    if (QFileInfo::exists(profile.gatewayDirectory() + QStringLiteral("/gateway.toml"))) {
        m_gateway = std::make_unique<EmbeddedGateway>(profile);
        connect(m_gateway.get(), &EmbeddedGateway::failed, m_window.get(), &MainWindow::showFault);
        connect(m_gateway.get(), &EmbeddedGateway::ended, this, [this] {
            gatewayEnded();
            // The first time it runs is nothing to tell of.
            connect(m_gateway.get(), &EmbeddedGateway::running, this, &Desktop::ownGatewayBack, Qt::UniqueConnection);
        });
        m_gateway->ensureRunning();
    }
    return openProfile();
}

void Desktop::gatewayEnded()
{
    m_window->setHint(
        tr("The gateway has ended unasked. Calls through it fail until it runs again; it is being started again."));
}

void Desktop::ownGatewayBack()
{
    m_window->setHint({});
    gatewayBack();
}

void Desktop::gatewayBack()
{
    m_window->clearFault(); // of a start that failed
    if (WatchedProfile* watched = m_session->watched())
        watched->poll();
}

Result<void> Desktop::openProfile() { return m_session->open(EngineOptions::from(m_settings)); }

void Desktop::connectSession()
{
    ProfileSession* session = m_session.get();
    connect(session, &ProfileSession::begun, this, &Desktop::connectProfile);
    connect(session, &ProfileSession::watcherChanged, m_window.get(), &MainWindow::setWatcher);
    connect(session, &ProfileSession::failed, m_window.get(), &MainWindow::showFault);
    connect(session, &ProfileSession::refused, this, &Desktop::refused);
    connect(session, &ProfileSession::raised, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    connect(session, &ProfileSession::raiseRequested, this, &Desktop::raise);
}

void Desktop::connectProfile(WatchedProfile& watched)
{
    MainWindow* window = m_window.get();
    connect(&watched, &WatchedProfile::boardChanged, window, &MainWindow::setBoard);
    connect(&watched, &WatchedProfile::freezesChanged, window, &MainWindow::setFreezes);
    connect(&watched, &WatchedProfile::organisationChanged, window, &MainWindow::setOrganisation);
    showDrills(watched, *window);
    connect(&watched, &WatchedProfile::failed, window, &MainWindow::showFault);
    connect(&watched, &WatchedProfile::pricesLookedFor, window, [this](qsizetype changes) {
        if (std::exchange(m_pricesAsked, false) && changes == 0)
            m_window->showDone(tr("There are no newer prices."));
        else if (changes > 0)
            m_window->showDone(
                tr("%n prices changed and count from today on. Reports says which.", nullptr, static_cast<int>(changes)));
    });
    connect(&watched, &WatchedProfile::pricesChanged, window, &MainWindow::refreshReports);
    const auto showBackup = [this, &watched] { m_window->setLastBackup(watched.lastBackup()); };
    connect(&watched, &WatchedProfile::backedUp, window, showBackup);
    showBackup();
    window->setCalendar(watched.calendar());
    if (Engine* engine = m_session->engine()) {
        connect(engine, &Engine::sourcesChanged, this, &Desktop::startAnew, Qt::QueuedConnection);
        if (m_play)
            m_play->play(*engine);
    }
    if (AttachedOwner* owner = m_session->attached())
        connect(owner, &AttachedOwner::attached, window, [this, owner] { m_window->setCalendar(owner->calendar()); });
    showWindow();
}

/// Unless it was started to watch in the background: then a second start, the tray or a notification shows it.
void Desktop::showWindow()
{
    if (m_options.background && m_background->keepsWatching())
        return;
    m_window->show();
    m_sources->askForPassphrase();
}

void Desktop::connectWindow()
{
    MainWindow* window = m_window.get();
    window->setPerson(QString::fromStdString(WatchedProfile::person()));
    window->setSettings(m_settings);
    window->setSourceOffers(sourceOffers());
    connectActs();
    m_background = std::make_unique<Background>(*window, loginArguments());
    connect(m_background.get(), &Background::openRequested, this, &Desktop::raise);
    connect(m_background.get(), &Background::failed, window, &MainWindow::showFault);
    connect(window, &MainWindow::quitChosen, qApp, &QCoreApplication::quit);
    m_background->setSettings(m_settings);
    connect(window, &MainWindow::exportRequested, this, &Desktop::exportTeams);
    connect(window, &MainWindow::auditExportRequested, this, [this](const QString& file) {
        m_exports->write(file, [profile = m_options.profile, file] { return exportAuditLog(profile, file); });
    });
    connect(window, &MainWindow::settingsEdited, this, &Desktop::applySettings);
    connect(window, &MainWindow::firstRunChosen, this, &Desktop::firstRunChosen);
    connect(window, &MainWindow::connectOwnRequested, this, [this] { moveTo({}); });
    connect(m_sources.get(), &SourceDesk::changed, this, &Desktop::startAnew);
    window->setCanUpdatePrices(!m_options.profile.isSandbox());
    auto* clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, &Desktop::tick);
    clock->start(1s);
    tick();
}

/// With which this profile is watched from login on.
QStringList Desktop::loginArguments() const
{
    QStringList out {QStringLiteral("--background")};
    if (m_options.sandbox)
        out += QStringLiteral("--sandbox");
    else if (!m_options.directory.isEmpty())
        out += {QStringLiteral("--profile"), m_options.directory};
    return out;
}

/// What a person orders goes to whoever owns the profile.
void Desktop::connectActs()
{
    MainWindow* window = m_window.get();
    connectFreezes(*window, [this] { return m_session->watched(); });
    connectCalls(*window, [this] { return m_session->watched(); });
    connectAsks(*window, [this] { return m_session->watched(); });
    connect(window, &MainWindow::refreshRequested, this, [this] {
        if (WatchedProfile* watched = m_session->watched())
            watched->poll();
    });
    connect(window, &MainWindow::periodRequested, this, [this](Instant within) {
        if (WatchedProfile* watched = m_session->watched())
            watched->showPeriod(PeriodKind::month, within);
    });
    connect(window, &MainWindow::organisationEdited, this, &Desktop::editOrganisation);
    connect(window, &MainWindow::cancelAllocationRequested, this, [this] {
        if (WatchedProfile* watched = m_session->watched())
            watched->cancelAllocation().then(this, [this](const Result<void>& cancelled) {
                if (cancelled)
                    m_window->showDone(tr("The allocation rules are as before the change."));
                else
                    m_window->showFault(cancelled.error());
            });
    });
    connect(window, &MainWindow::updatePricesPressed, this, [this] {
        m_pricesAsked = m_session->watched() != nullptr;
        if (m_pricesAsked)
            m_session->watched()->updatePrices();
    });
    connect(window, &MainWindow::pastOrdered, this, [this](const QString& sourceId, BackfillOrder order) {
        if (WatchedProfile* watched = m_session->watched())
            watched->orderBackfill(sourceId.toStdString(), order).then(this, [this](const Result<void>& ordered) {
                if (!ordered)
                    m_window->showFault(ordered.error());
            });
    });
}

void Desktop::editOrganisation(OrganisationEditor* dialog, const Organisation& opened, const Organisation& edited)
{
    WatchedProfile* watched = m_session->watched();
    if (!watched)
        return;
    watched->change(opened, edited).then(this, [dialog = QPointer(dialog), this](const Result<void>& made) {
        if (dialog)
            dialog->answer(made);
        else if (!made)
            m_window->showFault(made.error());
    });
}

void Desktop::tick() { m_window->setNow(m_clock.now()); }

/// A compositor lets a window come to the front for whoever shows it a token.
void Desktop::raise(const QString& token)
{
    m_options.background = false;
    if (!token.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    m_sources->askForPassphrase();
}

void Desktop::startAnew()
{
    m_session->close();
    if (auto started = startProfile(); !started) {
        m_window->showFault(started.error());
        QTimer::singleShot(againAfter, this, &Desktop::startAnew); // else nobody would watch, nor freeze
    }
}

void Desktop::firstRunChosen(FirstRunChoice choice)
{
    if (choice == FirstRunChoice::sandbox) {
        moveTo({QStringLiteral("--sandbox")});
        return;
    }
    auto* dialog = new LocalGatewayDialog(m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LocalGatewayDialog::startRequested, this, [this](const QString& openAiKey, const QString& anthropicKey) {
        const auto made = setUpLocalGateway(m_options.profile, openAiKey, anthropicKey);
        m_sources->sourceAdded(made
                ? Result<QString>(tr("Add a team and a key for each tool, then set OPENAI_BASE_URL=http://127.0.0.1:%1/v1 and "
                                     "ANTHROPIC_BASE_URL=http://127.0.0.1:%1, with that key as the API key.")
                          .arg(localGatewayPort))
                : std::unexpected(made.error()));
    });
    dialog->open();
}

void Desktop::moveTo(const QStringList& arguments)
{
    if (QProcess::startDetached(QCoreApplication::applicationFilePath(), arguments))
        QCoreApplication::quit();
    else
        m_window->showFault({ErrorCode::cannotStart, "fuseboard", {}});
}

void Desktop::applySettings(const Settings& settings)
{
    if (auto saved = saveSettings(m_options.profile.settingsFile(), settings); !saved) {
        m_window->showFault(saved.error());
        return;
    }
    const bool sameEngine = EngineOptions::from(settings) == EngineOptions::from(m_settings);
    m_settings = settings;
    m_sources->setSettings(settings);
    m_theme.apply(settings.theme);
    m_window->setSettings(settings);
    m_background->setSettings(settings);
    if (sameEngine || !m_session->watched())
        return;
    if (m_session->attached()) {
        m_window->showDone(tr("The settings are saved. %1 watches this profile and takes them up when it is started again.")
                .arg(m_session->watcher().who));
        return;
    }
    m_session->close(); // days and periods are cut anew
    if (auto opened = openProfile(); !opened)
        m_window->showFault(opened.error());
}

void Desktop::exportTeams(const QString& file)
{
    if (const WatchedProfile* watched = m_session->watched())
        m_exports->write(file, [write = watched->teamExport(file)] {
            return write().transform([](const ExportedReport& written) {
                return written.rows == 1 ? tr("1 row is written to %1.").arg(written.file)
                                         : tr("%1 rows are written to %2.").arg(written.rows).arg(written.file);
            });
        });
}

} // namespace fuseboard
