// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How an engine comes to work, and what it follows from then on.
#include "collector/blindboard.h"
#include "connectors/usagesources.h"
#include "owner/engineparts.h"
#include "owner/keptorganisation.h"
#include "owner/profilehistory.h"
#include "owner/profileprices.h"
#include "owner/shippedprices.h"
#include "owner/sourcesfile.h"
#include "store/auditheadfile.h"

#include <QDir>
#include <QFileInfo>
#include <QThreadPool>
#include <QTimeZone>

#include <algorithm>
#include <iterator>
#include <ranges>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto keyPatience = 5s; ///< a keyring that asks its owner must not hold up the switchboard for longer

std::vector<KeyReference> referencesOf(const std::vector<SourceConfig>& sources)
{
    std::vector<KeyReference> out;
    for (const SourceConfig& source : sources) {
        out.push_back(source.key);
        std::ranges::copy(source.keys | std::views::values, std::back_inserter(out));
        std::ranges::copy(source.canaries | std::views::values, std::back_inserter(out));
    }
    return out;
}

/// What a collector needs to have read before it tells a figure.
struct Books {
    std::unique_ptr<History> history;
    PriceBook prices;
};

/// The error names the first that can't be read.
Result<Books> openBooks(const Profile& profile)
{
    auto prices = profilePrices(profile);
    if (!prices)
        return std::unexpected(prices.error());
    auto history = openProfileHistory(profile);
    if (!history)
        return std::unexpected(history.error());
    return Books {*std::move(history), *std::move(prices)};
}

QStringList keyFilesOf(const std::vector<SourceConfig>& sources)
{
    QStringList files;
    for (const KeyReference& key : referencesOf(sources))
        if (key.place == KeyReference::Place::file && QFileInfo(QString::fromStdString(key.name)).dir().exists())
            files += QString::fromStdString(key.name);
    return files;
}

} // namespace

Engine::Private::Private(const Profile& profile, EngineOptions settings, OwnerLock owned, Calendar business, PriceList list,
    ProbeKey probe, std::vector<SourceConfig> from, std::shared_ptr<KeyStore> store)
    : options(std::move(settings))
    , lock(std::move(owned))
    , calendar(business)
    , prices(std::move(list))
    , probeKey(std::move(probe))
    , sources(std::move(from))
    , keys(std::move(store))
    , levers(std::make_shared<Levers>(sources, profile, probeKey, clock))
{
    for (const std::string& variable : keys->takeEnvironment(referencesOf(sources)))
        fromEnvironment += QString::fromStdString(variable);
}

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
    auto books = openBooks(profile);
    auto shipped = shippedPrices();
    if (!shipped)
        return std::unexpected(shipped.error());
    auto probeKey = ProbeKey::open(profile.probeKeyFile());
    if (!probeKey)
        return std::unexpected(probeKey.error());

    auto parts = std::make_unique<Private>(profile, options, *std::move(lock), *calendar,
        books ? pricesForGateways(books->prices, SystemClock().now()) : *std::move(shipped), *std::move(probeKey),
        *std::move(sources), keys ? std::move(keys) : keysOf(profile));
    parts->collecting = books
        ? std::make_unique<Collecting>(parts->makeCollector(profile, std::move(books->history), books->prices))
        : std::make_unique<Collecting>(books.error());
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
        d->budgets = budgets;
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

void Engine::prepare() { d->collecting->prepare(); }

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
    d->policies =
        std::make_unique<PolicyKeeper>(d->levers->gateways(), d->probeKey, SentKeys(profile().sentKeysFile()), d->clock);
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
    if (kept && *kept) {
        d->levers->setRules(m_organisation->rules);
        protectTeams();
    }
    d->drills->setOnRecord(false);
    d->hardBudgets->setOrganisation(m_organisation);
    Q_EMIT organisationChanged(m_organisation);
    showPeriod(d->shownPeriod.first, d->shownPeriod.second);
}

/// Opened beside this thread: a disk may be slow, or what it holds has to be brought up to date.
void Engine::lookForHistory()
{
    constexpr auto betweenLooks = 5s;
    QTimer::singleShot(betweenLooks, this, [this] {
        QtFuture::makeReadyVoidFuture()
            .then(&d->looking, [profile = profile()] { return std::make_shared<Result<Books>>(openBooks(profile)); })
            .then(this, [this](const std::shared_ptr<Result<Books>>& books) {
                if (*books)
                    takeUpHistory(std::move((*books)->history), (*books)->prices);
                else
                    stayWithoutHistory(books->error());
            });
    });
}

void Engine::stayWithoutHistory(const Error& why)
{
    if (d->collecting->setFault(why)) { // another one than was told
        Q_EMIT failed(why);
        showPeriod(d->shownPeriod.first, d->shownPeriod.second);
    }
    lookForHistory();
}

/// What waits for the audit log is written by whoever keeps it, which goes on.
void Engine::takeUpHistory(std::unique_ptr<History> history, const PriceBook& prices)
{
    const auto newest = profilePrices(profile()); // they may have changed while the history was opened
    const PriceBook& book = newest ? *newest : prices;
    d->prices = pricesForGateways(book, d->clock.now());
    d->collecting->takeUp(d->makeCollector(profile(), std::move(history), book));
    if (d->auditFault)
        Q_EMIT failed(*d->auditFault);
    connectCollector(*d->collecting->collector());
    d->drills->setOnRecord(true);
    watchHistory();
    d->collecting->start();
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
            Q_EMIT sourcesChanged();
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

} // namespace fuseboard
