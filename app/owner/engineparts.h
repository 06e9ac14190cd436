// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/historybackup.h"
#include "collector/historywatch.h"
#include "connectors/gateway/probekey.h"
#include "connectors/keystore.h"
#include "connectors/sourceconfig.h"
#include "domain/pricebook.h"
#include "owner/collecting.h"
#include "owner/drills.h"
#include "owner/engine.h"
#include "owner/filewatch.h"
#include "owner/historyaudit.h"
#include "owner/levers.h"
#include "owner/ownerlock.h"
#include "owner/policykeeper.h"
#include "owner/pricerefresh.h"
#include "owner/systemclock.h"
#include "sentinel/hardbudgets.h"
#include "switchboard/switchboard.h"

#include <QThreadPool>

namespace fuseboard {

/// What an engine is made of; what is below goes first.
class Engine::Private {
public:
    Private(const Profile& profile, EngineOptions settings, OwnerLock owned, Calendar business, PriceList list, ProbeKey probe,
        std::vector<SourceConfig> from, std::shared_ptr<KeyStore> store);
    std::unique_ptr<Collector> makeCollector(const Profile& profile, std::unique_ptr<History> history, const PriceBook& book);

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
    std::pair<PeriodKind, Instant> shownPeriod {PeriodKind::month, clock.now()};
    std::unique_ptr<Switchboard> switchboard;
    std::unique_ptr<Drills> drills; ///< goes before the switchboard
    std::unique_ptr<HardBudgets> hardBudgets; ///< and this
    std::unique_ptr<PolicyKeeper> policies;
    std::vector<BudgetState> budgets; ///< of now, as the collector told them last
    std::optional<Instant> budgetsChange; ///< when gateways are to be told other budgets
    std::vector<std::function<void()>> early; ///< what was pressed before the keys were read
    std::vector<IdentityName> names;
    std::size_t keysAwaited = 0;
    bool running = false;
    QThreadPool looking; ///< for the history; last, so that whoever ends waits for it before the lock is given back
};

} // namespace fuseboard
