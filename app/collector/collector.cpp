// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/collector.h"

#include "collector/backoff.h"
#include "collector/budgetwatch.h"
#include "collector/pricing.h"
#include "connectors/focus/focusfile.h"
#include "domain/clockskew.h"
#include "net/httpclient.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>
#include <format>
#include <tuple>

namespace fuseboard {
namespace {

using namespace std::chrono;

constexpr auto gathering = milliseconds(250); ///< several answers close together make one board
constexpr auto ticking = seconds(30); ///< "now" moves on although nothing comes
constexpr int daysAtOnce = 14; ///< of a job; answers of sources come in between
constexpr days twiceLooked {62}; ///< back from a start: this month and the one before
constexpr auto housekeeping = hours(1); ///< between looks at what has become old

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

/// What a person is told whose change was not made.
Error ofTheOrganisation(const Error& cause)
{
    return isOfTheHistory(cause.code) ? Error {ErrorCode::notOnRecord, "The organisation", cause.subject + ": " + cause.detail}
                                      : cause;
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
              .interval = config.interval}
        , account(isLocalLog(config.kind) ? std::string() : config.account) // a log settles no bill
        , backoff(config.interval, QRandomGenerator::global()->generate64())
    {
    }
    std::unique_ptr<UsageSource> source;
    SourceView view;
    std::string account; ///< whose costs it tells; empty for gateways
    std::optional<Error> twice; ///< another source tells its costs too
    std::optional<Period> twiceIn; ///< UTC days where it was seen
    Backoff backoff;
    QTimer* timer = nullptr;
    bool underWay = false;
    bool inPast = false; ///< what is under way is a part of the back-fill
    std::optional<BackfillOrder> order; ///< came while something was under way, whose cursor does not know of it
    SteadyTime notBefore {}; ///< as the source asked
    seconds ahead {0}; ///< of its server's clock to ours, as it last said
};

Collector::Collector(CollectorSetup setup, const Clock& clock)
    : m_setup(std::move(setup))
    , m_clock(clock)
    , m_days(m_setup.currency)
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
    m_allocate = new QTimer(this);
    m_allocate->setInterval(0);
    connect(m_allocate, &QTimer::timeout, this, &Collector::allocateSome);
    m_compact = new QTimer(this);
    m_compact->setInterval(housekeeping);
    connect(m_compact, &QTimer::timeout, this, &Collector::compactSome);

    loadOrganisation();
    for (const SourceConfig& config : m_setup.sources) {
        const auto state = m_setup.history->sourceState(config.id);
        if (!state)
            Q_EMIT failed(state.error());
        auto runner = std::make_unique<Runner>(config, state.value_or(SourceState()));
        runner->source = m_setup.makeSource(config, *m_http);
        runner->view.canFreeze = runner->source->capabilities().canFreeze;
        runner->view.backfill = runner->source->past(state.value_or(SourceState()).cursor);
        lookForTwice(*runner, {dayOf(m_clock.now()) - twiceLooked, dayOf(m_clock.now()) + days(1)});
        runner->view.error = runner->twice;
        runner->timer = new QTimer(this);
        runner->timer->setSingleShot(true);
        runner->timer->setTimerType(Qt::PreciseTimer); // never before the time that a source asked for
        connect(runner->timer, &QTimer::timeout, this, [this, chosen = runner.get()] { poll(*chosen); });
        m_runners.push_back(std::move(runner));
    }
    m_allocate->start(); // what an earlier run left undone
    allocateSome();
    publish();
    m_tick->start();
    m_compact->start();
    if (m_setup.poll)
        for (auto& runner : m_runners)
            poll(*runner);
}

void Collector::pollNow(const std::string& sourceId)
{
    m_askedNow = true;
    for (auto& runner : m_runners) {
        if (!sourceId.empty() && sourceId != runner->view.id)
            continue;
        if (runner->inPast)
            runner->timer->stop(); // due: once the part is there
        else if (m_clock.steady() >= runner->notBefore)
            poll(*runner);
    }
    wantBoard();
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
    await(runner, runner.source->poll(state->cursor, m_clock.now() + runner.ahead));
}

/// The next part of a source's past, if there is one.
void Collector::readPast(Runner& runner)
{
    const auto state = m_setup.history->sourceState(runner.view.id);
    if (!state) {
        failedOnce(runner, {state.error(), {}});
        return;
    }
    const auto past = runner.source->past(state->cursor);
    if (!past || !past->next())
        return;
    runner.underWay = runner.inPast = true;
    await(runner, runner.source->readPast(state->cursor, m_clock.now() + runner.ahead));
}

void Collector::await(Runner& runner, QFuture<UsageResult> answer)
{
    answer.then(this, [this, &runner](UsageResult result) { answered(runner, std::move(result)); })
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
    if (answer->clockSkew) {
        const seconds whole = runner.ahead + *answer->clockSkew;
        runner.view.clockSkew = isClockOff(whole) ? std::optional(whole) : std::nullopt;
        runner.ahead = runner.view.clockSkew.value_or(seconds(0));
    }
    if (const auto order = std::exchange(runner.order, std::nullopt))
        if (const auto past = runner.source->past(answer->poll.cursor))
            answer->poll.cursor = runner.source->withPast(answer->poll.cursor, past->ordered(*order));
    answer->poll.account = runner.account;
    // A server's clock may be wrong; what has not happened here yet is complete nowhere.
    if (answer->poll.completeUpTo)
        answer->poll.completeUpTo = std::min(*answer->poll.completeUpTo, m_clock.now());
    answer->poll.past = runner.inPast;
    m_names.learn(answer->names);
    const auto stored = store(answer->poll);
    if (!stored) {
        failedOnce(runner, {stored.error(), {}});
        return;
    }
    if (!stored->days.empty())
        lookForTwice(runner, {*stored->days.begin(), *stored->days.rbegin() + days(1)});
    else if (runner.twiceIn)
        lookForTwice(runner, *runner.twiceIn);
    runner.view.error = runner.twice ? runner.twice : answer->missing;
    runner.view.nextTry.reset();
    runner.view.lastAnswer = m_clock.now();
    runner.view.backfill = runner.source->past(answer->poll.cursor);
    if (answer->poll.completeUpTo)
        runner.view.completeUpTo = answer->poll.completeUpTo;
    wantBoard();
    if (answer->more)
        ask(runner);
    else
        rest(runner);
}

/// Until the next poll; the time goes to the past. Without polling, one part of it is read for each poll that is asked for.
void Collector::rest(Runner& runner)
{
    const bool wasPast = std::exchange(runner.inPast, false);
    runner.underWay = false;
    if (!wasPast) {
        plan(runner, runner.backoff.afterSuccess());
        readPast(runner);
    } else if (m_setup.poll) {
        if (runner.timer->isActive())
            readPast(runner);
        else // due meanwhile
            poll(runner);
    }
}

Result<void> Collector::orderBackfill(const std::string& sourceId, BackfillOrder order)
{
    const auto found = std::ranges::find(m_runners, sourceId, [](const auto& runner) { return runner->view.id; });
    if (found == m_runners.end())
        return fail(ErrorCode::badDocument, std::format("The source id '{}'", sourceId), "no source has it");
    Runner& runner = **found;
    const auto state = m_setup.history->sourceState(sourceId);
    if (!state)
        return std::unexpected(state.error());
    const auto past = runner.source->past(state->cursor);
    if (!past)
        return fail(ErrorCode::badDocument, "id", std::format("'{}' has no past to read, or has not answered yet", sourceId));
    const auto changed = past->ordered(order);
    const auto stored = m_setup.history->apply({.source = sourceId,
        .account = runner.account,
        .rows = {},
        .rereads = {},
        .cursor = runner.source->withPast(state->cursor, changed),
        .at = state->answeredAt.value_or(m_clock.now()),
        .completeUpTo = state->completeUpTo});
    if (!stored)
        return std::unexpected(stored.error());
    if (runner.underWay)
        runner.order = order;
    runner.view.backfill = changed;
    wantBoard();
    if (m_setup.poll && !runner.underWay)
        readPast(runner);
    return {};
}

Result<Applied> Collector::store(Poll& poll)
{
    priceUsage(poll.rows, m_setup.prices);
    auto applied = m_setup.history->apply(poll);
    if (applied)
        for (const Instant day : applied->days)
            m_days.forget(day);
    return applied;
}

/// Bills of files, or a source that was removed, may have told what this one tells. Days where that was so are looked at
/// again each time, so that the fault stays for as long as it is true.
void Collector::lookForTwice(Runner& runner, Period days) const
{
    if (runner.account.empty())
        return;
    if (runner.twiceIn)
        days = {std::min(days.start, runner.twiceIn->start), std::max(days.end, runner.twiceIn->end)};
    runner.twice.reset();
    const auto by = m_setup.history->billedBy(runner.account, days);
    if (!by)
        runner.twice = by.error();
    else if (by->size() > 1 && by->contains(runner.view.id)) {
        const auto other = std::ranges::find_if(*by, [&](const std::string& source) { return source != runner.view.id; });
        runner.twice = {ErrorCode::accountTwice, "Account " + runner.account, *other + " and " + runner.view.id};
    }
    runner.twiceIn = runner.twice ? std::optional(days) : std::nullopt;
}

void Collector::failedOnce(Runner& runner, const UsageFailure& failure)
{
    runner.underWay = runner.inPast = false;
    runner.order.reset();
    runner.notBefore = m_clock.steady() + failure.retryAfter.value_or(seconds(0));
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
    if (auto taken = takeOver(organisation, by.toStdString()); !taken)
        Q_EMIT failed(taken.error());
}

Result<void> Collector::edit(const OrganisationEdit& edit, const std::string& by)
{
    auto current = m_setup.history->organisation();
    if (!current)
        return std::unexpected(current.error());
    if (auto edited = edit(*current, m_clock.now()); !edited)
        return edited;
    return takeOver(*current, by);
}

Result<void> Collector::takeOver(const Organisation& organisation, const std::string& by)
{
    auto stored = m_setup.history->setOrganisation(organisation, by, m_clock.now());
    if (!stored)
        return std::unexpected(ofTheOrganisation(stored.error()));
    organisationStored();
    return stored;
}

Result<void> Collector::cancelAllocation(const std::string& by)
{
    auto cancelled = m_setup.history->cancelAllocation(by, m_clock.now());
    if (!cancelled)
        return std::unexpected(ofTheOrganisation(cancelled.error()));
    organisationStored();
    return cancelled;
}

void Collector::organisationStored()
{
    tellWhatIsNotRemembered();
    m_days.forgetAll(); // keys may have other labels
    loadOrganisation();
    m_daysToAllocate = 0;
    m_allocate->start();
    allocateSome(); // the latest days at once
    publish();
}

/// A part of the days that stand as earlier rules allocated them, the newest first.
void Collector::allocateSome()
{
    std::ignore = allocation(); // how many days there are, before the first are done
    const auto allocated = m_setup.history->allocateSome(daysAtOnce);
    if (!allocated || allocated->days.empty())
        m_allocate->stop();
    if (!allocated) {
        Q_EMIT failed(allocated.error());
        return;
    }
    for (const Instant day : allocated->days)
        m_days.forget(day);
    if (!allocated->days.empty() || m_daysToAllocate > 0)
        wantBoard();
    if (allocated->days.empty())
        m_daysToAllocate = 0;
}

Result<std::optional<Progress>> Collector::allocation()
{
    const auto waiting = m_setup.history->waitingForAllocation();
    if (!waiting)
        return std::unexpected(waiting.error());
    if (!waiting->days)
        return std::nullopt;
    const auto left = static_cast<int>(waiting->days->length() / days(1));
    m_daysToAllocate = std::max(m_daysToAllocate, left);
    return Progress {m_daysToAllocate - left, m_daysToAllocate, waiting->canCancel};
}

/// A day that has become old is made coarser; the next one at once, when events have had their turn.
void Collector::compactSome()
{
    const Instant today = dayOf(m_clock.now());
    const auto done = m_setup.history->compact({today - m_setup.keepCalls, today - m_setup.keepHours}, 1);
    if (!done)
        Q_EMIT failed(done.error());
    m_compact->setInterval(done.value_or(0) > 0 ? milliseconds(0) : duration_cast<milliseconds>(housekeeping));
}

Result<Applied> Collector::importBill(const FocusFile& file)
{
    if (auto once = mustBeOnce(file); !once)
        return std::unexpected(once.error());
    const auto polls =
        focusPolls(file, [this](const std::string& source) { return m_setup.history->sourceState(source); }, m_clock.now());
    if (!polls)
        return std::unexpected(polls.error());
    auto applied = m_setup.history->apply(*polls);
    if (applied)
        for (const Instant day : applied->days)
            m_days.forget(day);
    wantBoard();
    return applied;
}

Result<void> Collector::mustBeOnce(const FocusFile& file) const
{
    for (const auto& [id, bill] : file.bills) {
        const auto told = daysOf(bill);
        if (!told)
            continue;
        for (const SourceConfig& source : m_setup.sources)
            if (source.account == bill.account)
                return fail(ErrorCode::accountTwice, "Account " + source.account, "the source " + source.name);
        const auto by = m_setup.history->billedBy(bill.account, *told);
        if (!by)
            return std::unexpected(by.error());
        if (const auto others = otherThan(file, bill, *by); !others.empty())
            return fail(ErrorCode::accountTwice, "Account " + bill.account, "the source " + *others.begin());
    }
    return {};
}

Result<void> Collector::audit(AuditEntry entry)
{
    auto written = m_setup.history->audit(std::move(entry)).transform([](std::int64_t) { });
    tellWhatIsNotRemembered();
    return written;
}

Result<EnteredRates> Collector::enterRates(std::vector<ExchangeRate> rates, const std::string& by)
{
    auto entered = m_setup.history->enterRates(std::move(rates), by, m_clock.now());
    tellWhatIsNotRemembered();
    m_rates.reset();
    if (m_publish) // it has been started
        wantBoard();
    return entered;
}

Result<ExchangeRates> Collector::rates() const { return m_setup.history->rates(); }

/// None are read while all money has one currency.
Result<ExchangeRates> Collector::ratesFor(const std::vector<SpentDay>& spent)
{
    if (std::ranges::all_of(spent, [](const SpentDay& day) { return day.inOtherCurrencies.empty(); }))
        return ExchangeRates();
    const Period needed {spent.front().day, spent.back().day + days(1)};
    if (!m_rates || m_rates->first != needed) {
        auto read = m_setup.history->rates(needed);
        if (!read)
            return std::unexpected(read.error());
        m_rates.emplace(needed, *std::move(read));
    }
    return m_rates->second;
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

void Collector::publish()
{
    m_publish->stop();
    const Instant now = m_clock.now();
    const Instant within = m_within.value_or(now);
    const Instant seen = std::min(now, within + days(40));
    const Instant from = firstDayNeeded(m_setup.calendar, m_kind, within, seen, m_organisation->budgets);
    const auto others =
        budgetPeriods(m_organisation->budgets, m_setup.calendar, m_setup.calendar.periodAt(within, m_kind), now);
    if (auto read = m_days.read(*m_setup.history, {m_setup.calendar, m_kind, within, from, now, others}, *m_organisation);
        !read) {
        Q_EMIT failed(read.error());
        return;
    }
    BoardInput input {.organisation = *m_organisation,
        .calendar = m_setup.calendar,
        .currency = m_setup.currency,
        .kind = m_kind,
        .within = within,
        .now = now,
        .dataSince = now,
        .sandbox = m_setup.sandbox,
        .historyBytes = m_setup.history->size(),
        .allocation = allocation().value_or(std::nullopt)};
    input.dataSince = m_days.since().value_or(now);
    input.days = m_days.from(from);
    const Period shown = m_setup.calendar.periodAt(within, m_kind);
    auto restatements = m_setup.history->restated({dayOf(shown.start), shown.end});
    if (!restatements)
        Q_EMIT failed(restatements.error());
    else
        input.restatements = *std::move(restatements);
    auto rates = ratesFor(input.days);
    if (!rates) // what needs them is shown as not converted
        Q_EMIT failed(rates.error());
    else
        input.rates = *std::move(rates);
    for (const auto& runner : m_runners)
        input.sources.push_back(runner->view);
    Board board = buildBoard(input);
    m_names.apply(board);
    Q_EMIT boardChanged(std::make_shared<const Board>(std::move(board)));

    const bool busy = std::ranges::any_of(
        m_runners, [](const auto& runner) { return runner->underWay && !(runner->inPast && runner->timer->isActive()); });
    if (m_askedNow && !busy) {
        m_askedNow = false;
        Q_EMIT polled();
    }
}

} // namespace fuseboard
