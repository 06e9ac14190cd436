// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/boardpublisher.h"

#include "collector/budgetwatch.h"
#include "connectors/sourceconfig.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace fuseboard {
namespace {

using namespace std::chrono;

constexpr auto gathering = milliseconds(250); ///< several answers close together make one board
constexpr auto refining = milliseconds(50); ///< before a board; where that is not enough it is shown and made anew
constexpr auto ticking = seconds(30); ///< "now" moves on although nothing comes

} // namespace

BoardPublisher::BoardPublisher(const History& history, const Clock& clock, BoardTerms terms)
    : m_history(history)
    , m_clock(clock)
    , m_terms(std::move(terms))
    , m_days(m_terms.currency)
    , m_publish(new QTimer(this))
    , m_tick(new QTimer(this))
    , m_refine(new QTimer(this))
{
    m_publish->setSingleShot(true);
    m_publish->setInterval(gathering);
    connect(m_publish, &QTimer::timeout, this, &BoardPublisher::publish);
    m_tick->setInterval(ticking);
    connect(m_tick, &QTimer::timeout, this, &BoardPublisher::wantBoard);
    m_refine->setInterval(0);
    connect(m_refine, &QTimer::timeout, this, &BoardPublisher::refine);
}

void BoardPublisher::prepare()
{
    const Instant now = m_clock.now();
    m_prepared = make(m_kind, now, now);
    if (m_prepared && !m_prepared->isSound)
        m_prepared.reset(); // what is wrong with it is told by the one that is made once it is started
}

/// The first figures wait for nothing that only refines them.
void BoardPublisher::start()
{
    m_tick->start();
    publish();
}

/// What repositories tell is no part of it.
std::optional<BoardPublisher::Made> BoardPublisher::takePrepared()
{
    auto prepared = std::exchange(m_prepared, std::nullopt);
    if (!prepared)
        return std::nullopt;
    prepared->board.sources = m_terms.sources();
    prepared->board.allocation = m_terms.allocation();
    if (std::ranges::any_of(prepared->board.sources, isRepository, &SourceView::kind))
        return std::nullopt;
    return prepared;
}

void BoardPublisher::wantBoard()
{
    if (!m_publish->isActive())
        m_publish->start();
}

void BoardPublisher::showPeriod(PeriodKind kind, Instant within)
{
    m_prepared.reset();
    m_kind = kind;
    const Period shown = m_terms.calendar.periodAt(within, kind);
    m_within = shown.contains(m_clock.now()) ? std::optional<Instant>() : within;
    publish();
}

void BoardPublisher::setCalendar(const Calendar& calendar)
{
    m_prepared.reset();
    m_terms.calendar = calendar;
    publish();
}

void BoardPublisher::setOrganisation(std::shared_ptr<const Organisation> organisation)
{
    if (!m_organisation || *m_organisation != *organisation)
        forgetAll();
    m_organisation = std::move(organisation);
}

void BoardPublisher::forget(const std::set<Instant>& days)
{
    m_prepared.reset();
    for (const Instant day : days)
        m_days.forget(day);
}

void BoardPublisher::forgetAll()
{
    m_prepared.reset();
    m_days.forgetAll();
}

void BoardPublisher::forgetRates()
{
    m_prepared.reset();
    m_rates.reset();
}

/// None are read while all money has one currency.
Result<ExchangeRates> BoardPublisher::ratesFor(const std::vector<SpentDay>& spent)
{
    if (std::ranges::all_of(spent, [](const SpentDay& day) { return day.inOtherCurrencies.empty(); }))
        return ExchangeRates();
    const Period needed {spent.front().day, spent.back().day + days(1)};
    if (!m_rates || m_rates->first != needed) {
        auto read = m_history.rates(needed);
        if (!read)
            return std::unexpected(read.error());
        m_rates.emplace(needed, *std::move(read));
    }
    return m_rates->second;
}

/// Empty where no repository tells of it from its first day on.
Result<std::optional<std::vector<MergedRequests>>> BoardPublisher::mergedIn(
    Period shown, const std::vector<SourceView>& sources) const
{
    const Period whole {dayOf(shown.start), shown.end};
    bool any = false;
    for (const SourceView& source : sources)
        if (isRepository(source.kind)) {
            any = source.completeUpTo && (!source.backfill || source.backfill->reached <= whole.start);
            if (!any)
                return std::nullopt;
        }
    if (!any)
        return std::nullopt;
    return m_history.merged(whole);
}

/// A day's hours in a zone of its own, between answers of sources.
void BoardPublisher::refine()
{
    const auto refined = m_days.refine(m_history, *m_range, *m_organisation);
    if (!refined)
        Q_EMIT failed(refined.error());
    if (refined.value_or(false))
        return;
    m_refine->stop();
    wantBoard();
}

void BoardPublisher::publish()
{
    m_publish->stop();
    m_refine->stop();
    if (!m_tick->isActive()) // an order that came before the start: the first board knows of it
        return;
    const Instant now = m_clock.now();
    const auto present = m_within ? make(PeriodKind::month, now, now) : std::nullopt;
    auto shown = takePrepared();
    if (!shown)
        shown = make(m_kind, m_within.value_or(now), now);
    if (!shown)
        return;
    m_isFirst = false;
    if (const Made* current = present ? &*present : m_within ? nullptr : &*shown; current && current->isWhole)
        Q_EMIT budgetsChanged(current->board.budgets);
    if (!shown->isWhole)
        m_refine->start();
    m_tick->start(); // anew
    Q_EMIT boardChanged(std::make_shared<const Board>(std::move(shown->board)));
}

/// The first day that is needed.
Result<Instant> BoardPublisher::readDays(PeriodKind kind, Instant within, Instant now)
{
    const Calendar& calendar = m_terms.calendar;
    const Instant seen = std::min(now, within + days(40));
    const Instant from = firstDayNeeded(calendar, kind, within, seen, m_organisation->budgets);
    const auto others = budgetPeriods(m_organisation->budgets, calendar, calendar.periodAt(within, kind), now);
    m_range.emplace(calendar, kind, within, from, now, others, m_isFirst);
    if (auto read = m_days.read(m_history, *m_range, *m_organisation); !read)
        return std::unexpected(read.error());
    return from;
}

std::optional<BoardPublisher::Made> BoardPublisher::make(PeriodKind kind, Instant within, Instant now)
{
    const Calendar& calendar = m_terms.calendar;
    const Period shown = calendar.periodAt(within, kind);
    const auto from = readDays(kind, within, now);
    if (!from) {
        Q_EMIT failed(from.error());
        return std::nullopt;
    }
    const auto begun = m_clock.steady();
    const auto patience = m_isFirst ? milliseconds(0) : refining;
    Result<bool> more = true;
    while (more.value_or(false) && m_clock.steady() - begun < patience)
        more = m_days.refine(m_history, *m_range, *m_organisation);
    if (!more)
        Q_EMIT failed(more.error());
    BoardInput input {.organisation = *m_organisation,
        .calendar = calendar,
        .currency = m_terms.currency,
        .kind = kind,
        .within = within,
        .now = now,
        .dataSince = m_days.since().value_or(now),
        .sandbox = m_terms.sandbox,
        .historyBytes = m_history.size()};
    if (m_tick->isActive()) { // else it is prepared, and those are not known yet
        input.allocation = m_terms.allocation();
        input.sources = m_terms.sources();
    }
    input.days = m_days.from(*from);
    auto restatements = m_history.restated({dayOf(shown.start), shown.end});
    if (!restatements)
        Q_EMIT failed(restatements.error());
    else
        input.restatements = *std::move(restatements);
    auto merged = mergedIn(shown, input.sources);
    if (!merged)
        Q_EMIT failed(merged.error());
    else
        input.merged = *std::move(merged);
    auto rates = ratesFor(input.days);
    if (!rates) // what needs them is shown as not converted
        Q_EMIT failed(rates.error());
    else
        input.rates = *std::move(rates);
    Board board = buildBoard(input);
    m_names.apply(board);
    return Made {.board = std::move(board),
        .isWhole = more.has_value() && !*more && rates.has_value(),
        .isSound = more && restatements && merged && rates};
}

} // namespace fuseboard
