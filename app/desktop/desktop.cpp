// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/desktop.h"

#include "connectors/keystore.h"
#include "desktop/freezeorders.h"
#include "desktop/localgateway.h"
#include "desktop/sourceoffers.h"
#include "dialogs/localgatewaydialog.h"
#include "dialogs/organisationeditor.h"
#include "dialogs/sourcedialogs.h"
#include "dialogs/unlockdialog.h"
#include "owner/busservice.h"
#include "store/organisationmerge.h"
#include "switchboard/actid.h"
#include "text/errortext.h"

#include <QApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTimer>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto runawayAfterOpening = 45s; ///< long enough to look around first
const Scope& runawayTeam()
{
    static const Scope payments = Scope::ofTeam("team-payments");
    return payments;
}

bool isKeyrings(const Error& error) { return error.code == ErrorCode::keyringAbsent || error.code == ErrorCode::keyringLocked; }

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
    m_since.start();
}

Desktop::~Desktop()
{
    m_window.reset();
    m_server.reset();
    m_engine.reset(); // before the gateway it watches goes
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
    m_theme.apply(m_settings.theme);
    m_keys = Engine::keysOf(profile);
    m_adder = std::make_unique<SourceAdder>(profile, *m_keys);
    m_reports = std::make_unique<ReportReader>(profile);
    m_window = std::make_unique<MainWindow>(m_theme, WindowFiles {profile.windowStateFile(), profile.settingsFile()});
    connectWindow();
    if (auto started = startProfile(); !started)
        return started;
    m_window->show();
    askForPassphrase();
    return {};
}

Result<void> Desktop::startProfile()
{
    const Profile& profile = m_options.profile;
    m_window->setSandbox(profile.isSandbox());
    if (profile.isSandbox()) {
        m_sandbox = std::make_unique<SandboxHost>(profile, m_clock);
        connect(m_sandbox.get(), &SandboxHost::failed, m_window.get(), &MainWindow::showFault);
        connect(m_sandbox.get(), &SandboxHost::prepared, this, [this] {
            if (auto opened = openEngine(); !opened)
                m_window->showFault(opened.error());
        });
        connect(m_sandbox.get(), &SandboxHost::runaway, this, [this] {
            m_lesson = Lesson::runaway;
            m_window->setHint(tr("An agent of Payments is running away. Choose Payments and press Freeze Payments."));
        });
        m_sandbox->prepare();
        return {};
    }
    if (!QFileInfo::exists(profile.sourcesFile())) {
        m_window->showFirstRun(firstRunFacts());
        return {};
    }
    if (QFileInfo::exists(profile.gatewayDirectory() + QStringLiteral("/gateway.toml"))) {
        m_gateway = std::make_unique<EmbeddedGateway>(profile);
        connect(m_gateway.get(), &EmbeddedGateway::failed, m_window.get(), &MainWindow::showFault);
        m_gateway->ensureRunning();
    }
    return openEngine();
}

Result<void> Desktop::openEngine()
{
    auto engine = Engine::open(m_options.profile, EngineOptions::from(m_settings), m_keys);
    if (!engine)
        return std::unexpected(engine.error());
    m_engine = *std::move(engine);
    m_commands = std::make_unique<OwnerCommands>(*m_engine);
    m_server = std::make_unique<OwnerServer>(*m_commands);
    if (auto listening = m_server->listen(m_options.profile.ownerSocket()); !listening)
        return listening;
    if (!m_options.profile.isSandbox()) // play money answers no scripts
        (new BusService(*m_engine, *m_commands, m_server.get()))->listen();
    connectEngine();
    m_window->setCalendar(m_engine->calendar());
    m_window->setLastBackup(m_engine->lastBackup());
    m_engine->start();
    return {};
}

void Desktop::connectEngine()
{
    MainWindow* window = m_window.get();
    connect(m_engine.get(), &Engine::boardChanged, window, &MainWindow::setBoard);
    connect(m_engine.get(), &Engine::freezesChanged, window, [this](const std::shared_ptr<const FreezeBoard>& freezes) {
        m_window->setFreezes(freezes);
        freezesChanged(*freezes);
    });
    connect(
        m_engine.get(), &Engine::organisationChanged, window, [this](const std::shared_ptr<const Organisation>& organisation) {
            m_window->setOrganisation(organisation);
            seedOrganisation(*organisation);
        });
    showDrills(*m_engine, *window);
    connect(m_engine.get(), &Engine::failed, window, &MainWindow::showFault);
    connect(m_engine.get(), &Engine::pricesLookedFor, window, [this](qsizetype changes) {
        if (std::exchange(m_pricesAsked, false) && changes == 0)
            m_window->showDone(tr("There are no newer prices."));
        else if (changes > 0)
            m_window->showDone(
                tr("%n prices changed and count from today on. Reports says which.", nullptr, static_cast<int>(changes)));
    });
    connect(m_engine.get(), &Engine::pricesChanged, window, &MainWindow::refreshReports);
    connect(m_engine.get(), &Engine::sourcesChanged, this, &Desktop::startAnew, Qt::QueuedConnection);
    connect(m_engine.get(), &Engine::backedUp, window, [this] { m_window->setLastBackup(m_engine->lastBackup()); });
    connect(m_engine.get(), &Engine::policyInForce, this, [this] {
        if (!m_sandbox || m_companyStarted || m_engine->organisation()->teams.empty())
            return;
        m_companyStarted = true;
        const auto opened = std::chrono::seconds(m_since.elapsed() / 1000);
        m_sandbox->startCompany(std::max(runawayAfterOpening - opened, 5s));
        m_window->setHint(tr("This is a made-up company. In a moment one of its agents will run away; a hint here will name "
                             "the button to press."));
    });
}

void Desktop::seedOrganisation(const Organisation& organisation)
{
    if (m_sandbox && organisation.teams.empty())
        m_engine->setOrganisation(m_sandbox->organisation());
}

void Desktop::editOrganisation(OrganisationEditor* dialog, const Organisation& opened, const Organisation& edited)
{
    if (!m_engine)
        return;
    m_engine->edit([opened, edited](Organisation& organisation, Instant) { return mergeEdit(opened, edited, organisation); })
        .then(this, [dialog = QPointer(dialog), this](const Result<void>& made) {
            if (dialog)
                dialog->answer(made);
            else if (!made)
                m_window->showFault(made.error());
        });
}

void Desktop::connectWindow()
{
    MainWindow* window = m_window.get();
    window->setPerson(QString::fromStdString(Engine::person()));
    window->setSettings(m_settings);
    window->setSourceOffers(sourceOffers());
    connectFreezes(*window, [this] { return m_engine.get(); });
    connect(window, &MainWindow::refreshRequested, this, [this] {
        if (m_engine)
            m_engine->poll();
    });
    connect(window, &MainWindow::periodRequested, this, [this](Instant within) {
        if (m_engine)
            m_engine->showPeriod(PeriodKind::month, within);
    });
    connect(window, &MainWindow::organisationEdited, this, &Desktop::editOrganisation);
    connect(window, &MainWindow::cancelAllocationRequested, this, [this] {
        if (m_engine)
            m_engine->cancelAllocation().then(this, [this](const Result<void>& cancelled) {
                if (cancelled)
                    m_window->showDone(tr("The allocation rules are as before the change."));
                else
                    m_window->showFault(cancelled.error());
            });
    });
    connect(window, &MainWindow::exportRequested, this, &Desktop::exportTeams);
    connect(window, &MainWindow::reportsWanted, m_reports.get(), &ReportReader::want);
    connect(m_reports.get(), &ReportReader::read, window, &MainWindow::setReports);
    connect(m_reports.get(), &ReportReader::failed, window, &MainWindow::setReportsFault);
    connect(window, &MainWindow::settingsEdited, this, &Desktop::applySettings);
    connect(window, &MainWindow::firstRunChosen, this, &Desktop::firstRunChosen);
    connect(window, &MainWindow::connectOwnRequested, this, [this] { moveTo({}); });
    connect(window, &MainWindow::testRequested, this, [this](ConnectDialog* dialog, const SourceDraft& draft) {
        m_adder->test(draft, dialog, [dialog](const Result<QString>& words) {
            dialog->showTestResult(words.has_value(), words ? *words : connectSentence(words.error()));
        });
    });
    connect(window, &MainWindow::connectRequested, this, &Desktop::connectSource);
    window->setCanUpdatePrices(!m_options.profile.isSandbox());
    connect(window, &MainWindow::updatePricesPressed, this, [this] {
        m_pricesAsked = m_engine != nullptr;
        if (m_engine)
            m_engine->updatePrices();
    });
    connect(window, &MainWindow::pastOrdered, this, &Desktop::orderPast);
    connect(window, &MainWindow::keyEntered, this, &Desktop::changeKey);
    connect(window, &MainWindow::removalConfirmed, this, &Desktop::removeSource);
    auto* clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, &Desktop::tick);
    clock->start(1s);
    tick();
}

void Desktop::tick() { m_window->setNow(m_clock.now()); }

void Desktop::connectSource(ConnectDialog* dialog, const SourceDraft& draft)
{
    // Tried first, so that nothing is connected that does not answer; not tried any more once the dialog is closed.
    m_adder->test(draft, dialog, [this, dialog, draft](const Result<QString>& works) {
        if (works)
            addOnRecord(dialog, draft);
        else
            dialog->showTestResult(false, connectSentence(works.error()));
    });
}

void Desktop::addOnRecord(const QPointer<ConnectDialog>& dialog, const SourceDraft& draft)
{
    AuditEntry act;
    act.action = "connect";
    act.target = "source " + draft.name.toStdString();
    act.after = (draft.url.isEmpty() ? draft.socket : draft.url).toStdString();
    act.requestId = makeActId(m_clock.now());
    const auto add = [this, dialog, draft, act] {
        m_adder->add(
            draft, m_settings, this, [this, dialog, act](const Result<QString>& words) { sourceAnswered(dialog, act, words); });
    };
    if (!m_engine) {
        add();
        return;
    }
    const auto refused = [this, dialog, name = draft.name.toStdString()](
                             const std::string& why) { sayNotConnected(dialog, {ErrorCode::notOnRecord, name, why}); };
    m_engine->putOnRecord(act)
        .then(this,
            [=](const Result<void>& written) {
                if (written)
                    add();
                else
                    refused(written.error().detail);
            })
        .onCanceled(this, [refused] { refused({}); });
}

void Desktop::sayNotConnected(const QPointer<ConnectDialog>& dialog, const Error& error)
{
    showSealedKeys();
    if (dialog && isKeyrings(error))
        dialog->showKeyringFault(connectSentence(error));
    else if (dialog)
        dialog->showTestResult(false, connectSentence(error)); // nothing that was typed is lost
    else
        m_window->showFault(error);
}

void Desktop::sourceAnswered(const QPointer<ConnectDialog>& dialog, const AuditEntry& act, const Result<QString>& words)
{
    AuditEntry outcome = act;
    outcome.result = words ? "done" : "failed: " + sentence(words.error()).toStdString();
    if (!words)
        sayNotConnected(dialog, words.error());
    else if (dialog)
        dialog->accept();
    const bool first = !m_engine; // only now there is a history, for the intent too
    if (first && words)
        sourceAdded(words);
    if (!m_engine)
        return;
    if (first)
        std::ignore = m_engine->putOnRecord(act);
    const auto goOn = [this, first, words] {
        if (!first && words)
            sourceAdded(words);
    };
    m_engine->putOnRecord(outcome).then(this, [goOn](const Result<void>&) { goOn(); }).onCanceled(this, goOn);
}

void Desktop::sourceAdded(const Result<QString>& words)
{
    if (!words) {
        m_window->showFault(words.error());
        return;
    }
    m_window->showDone(*words);
    showSealedKeys();
    startAnew();
}

void Desktop::startAnew()
{
    m_server.reset();
    m_engine.reset();
    if (auto started = startProfile(); !started)
        m_window->showFault(started.error());
}

void Desktop::orderPast(const QString& sourceId, BackfillOrder order)
{
    if (m_engine)
        m_engine->orderBackfill(sourceId.toStdString(), order).then(this, [this](const Result<void>& ordered) {
            if (!ordered)
                m_window->showFault(ordered.error());
        });
}

void Desktop::changeKey(
    const QPointer<SourceKeyDialog>& dialog, const QString& sourceId, const QString& key, const KeyWish& wish)
{
    const auto change = [this, dialog, sourceId, key, wish](const SourceAdder::Done& done) {
        m_adder->changeKey(sourceId.toStdString(), key, wish, this, [this, dialog, done](const Result<QString>& words) {
            showSealedKeys();
            if (dialog && words)
                dialog->accept();
            else if (dialog && isKeyrings(words.error()))
                dialog->showKeyringFault(connectSentence(words.error()));
            else if (dialog)
                dialog->showFault(sentence(words.error()));
            done(words);
        });
    };
    onRecord("change key", sourceId, change);
}

void Desktop::showSealedKeys()
{
    m_window->setSealedKeys(m_keys->isSealedOpen() ? SealedKeysState::open
            : m_keys->hasSealedFile()              ? SealedKeysState::closed
                                                   : SealedKeysState::none);
}

void Desktop::askForPassphrase()
{
    showSealedKeys();
    const QStringList waiting = m_engine ? m_engine->sourcesWithSealedKeys() : QStringList();
    if (waiting.isEmpty() || m_keys->isSealedOpen())
        return;
    auto* dialog = new UnlockDialog(waiting, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &UnlockDialog::passphraseEntered, dialog, [this, dialog](const QString& passphrase) {
        m_keys->openSealed(passphrase.toUtf8()).then(dialog, [this, dialog](const Result<void>& opened) {
            if (!opened) {
                dialog->showFault(sentence(opened.error()));
                return;
            }
            dialog->accept();
            showSealedKeys();
            sourceAdded(tr("The sealed keys are open."));
        });
    });
    dialog->open();
}

void Desktop::removeSource(const QString& sourceId)
{
    onRecord("disconnect", sourceId, [this, sourceId](const SourceAdder::Done& done) {
        const auto removed = m_adder->remove(sourceId.toStdString());
        done(removed ? Result<QString>(tr("%1 is removed. What it told stays in the history.").arg(sourceId))
                     : std::unexpected(removed.error()));
    });
}

void Desktop::onRecord(const char* action, const QString& sourceId, const std::function<void(const SourceAdder::Done&)>& act)
{
    if (!m_engine)
        return;
    AuditEntry entry;
    entry.action = action;
    entry.target = "source " + sourceId.toStdString();
    entry.requestId = makeActId(m_clock.now());
    m_engine->putOnRecord(entry).then(this, [this, entry, act](const Result<void>& written) {
        if (!written) {
            m_window->showFault({ErrorCode::notOnRecord, entry.target, written.error().detail});
            return;
        }
        act([this, entry](const Result<QString>& words) mutable {
            entry.result = words ? "done" : "failed: " + sentence(words.error()).toStdString();
            m_engine->putOnRecord(entry).then(this, [this, words](const Result<void>&) {
                if (words)
                    sourceAdded(words);
            });
        });
    });
}

void Desktop::freezesChanged(const FreezeBoard& freezes)
{
    const auto view = freezes.views.find(runawayTeam());
    const bool frozen = view != freezes.views.end() && view->second.stage == FreezeStage::frozen;
    if (m_lesson == Lesson::runaway && frozen) {
        m_lesson = Lesson::frozen;
        m_window->setHint(tr("The runaway is stopped, with proof. The other teams go on. Resume… lets Payments spend again."));
    } else if (m_lesson == Lesson::frozen && !frozen) {
        m_lesson = Lesson::over;
        m_window->setHint({});
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
        sourceAdded(made
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
    m_theme.apply(settings.theme);
    m_window->setSettings(settings);
    if (sameEngine || !m_engine)
        return;
    m_server.reset();
    m_engine.reset(); // days and periods are cut anew
    if (auto opened = openEngine(); !opened)
        m_window->showFault(opened.error());
}

void Desktop::exportTeams(const QString& file)
{
    if (!m_engine)
        return;
    const auto written = m_engine->exportTeams(file);
    if (written)
        m_window->showDone(written->rows == 1 ? tr("1 row is written to %1.").arg(written->file)
                                              : tr("%1 rows are written to %2.").arg(written->rows).arg(written->file));
    else
        m_window->showFault(written.error());
}

} // namespace fuseboard
