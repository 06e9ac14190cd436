// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/engine.h"

#include "collector/blindboard.h"
#include "collector/historybackup.h"
#include "collector/historywatch.h"
#include "connectors/keystore.h"
#include "connectors/usagesources.h"
#include "owner/blastpreview.h"
#include "owner/collecting.h"
#include "owner/drills.h"
#include "owner/filewatch.h"
#include "owner/historyaudit.h"
#include "owner/keptorganisation.h"
#include "owner/levers.h"
#include "owner/ownerlock.h"
#include "owner/policykeeper.h"
#include "owner/pricerefresh.h"
#include "owner/profile.h"
#include "owner/profilehistory.h"
#include "owner/profileprices.h"
#include "owner/reasonact.h"
#include "owner/sourcesfile.h"
#include "owner/systemclock.h"
#include "sentinel/hardbudgets.h"
#include "store/auditheadfile.h"
#include "store/organisationmerge.h"
#include "switchboard/switchboard.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPromise>
#include <QThreadPool>
#include <QTimeZone>

#include <algorithm>
#include <iterator>
#include <ranges>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto keyPatience = 5s; ///< a keyring that asks its owner must not hold up the switchboard for longer

QStringList keyFilesOf(const std::vector<SourceConfig>& sources)
{
    QStringList files;
    const auto add = [&files](const KeyReference& key) {
        if (key.place == KeyReference::Place::file && QFileInfo(QString::fromStdString(key.name)).dir().exists())
            files += QString::fromStdString(key.name);
    };
    for (const SourceConfig& source : sources) {
        for (const KeyReference& key : source.keys | std::views::values)
            add(key);
        for (const KeyReference& key : source.canaries | std::views::values)
            add(key);
        add(source.key);
    }
    return files;
}

} // namespace

class Engine::Private {
public:
    Private(const Profile& profile, EngineOptions settings, OwnerLock owned, Calendar business, PriceList list, ProbeKey probe,
        std::vector<SourceConfig> from, std::shared_ptr<KeyStore> store)
        : options(std::move(settings))
        , lock(std::move(owned))
        , calendar(business)
        , prices(std::move(list))
        , probeKey(std::move(probe))
        , sources(std::move(from))
        , keys(std::move(store))
        , levers(std::make_shared<Levers>(sources, profile, probeKey, clock))
    {
        for (const std::string& variable : keys->takeEnvironment(references(sources)))
            fromEnvironment += QString::fromStdString(variable);
    }

    std::unique_ptr<Collector> makeCollector(const Profile& profile, std::unique_ptr<History> history, const PriceBook& book);

    static std::vector<KeyReference> references(const std::vector<SourceConfig>& sources)
    {
        std::vector<KeyReference> out;
        for (const SourceConfig& source : sources) {
            out.push_back(source.key);
            for (const auto& [right, key] : source.keys)
                out.push_back(key);
            for (const auto& [team, key] : source.canaries)
                out.push_back(key);
        }
        return out;
    }

    EngineOptions options;
    OwnerLock lock;
    SystemClock clock;
    Calendar calendar;
    PriceList prices; ///< for gateways: what calls cost from now on
    ProbeKey probeKey;
    std::vector<SourceConfig> sources;
    std::shared_ptr<KeyStore> keys;
    QStringList fromEnvironment;
    std::shared_ptr<Levers> levers;
    std::unique_ptr<Collecting> collecting; ///< never null once the engine is made
    std::unique_ptr<HistoryWatch> historyWatch;
    std::unique_ptr<HistoryBackup> backup;
    std::unique_ptr<FileWatch> sourcesFile, priceFiles, keyFiles;
    std::unique_ptr<PriceRefresh> priceRefresh;
    std::unique_ptr<HistoryAudit> audit;
    std::optional<Error> auditFault; ///< found at the start
    std::unique_ptr<Switchboard> switchboard;
    std::unique_ptr<Drills> drills; ///< goes before the switchboard
    std::unique_ptr<HardBudgets> hardBudgets; ///< and this
    std::unique_ptr<PolicyKeeper> policies;
    std::optional<Instant> budgetsChange; ///< when gateways are to be told other budgets
    std::vector<std::function<void()>> early; ///< what was pressed before the keys were read
    std::vector<IdentityName> names;
    std::size_t keysAwaited = 0;
    bool running = false;
};

std::shared_ptr<KeyStore> Engine::keysOf(const Profile& profile)
{
    return std::make_shared<KeyStore>(
        std::span<const KeyReference>(), KeyPlaces {.marks = profile.keyMarksFile(), .sealed = profile.sealedKeysFile()});
}

Result<std::unique_ptr<Engine>> Engine::open(
    const Profile& profile, const EngineOptions& options, std::shared_ptr<KeyStore> keys)
{
    auto calendar =
        Calendar::make(options.zone.empty() ? QTimeZone::systemTimeZoneId().toStdString() : options.zone, options.fiscalDay);
    if (!calendar)
        return std::unexpected(calendar.error());
    if (auto made = profile.create(); !made)
        return std::unexpected(made.error());
    auto lock = OwnerLock::take(profile.lockFile());
    if (!lock)
        return std::unexpected(lock.error());
    auto sources = sourcesOf(profile);
    if (!sources)
        return std::unexpected(sources.error());
    auto history = openProfileHistory(profile, options.historyPatience);
    auto prices = profilePrices(profile);
    if (!prices)
        return std::unexpected(prices.error());
    auto probeKey = ProbeKey::open(profile.probeKeyFile());
    if (!probeKey)
        return std::unexpected(probeKey.error());

    auto parts = std::make_unique<Private>(profile, options, *std::move(lock), *calendar,
        pricesForGateways(*prices, SystemClock().now()), *std::move(probeKey), *std::move(sources),
        keys ? std::move(keys) : keysOf(profile));
    parts->collecting = history ? std::make_unique<Collecting>(parts->makeCollector(profile, *std::move(history), *prices))
                                : std::make_unique<Collecting>(history.error());
    return std::unique_ptr<Engine>(new Engine(profile, std::move(parts)));
}

std::unique_ptr<Collector> Engine::Private::makeCollector(
    const Profile& profile, std::unique_ptr<History> history, const PriceBook& book)
{
    if (auto heads = history->rememberAuditIn(std::make_shared<AuditHeadFile>(profile.auditHeadsFile().toStdString())); !heads)
        auditFault = heads.error();
    CollectorSetup setup {.history = std::move(history), .sources = sources};
    setup.makeSource = [this, profile](const SourceConfig& source, HttpClient& http) {
        return makeUsageSource(source, *keys, http, profile.logIndexFile(QString::fromStdString(source.id)).toStdString());
    };
    setup.calendar = calendar;
    setup.currency = options.currency;
    setup.prices = book;
    setup.sandbox = profile.isSandbox();
    setup.keepCalls = options.keepCalls;
    setup.keepHours = options.keepHours;
    setup.poll = options.poll;
    return std::make_unique<Collector>(std::move(setup), clock);
}

Engine::Engine(const Profile& profile, std::unique_ptr<Private> parts)
    : WatchedProfile(profile)
    , d(std::move(parts))
{
    d->audit = std::make_unique<HistoryAudit>(*d->collecting);
    if (d->collecting->collector())
        connectCollector(*d->collecting->collector());
}

void Engine::connectCollector(Collector& from)
{
    connect(&from, &Collector::boardChanged, this, [this](std::shared_ptr<const Board> board) {
        m_board = std::move(board);
        if (d->budgetsChange && *d->budgetsChange <= m_board->asOf) // a raise began or ended
            wantPolicies();
        Q_EMIT boardChanged(m_board);
    });
    connect(&from, &Collector::organisationChanged, this, [this](std::shared_ptr<const Organisation> organisation) {
        m_organisation = std::move(organisation);
        d->levers->setRules(m_organisation->rules);
        protectTeams();
        if (d->hardBudgets)
            d->hardBudgets->setOrganisation(m_organisation);
        wantPolicies();
        Q_EMIT organisationChanged(m_organisation);
    });
    // In its own thread: a disk may be slow.
    connect(&from, &Collector::organisationChanged, &from,
        [collector = &from, file = profile().organisationFile()](const std::shared_ptr<const Organisation>& organisation) {
            if (auto kept = keepOrganisation(file, *organisation); !kept)
                Q_EMIT collector->failed(kept.error());
        });
    connect(&from, &Collector::budgetsChanged, this, [this](const std::vector<BudgetState>& budgets) {
        if (d->hardBudgets && d->options.poll) // one command decides nothing
            d->hardBudgets->setBudgets(budgets);
    });
    connect(&from, &Collector::daysChanged, this, &Engine::daysChanged);
    connect(&from, &Collector::ratesChanged, this, &Engine::ratesChanged);
    connect(&from, &Collector::namesLearned, this, [this](const std::vector<IdentityName>& names) {
        d->names.insert(d->names.end(), names.begin(), names.end());
        Q_EMIT namesLearned(names);
    });
    connect(&from, &Collector::polled, this, &Engine::polled);
    connect(&from, &Collector::failed, this, &Engine::failed);
}

Engine::~Engine()
{
    d->drills.reset();
    d->hardBudgets.reset();
    d->switchboard.reset(); // before the audit log it writes to
    d->collecting.reset(); // whose sources use the keys
}

const Calendar& Engine::calendar() const { return d->calendar; }
Currency Engine::currency() const { return d->options.currency; }
const std::optional<Error>& Engine::historyFault() const { return d->collecting->fault(); }
const EngineOptions& Engine::options() const { return d->options; }
const std::vector<IdentityName>& Engine::names() const { return d->names; }
bool Engine::hasSources() const { return !d->sources.empty(); }
bool Engine::hasSource(const std::string& id) const { return std::ranges::contains(d->sources, id, &SourceConfig::id); }
QStringList Engine::keysFromEnvironment() const { return d->fromEnvironment; }
QStringList Engine::sourcesWithSealedKeys() const
{
    QStringList names;
    for (const SourceConfig& source : d->sources) {
        const auto isSealed = [](const KeyReference& key) { return key.place == KeyReference::Place::sealed; };
        if (isSealed(source.key) || std::ranges::any_of(source.keys | std::views::values, isSealed))
            names += QString::fromStdString(source.name);
    }
    return names;
}
void Engine::start()
{
    if (d->auditFault) // once whoever starts this listens
        QMetaObject::invokeMethod(this, [this] { Q_EMIT failed(*d->auditFault); }, Qt::QueuedConnection);
    d->keysAwaited = 1; // a key that is at hand comes at once, and must not start us before the others are asked for
    d->levers->eachKey([this](const KeyReference& reference, const auto& take) { readKey(reference, take); });
    if (--d->keysAwaited == 0)
        run();
    else
        QTimer::singleShot(keyPatience, this, &Engine::run);
}

void Engine::readKey(const KeyReference& reference, const std::function<void(const QByteArray&)>& take)
{
    ++d->keysAwaited;
    d->keys->read(reference).then(this, [this, take](const Result<QByteArray>& key) {
        if (!key)
            Q_EMIT failed(key.error());
        take(key.value_or(QByteArray()));
        if (--d->keysAwaited == 0)
            run();
    });
}

void Engine::run()
{
    if (std::exchange(d->running, true))
        return;
    d->policies = std::make_unique<PolicyKeeper>(d->levers->gateways(), d->probeKey, d->clock);
    connect(d->policies.get(), &PolicyKeeper::failed, this, [this](const Error& error) {
        if (error.code == ErrorCode::badDocument || error.code == ErrorCode::conflict
            || error.code == ErrorCode::noRightToChangePolicy)
            Q_EMIT failed(error); // an unreachable gateway shows as a silent source
    });
    connect(d->policies.get(), &PolicyKeeper::inForce, this, &Engine::policyInForce);
    const auto levers = [levers = d->levers](HttpClient& http) { return levers->make(http); };
    d->switchboard = std::make_unique<Switchboard>(levers, profile().journalFile(), *d->audit, d->clock);
    connect(d->switchboard.get(), &Switchboard::freezeBoardChanged, this, [this](std::shared_ptr<const FreezeBoard> freezes) {
        m_freezes = std::move(freezes);
        d->drills->setFreezes(m_freezes);
        if (d->hardBudgets)
            d->hardBudgets->setFreezes(m_freezes);
        Q_EMIT freezesChanged(m_freezes);
    });
    d->drills = std::make_unique<Drills>(*d->switchboard, d->clock, profile().drillsFile(), d->options.drills);
    protectTeams();
    connect(d->drills.get(), &Drills::changed, this, &Engine::drillsChanged);
    connect(d->drills.get(), &Drills::failed, this, &Engine::failed);
    connect(d->switchboard.get(), &Switchboard::failed, this, &Engine::failed);
    d->hardBudgets = std::make_unique<HardBudgets>(*d->switchboard, d->clock, profile().overrulingsFile());
    connect(d->hardBudgets.get(), &HardBudgets::failed, this, &Engine::failed);
    if (d->options.poll) { // not for one command
        if (historyFault())
            lookForHistory();
        else
            watchHistory();
        followFiles();
    }
    Q_EMIT drillsChanged(); // those of earlier runs
    if (historyFault())
        goOnWithoutHistory();
    d->collecting->start();
    d->switchboard->start();
    for (const auto& press : std::exchange(d->early, {}))
        press();
}

/// The teams as they were kept beside the history, without a figure: enough to freeze them.
void Engine::goOnWithoutHistory()
{
    Q_EMIT failed(*historyFault());
    auto kept = keptOrganisation(profile().organisationFile());
    if (!kept)
        Q_EMIT failed(kept.error());
    m_organisation = std::make_shared<const Organisation>(kept.value_or(std::nullopt).value_or(Organisation()));
    if (kept && *kept)
        d->levers->setRules(m_organisation->rules);
    protectTeams();
    d->hardBudgets->setOrganisation(m_organisation);
    Q_EMIT organisationChanged(m_organisation);
    showPeriod(PeriodKind::month, d->clock.now());
}

/// Opened beside this thread, and let go again: whoever starts anew opens it for good.
void Engine::lookForHistory()
{
    constexpr auto betweenLooks = 5s;
    QTimer::singleShot(betweenLooks, this, [this] {
        QtFuture::makeReadyVoidFuture()
            .then(QThreadPool::globalInstance(), [profile = profile()] { return openProfileHistory(profile).has_value(); })
            .then(this, [this](bool isReadable) {
                if (isReadable)
                    Q_EMIT startAnewWanted();
                else
                    lookForHistory();
            });
    });
}

void Engine::watchHistory()
{
    d->historyWatch = std::make_unique<HistoryWatch>(profile().historyFile().toStdString());
    connect(d->historyWatch.get(), &HistoryWatch::damaged, this, &Engine::failed);
    if (d->options.backUpEvery.count() == 0 || profile().isSandbox())
        return;
    d->backup = std::make_unique<HistoryBackup>(BackupPlan {.file = profile().historyFile().toStdString(),
                                                    .directory = profile().backupDirectory().toStdString(),
                                                    .every = d->options.backUpEvery},
        d->clock);
    connect(d->backup.get(), &HistoryBackup::backedUp, this, &Engine::backedUp);
    connect(d->backup.get(), &HistoryBackup::failed, this, &Engine::failed);
    d->backup->start();
}

void Engine::followFiles()
{
    d->sourcesFile = std::make_unique<FileWatch>(QStringList {profile().sourcesFile()});
    connect(d->sourcesFile.get(), &FileWatch::changed, this, [this] {
        const auto sources = sourcesOf(profile());
        if (!sources)
            Q_EMIT failed(sources.error());
        else if (*sources != d->sources)
            Q_EMIT startAnewWanted();
    });
    d->priceFiles = std::make_unique<FileWatch>(QStringList {profile().pricesDirectory(), profile().ratesFile()});
    connect(d->priceFiles.get(), &FileWatch::changed, this, &Engine::takeUpPrices);
    if (const QStringList files = keyFilesOf(d->sources); !files.isEmpty()) {
        d->keyFiles = std::make_unique<FileWatch>(files);
        connect(d->keyFiles.get(), &FileWatch::changed, this, &Engine::takeUpKeys);
    }
    PriceRefreshPlan plan;
    if (!d->options.priceAddress.empty())
        plan.address = QString::fromStdString(d->options.priceAddress);
    if (!d->options.updatePrices || profile().isSandbox()) // play money has prices of its own
        plan.every = std::chrono::seconds(0);
    d->priceRefresh = std::make_unique<PriceRefresh>(profile(), plan, d->clock);
    connect(d->priceRefresh.get(), &PriceRefresh::looked, this, &Engine::pricesLookedFor);
    connect(d->priceRefresh.get(), &PriceRefresh::failed, this, &Engine::failed);
}

/// A key that was rotated in its file: sources read theirs at each poll, levers are given theirs.
void Engine::takeUpKeys()
{
    d->levers->eachKey([this](const KeyReference& reference, const auto& take) {
        if (reference.place != KeyReference::Place::file)
            return;
        d->keys->read(reference).then(this, [this, take](const Result<QByteArray>& key) {
            if (key)
                take(*key);
            else
                Q_EMIT failed(key.error()); // the one that was read before goes on
        });
    });
}

void Engine::updatePrices()
{
    if (d->priceRefresh)
        d->priceRefresh->lookNow();
}

/// What is stored keeps the prices it was stored with.
void Engine::takeUpPrices()
{
    auto book = profilePrices(profile());
    if (!book) {
        Q_EMIT failed(book.error());
        return;
    }
    d->prices = pricesForGateways(*book, d->clock.now());
    d->collecting->tell([book = *std::move(book)](Collector& collector) { collector.setPrices(book); });
    if (m_organisation && !historyFault())
        wantPolicies();
    Q_EMIT pricesChanged();
}

void Engine::poll(const std::string& sourceId)
{
    d->collecting->tell([sourceId](Collector& collector) { collector.pollNow(sourceId); });
}

void Engine::showPeriod(PeriodKind kind, Instant within)
{
    d->collecting->tell([kind, within](Collector& collector) { collector.showPeriod(kind, within); });
    if (!historyFault() || !m_organisation)
        return;
    std::vector<SourceView> sources;
    std::ranges::transform(d->sources, std::back_inserter(sources), viewOf);
    const BoardTerms terms {.calendar = d->calendar,
        .currency = d->options.currency,
        .sandbox = profile().isSandbox(),
        .sources = [&] { return sources; },
        .allocation = {}};
    m_board = std::make_shared<const Board>(blindBoard(terms, *m_organisation, kind, within, d->clock.now(), *historyFault()));
    Q_EMIT boardChanged(m_board);
}

QFuture<Result<void>> Engine::orderBackfill(const std::string& sourceId, BackfillOrder order)
{
    return d->collecting->ask([sourceId, order](Collector& collector) { return collector.orderBackfill(sourceId, order); });
}

void Engine::setOrganisation(const Organisation& organisation)
{
    d->collecting->tell(
        [organisation](Collector& collector) { collector.setOrganisation(organisation, QString::fromStdString(person())); });
}

QFuture<Result<void>> Engine::cancelAllocation()
{
    return d->collecting->ask([](Collector& collector) { return collector.cancelAllocation(person()); });
}

QFuture<Result<Applied>> Engine::storeBill(std::shared_ptr<const FocusFile> file, AuditEntry outcome)
{
    outcome.at = d->clock.now();
    outcome.actor = person();
    return d->collecting->ask([file = std::move(file), outcome = std::move(outcome)](
                                  Collector& collector) mutable { return collector.importBill(*file, std::move(outcome)); });
}

QFuture<Result<void>> Engine::edit(OrganisationEdit edit)
{
    return d->collecting->ask([edit = std::move(edit)](Collector& collector) { return collector.edit(edit, person()); });
}

QFuture<Result<void>> Engine::change(const Organisation& opened, const Organisation& edited)
{
    return edit([opened, edited](Organisation& organisation, Instant) { return mergeEdit(opened, edited, organisation); });
}

void Engine::wantPolicies()
{
    d->budgetsChange = nextBudgetChange(m_organisation->budgets, m_organisation->raises, d->clock.now());
    if (d->policies)
        d->policies->want({*m_organisation, d->prices, d->calendar.zoneName(), d->options.fiscalDay});
}

void Engine::protectTeams()
{
    if (!d->drills || !m_organisation)
        return;
    std::set<TeamId> teams;
    for (const Team& team : m_organisation->teams)
        if (team.isProtected)
            teams.insert(team.id);
    d->drills->setProtected(std::move(teams));
}

QFuture<Result<void>> Engine::putOnRecord(AuditEntry entry)
{
    entry.at = d->clock.now();
    entry.actor = person();
    return d->audit->write(std::move(entry));
}

QFuture<Result<EnteredRates>> Engine::enterRates(std::vector<ExchangeRate> rates)
{
    return d->collecting->ask([rates = std::move(rates), by = person()](
                                  Collector& collector) mutable { return collector.enterRates(std::move(rates), by); });
}

QFuture<Result<ExchangeRates>> Engine::rates()
{
    return d->collecting->ask([](Collector& collector) { return collector.rates(); });
}

void Engine::freeze(const Scope& scope, FreezeMode mode, const QString& reason)
{
    if (d->switchboard)
        d->switchboard->freeze(scope, mode, reason, QString::fromStdString(person()));
    else
        d->early.emplace_back([this, scope, mode, reason] { freeze(scope, mode, reason); });
}

void Engine::resume(const Scope& scope, const QString& reason, Undo undo)
{
    if (d->switchboard)
        d->switchboard->resume(scope, reason, QString::fromStdString(person()), undo);
}

QFuture<Result<void>> Engine::addReason(const Scope& scope, const QString& words)
{
    const std::string text = words.trimmed().toStdString();
    const auto refused = [](Error error) {
        return QtFuture::makeReadyValueFuture(Result<void>(std::unexpected(std::move(error))));
    };
    if (text.empty())
        return refused({ErrorCode::reasonMissing, scope.text(), {}});
    if (!d->switchboard || !m_freezes)
        return refused(notReadYet().error());
    const auto view = m_freezes->views.find(scope);
    if (view == m_freezes->views.end() || view->second.isForeign || view->second.wanted != HoldState::frozen)
        return refused({ErrorCode::notOrderedHere, scope.text(), {}});
    const FreezeView& freeze = view->second;
    return addReasonOnRecord(
        *d->switchboard, *d->audit, scope, {text, person(), d->clock.now()}, freeze.added ? freeze.added->text : freeze.reason);
}

QFuture<Result<Drill>> Engine::drill(const TeamId& team)
{
    if (!d->drills)
        return QtFuture::makeReadyValueFuture(Result<Drill>(std::unexpected(notReadYet().error())));
    return d->drills->make(team);
}

std::vector<Drill> Engine::drills() const { return d->drills ? d->drills->drills() : std::vector<Drill>(); }
const DrillPlan& Engine::drillPlan() const { return d->options.drills; }

QFuture<Result<BlastPreview>> Engine::preview(const Scope& scope)
{
    const auto tell = [this, scope](std::vector<LeverOutlook> outlooks) -> Result<BlastPreview> {
        return blastPreview(scope, m_board.get(), m_organisation ? *m_organisation : Organisation(),
            m_freezes ? *m_freezes : FreezeBoard(), std::move(outlooks));
    };
    if (!d->switchboard)
        return QtFuture::makeReadyValueFuture(tell({}));
    return d->switchboard->look(scope).then(this, tell);
}

void Engine::cut(const Scope& scope)
{
    if (d->switchboard)
        d->switchboard->cut(scope, QString::fromStdString(person()));
}

} // namespace fuseboard
