// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/collector.h"

#include "collector/backoff.h"
#include "collector/pricing.h"
#include "net/httpclient.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>

namespace fuseboard {
namespace {

using namespace std::chrono;

constexpr auto gathering = milliseconds(250); ///< several answers close together make one board
constexpr auto ticking = seconds(30); ///< "now" moves on although nothing comes

/// Nothing is wrong with what a person asked for: it can't be written.
bool isOfTheHistory(ErrorCode code)
{
    switch (code) {
    case ErrorCode::diskFull:
    case ErrorCode::fileUnwritable:
    case ErrorCode::historyBusy:
    case ErrorCode::historyDamaged:
    case ErrorCode::historyUnreadable:
    case ErrorCode::auditAltered: return true;
    default: return false;
    }
}

} // namespace

/// One source on its way from poll to poll.
struct Collector::Runner {
    Runner(const SourceConfig& config, const SourceState& state)
        : view {.id = config.id,
              .name = config.name,
              .kind = config.kind,
              .lastAnswer = state.answeredAt,
              .completeUpTo = state.completeUpTo,
              .interval = config.interval,
              .canFreeze = config.kind == "gateway"}
        , account(config.account)
        , backoff(config.interval, QRandomGenerator::global()->generate64())
    {
    }
    std::unique_ptr<UsageSource> source;
    SourceView view;
    std::string account; ///< whose costs it tells; empty for gateways
    Backoff backoff;
    QTimer* timer = nullptr;
    bool underWay = false;
};

Collector::Collector(CollectorSetup setup, const Clock& clock)
    : m_setup(std::move(setup))
    , m_clock(clock)
{
}

Collector::~Collector() = default;

void Collector::start()
{
    m_http = std::make_unique<HttpClient>();
    m_publish = new QTimer(this);
    m_publish->setSingleShot(true);
    m_publish->setInterval(gathering);
    connect(m_publish, &QTimer::timeout, this, &Collector::publish);
    m_tick = new QTimer(this);
    m_tick->setInterval(ticking);
    connect(m_tick, &QTimer::timeout, this, &Collector::wantBoard);

    loadOrganisation();
    for (const SourceConfig& config : m_setup.sources) {
        const auto state = m_setup.history->sourceState(config.id);
        if (!state)
            Q_EMIT failed(state.error());
        auto runner = std::make_unique<Runner>(config, state.value_or(SourceState()));
        runner->source = m_setup.makeSource(config, *m_http);
        runner->timer = new QTimer(this);
        runner->timer->setSingleShot(true);
        connect(runner->timer, &QTimer::timeout, this, [this, chosen = runner.get()] { poll(*chosen); });
        m_runners.push_back(std::move(runner));
    }
    publish();
    m_tick->start();
    if (m_setup.poll)
        for (auto& runner : m_runners)
            poll(*runner);
}

void Collector::pollNow()
{
    m_askedNow = true;
    for (auto& runner : m_runners)
        poll(*runner);
    if (m_runners.empty())
        publish();
}

void Collector::poll(Runner& runner)
{
    if (runner.underWay)
        return;
    runner.timer->stop();
    runner.underWay = true;
    ask(runner);
}

void Collector::ask(Runner& runner)
{
    const auto state = m_setup.history->sourceState(runner.view.id);
    if (!state) {
        failedOnce(runner, {state.error(), {}});
        return;
    }
    runner.source->poll(state->cursor, m_clock.now())
        .then(this, [this, &runner](UsageResult answer) { answered(runner, std::move(answer)); })
        .onCanceled(this, [this, &runner, alive = QPointer(this)] {
            if (alive) // cancelled too when this goes, from inside ~QObject
                failedOnce(runner, {{ErrorCode::cutOff, runner.view.id, {}}, {}});
        });
}

void Collector::answered(Runner& runner, UsageResult answer)
{
    if (!answer) {
        failedOnce(runner, answer.error());
        return;
    }
    if (auto stored = store(answer->poll); !stored) {
        failedOnce(runner, {stored.error(), {}});
        return;
    }
    runner.view.error.reset();
    runner.view.nextTry.reset();
    runner.view.lastAnswer = m_clock.now();
    if (answer->poll.completeUpTo)
        runner.view.completeUpTo = answer->poll.completeUpTo;
    wantBoard();
    if (answer->more) {
        ask(runner);
        return;
    }
    runner.underWay = false;
    plan(runner, runner.backoff.afterSuccess());
}

Result<void> Collector::store(Poll& poll)
{
    priceUsage(poll.rows, m_setup.prices);
    const auto applied = m_setup.history->apply(poll);
    if (!applied)
        return std::unexpected(applied.error());
    for (const Instant day : applied->days)
        m_days.erase(day);
    return {};
}

void Collector::failedOnce(Runner& runner, const UsageFailure& failure)
{
    runner.underWay = false;
    runner.view.error = failure.error;
    runner.view.nextTry.reset();
    wantBoard();
    const auto wait = runner.backoff.afterFailure(failure);
    if (!wait || !m_setup.poll)
        return;
    plan(runner, *wait);
    runner.view.nextTry = m_clock.now() + *wait;
}

void Collector::plan(Runner& runner, milliseconds wait)
{
    if (m_setup.poll)
        runner.timer->start(wait);
}

void Collector::showPeriod(PeriodKind kind, Instant within)
{
    m_kind = kind;
    const Period shown = m_setup.calendar.periodAt(within, kind);
    m_within = shown.contains(m_clock.now()) ? std::optional<Instant>() : within;
    publish();
}

void Collector::setCalendar(const Calendar& calendar)
{
    m_setup.calendar = calendar;
    publish();
}

void Collector::loadOrganisation()
{
    auto organisation = m_setup.history->organisation();
    if (!organisation) {
        m_organisation = std::make_shared<const Organisation>();
        Q_EMIT failed(organisation.error());
        return;
    }
    m_organisation = std::make_shared<const Organisation>(*std::move(organisation));
    Q_EMIT organisationChanged(m_organisation);
}

void Collector::setOrganisation(const Organisation& organisation, const QString& by)
{
    if (auto stored = m_setup.history->setOrganisation(organisation, by.toStdString(), m_clock.now()); !stored) {
        const Error& cause = stored.error();
        Q_EMIT failed(isOfTheHistory(cause.code)
                ? Error {ErrorCode::notOnRecord, "The organisation", cause.subject + ": " + cause.detail}
                : cause);
        return;
    }
    tellWhatIsNotRemembered();
    m_days.clear(); // rules may give every row to another team
    loadOrganisation();
    publish();
}

Result<void> Collector::audit(AuditEntry entry)
{
    auto written = m_setup.history->audit(std::move(entry)).transform([](std::int64_t) { });
    tellWhatIsNotRemembered();
    return written;
}

void Collector::tellWhatIsNotRemembered()
{
    const auto& fault = m_setup.history->auditNotRemembered();
    if (fault && !m_notRemembered)
        Q_EMIT failed(*fault);
    m_notRemembered = fault.has_value();
}

void Collector::wantBoard()
{
    if (!m_publish->isActive())
        m_publish->start();
}

bool Collector::isSettled(const std::string& account, Instant day) const
{
    for (const auto& runner : m_runners)
        if (!runner->account.empty() && runner->account == account)
            return runner->view.completeUpTo && isComplete(day, *runner->view.completeUpTo);
    return isComplete(day, m_clock.now()); // only gateways know this account: nothing more will come
}

Result<void> Collector::refreshDays(Instant from, Instant now)
{
    // A day is read again after a poll changed it (then it is not there) and once its provider's costs have settled.
    const auto fresh = [&](Instant day) {
        const auto known = m_days.find(day);
        return known != m_days.end() && std::ranges::all_of(known->second, [&](const DayDigest& digest) {
            return digest.complete == isSettled(digest.account, day);
        });
    };
    for (Instant day = from; day <= dayOf(now); day += days(1)) {
        if (fresh(day))
            continue;
        // Days in a row are read in one go.
        Instant end = day + days(1);
        while (end <= dayOf(now) && !fresh(end))
            end += days(1);
        auto rows = m_setup.history->days({day, end});
        if (!rows)
            return std::unexpected(rows.error());
        for (Instant empty = day; empty < end; empty += days(1))
            m_days[empty].clear();
        for (const AccountDayRows& account : *rows)
            m_days[account.day].push_back(
                digest(account, *m_organisation, m_setup.currency, isSettled(account.account, account.day)));
        day = end - days(1);
    }
    return {};
}

void Collector::publish()
{
    m_publish->stop();
    const Instant now = m_clock.now();
    const Instant within = m_within.value_or(now);
    const Instant from = firstDayNeeded(m_setup.calendar, m_kind, within, std::min(now, within + days(40)));
    if (auto refreshed = refreshDays(from, now); !refreshed) {
        Q_EMIT failed(refreshed.error());
        return;
    }
    BoardInput input {.organisation = *m_organisation,
        .calendar = m_setup.calendar,
        .currency = m_setup.currency,
        .kind = m_kind,
        .within = within,
        .now = now,
        .dataSince = now,
        .sandbox = m_setup.sandbox};
    for (const auto& [day, digests] : m_days)
        for (const DayDigest& one : digests) {
            input.dataSince = std::min(input.dataSince, one.day);
            if (day >= from)
                input.days.push_back(one);
        }
    for (const auto& runner : m_runners)
        input.sources.push_back(runner->view);
    Q_EMIT boardChanged(std::make_shared<const Board>(buildBoard(input)));

    const bool busy = std::ranges::any_of(m_runners, [](const auto& runner) { return runner->underWay; });
    if (m_askedNow && !busy) {
        m_askedNow = false;
        Q_EMIT polled();
    }
}

} // namespace fuseboard
