// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collector/boardbuilder.h"
#include "connectors/sourceconfig.h"
#include "connectors/usagesource.h"
#include "domain/pricelist.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace fuseboard {

class HttpClient;
class PolledSource;

struct CollectorOptions {
    std::vector<SourceConfig> sources;
    PriceList prices;
    Calendar calendar = Calendar::utc();
    Currency currency = Currency::usd();
    bool sandbox = false;
    std::string watchedBy; ///< empty: this computer
    bool onInterval = true; ///< false: only when asked
};

/// Polls every source on its interval, prices what comes unpriced, stores, and publishes boards. Lives in a thread of its
/// own; everything arrives by queued slots and leaves as queued signals with immutable values.
class Collector : public QObject {
    Q_OBJECT
public:
    /// Makes the usage half of a source in the collector's thread; the client belongs to the collector.
    using MakeSource = std::function<std::unique_ptr<UsageSource>(const SourceConfig&, HttpClient&)>;

    /// May be made in any thread and moved; nothing happens before `start`. The clock outlives it.
    Collector(std::unique_ptr<History> history, MakeSource makeSource, CollectorOptions options, const Clock& clock);
    ~Collector() override;

public Q_SLOTS:
    /// Publishes what the history knows, then polls.
    void start();
    /// Polls all sources now, those that had stopped too; `polled` follows when all have answered or failed.
    void pollNow();
    void showPeriod(fuseboard::PeriodKind kind, fuseboard::Instant within);
    /// A person changed teams, keys, budgets or rules: stored whole or refused by `failed`.
    void setOrganisation(const fuseboard::Organisation& organisation, const QString& by);

Q_SIGNALS:
    void boardChanged(std::shared_ptr<const fuseboard::Board> board);
    /// At the start and after every change: the gateways' policies are to follow (`policyFor`).
    void organisationChanged(std::shared_ptr<const fuseboard::Organisation> organisation);
    void polled();
    void failed(const fuseboard::Error& error);

private:
    void store(PolledSource& source, UsageAnswer answer);
    void settled();
    void sayPolled();
    void adoptOrganisation(Organisation organisation);
    void publish();
    [[nodiscard]] BoardTerms terms() const;
    Result<void> loadDays(Period period);

    std::unique_ptr<History> m_history;
    MakeSource m_makeSource;
    CollectorOptions m_options;
    const Clock* m_clock;
    std::unique_ptr<HttpClient> m_client;
    std::vector<std::unique_ptr<PolledSource>> m_sources;
    BoardBuilder m_builder;
    std::optional<Period> m_loaded; ///< days the builder has
    std::set<Instant> m_changedDays;
    PeriodKind m_kind = PeriodKind::month;
    std::optional<Instant> m_within; ///< empty: now
    Instant m_dataSince;
    bool m_pollWanted = false;
    QTimer m_refresh;
};

} // namespace fuseboard
