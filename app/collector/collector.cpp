// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/collector.h"

#include "collector/polledsource.h"
#include "collector/pricing.h"
#include "net/httpclient.h"

#include <algorithm>

namespace fuseboard {
namespace {

using std::chrono::days;

/// Without any answer a board still ages: its rates, its pace, what is stale.
constexpr std::chrono::seconds refreshInterval {30};

} // namespace

Collector::Collector(std::unique_ptr<History> history, MakeSource makeSource, CollectorOptions options, const Clock& clock)
    : m_history(std::move(history))
    , m_makeSource(std::move(makeSource))
    , m_options(std::move(options))
    , m_clock(&clock)
    , m_refresh(this)
{
    connect(&m_refresh, &QTimer::timeout, this, &Collector::publish);
}

Collector::~Collector() = default;

void Collector::start()
{
    m_client = std::make_unique<HttpClient>();
    auto organisation = m_history->organisation();
    if (organisation)
        adoptOrganisation(std::move(*organisation));
    else
        Q_EMIT failed(organisation.error());
    for (const SourceConfig& config : m_options.sources) {
        auto state = m_history->sourceState(config.id);
        auto half = m_makeSource(config, *m_client);
        if (!state || !half) {
            Q_EMIT failed(state ? Error {ErrorCode::badConfig, config.id, config.kind} : state.error());
            continue;
        }
        auto source = std::make_unique<PolledSource>(config, std::move(half), *state, m_options.onInterval, *m_clock);
        PolledSource* each = source.get();
        connect(each, &PolledSource::answered, this, [this, each](const UsageAnswer& answer) { store(*each, answer); });
        connect(each, &PolledSource::settled, this, [this] { settled(); });
        m_sources.push_back(std::move(source));
    }
    publish();
    m_refresh.start(refreshInterval);
    if (m_options.onInterval)
        for (const auto& source : m_sources)
            source->poll();
}

void Collector::pollNow()
{
    for (const auto& source : m_sources)
        source->poll();
    m_pollWanted = true;
    if (m_sources.empty())
        publish();
    sayPolled();
}

void Collector::sayPolled()
{
    const bool busy = std::ranges::any_of(m_sources, [](const auto& source) { return source->isBusy(); });
    if (!m_pollWanted || busy)
        return;
    m_pollWanted = false;
    Q_EMIT polled();
}

void Collector::showPeriod(PeriodKind kind, Instant within)
{
    m_kind = kind;
    // The running period goes on with the clock; an older one stays.
    const Instant now = m_clock->now();
    const bool running = m_options.calendar.periodAt(now, kind).contains(within);
    m_within = running ? std::nullopt : std::optional(within);
    publish();
}

void Collector::setOrganisation(const Organisation& organisation, const QString& by)
{
    if (auto kept = m_history->setOrganisation(organisation, by.toStdString(), m_clock->now()); !kept) {
        Q_EMIT failed(kept.error());
        return;
    }
    adoptOrganisation(organisation);
    publish();
}

void Collector::adoptOrganisation(Organisation organisation)
{
    m_builder.setOrganisation(organisation);
    Q_EMIT organisationChanged(std::make_shared<const Organisation>(std::move(organisation)));
}

void Collector::store(PolledSource& source, UsageAnswer answer)
{
    priceUsage(answer.poll.rows, m_options.prices);
    auto applied = m_history->apply(answer.poll);
    if (!applied) {
        Q_EMIT failed(applied.error());
        source.notStored(applied.error());
        return;
    }
    m_changedDays.merge(applied->days);
    source.stored(answer.poll, answer.more);
}

void Collector::settled()
{
    publish();
    sayPolled();
}

BoardTerms Collector::terms() const
{
    const Instant now = m_clock->now();
    BoardTerms terms {.now = now,
        .calendar = m_options.calendar,
        .kind = m_kind,
        .within = m_within.value_or(now),
        .currency = m_options.currency,
        .sandbox = m_options.sandbox,
        .watchedBy = m_options.watchedBy,
        .dataSince = m_dataSince,
        .costsKnownUpTo = {},
        .sources = {}};
    for (const auto& source : m_sources) {
        terms.sources.push_back(source->view());
        if (!source->config().account.empty() && source->view().completeUpTo)
            terms.costsKnownUpTo[source->config().account] = *source->view().completeUpTo;
    }
    return terms;
}

Result<void> Collector::loadDays(Period period)
{
    auto rows = m_history->days(period);
    if (!rows)
        return std::unexpected(rows.error());
    std::map<Instant, std::vector<AccountDayRows>> byDay;
    for (Instant day = dayOf(period.start); day < period.end; day += days(1))
        byDay[day];
    for (AccountDayRows& each : *rows)
        byDay[each.day].push_back(std::move(each));
    for (auto& [day, accounts] : byDay)
        m_builder.setDay(day, std::move(accounts));
    return {};
}

void Collector::publish()
{
    if (auto first = m_history->firstInstant())
        m_dataSince = first->value_or(m_clock->now());
    BoardTerms wanted = terms();
    const Period needed = BoardBuilder::needs(wanted);
    Result<void> loaded;
    if (!m_loaded || needed.start < m_loaded->start || needed.end > m_loaded->end) {
        loaded = loadDays(needed);
        if (loaded)
            m_loaded = Period {dayOf(needed.start), needed.end};
    } else {
        for (const Instant day : m_changedDays)
            if (loaded && m_loaded->start <= day && day < m_loaded->end)
                loaded = loadDays({day, day + days(1)});
    }
    if (!loaded) {
        // No board rather than one that lacks days; the changed days stay to be read again.
        Q_EMIT failed(loaded.error());
        return;
    }
    m_changedDays.clear();
    Q_EMIT boardChanged(std::make_shared<const Board>(m_builder.build(wanted)));
}

} // namespace fuseboard
