// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/collector.h"

#include "collector/backoff.h"
#include "collector/blindboard.h"
#include "collector/boardpublisher.h"
#include "collector/housekeeping.h"
#include "collector/pricing.h"
#include "collector/twicetold.h"
#include "connectors/focus/focusfile.h"
#include "connectors/knownmembers.h"
#include "domain/clockskew.h"
#include "net/httpclient.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <format>
#include <tuple>

namespace fuseboard {
namespace {

using namespace std::chrono;

constexpr days twiceLooked {62}; ///< back from a start: this month and the one before

/// Connectors know a source by its id, people by its name.
Error named(Error error, const SourceView& source)
{
    if (error.subject == source.id)
        error.subject = source.name;
    return error;
}

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
        : view(viewOf(config))
        , account(tellsBill(config.kind) ? config.account : std::string())
        , twice(config.id, account)
        , interval(config.interval)
        , backoff(config.interval, QRandomGenerator::global()->generate64())
    {
        view.lastAnswer = state.answeredAt;
        view.completeUpTo = state.completeUpTo;
        view.toldRows = state.toldRows;
        view.untold = state.untold;
    }
    std::unique_ptr<UsageSource> source;
    SourceView view;
    std::string account; ///< whose bill it tells; empty: none
    TwiceTold twice;
    seconds interval; ///< as configured
    Backoff backoff;
    QTimer* timer = nullptr;
    bool underWay = false;
    bool news = false; ///< came while something was under way
    bool inPast = false; ///< what is under way is a part of the back-fill
    std::optional<Error> missing; ///< what the poll's answers so far refused to tell, of which the last may tell names alone
    std::optional<BackfillOrder> order; ///< came while something was under way, whose cursor does not know of it
    SteadyTime notBefore {}; ///< as the source asked
    seconds ahead {0}; ///< of its server's clock to ours, as it last said
};

Collector::Collector(CollectorSetup setup, const Clock& clock)
    : m_setup(std::move(setup))
    , m_clock(clock)
{
    makeBoards();
}

Collector::~Collector()
{
    // What is under way ends here, with its runner, while all of us is still there.
    for (const auto& runner : m_runners)
        runner->source.reset();
}

void Collector::makeBoards()
{
    m_boards = new BoardPublisher(*m_setup.history, m_clock,
        {.calendar = m_setup.calendar,
            .currency = m_setup.currency,
            .sandbox = m_setup.sandbox,
            .sources = [this] { return views(); },
            .allocation = [this] { return m_housekeeping->allocation().value_or(std::nullopt); }});
    m_boards->setParent(this);
}

void Collector::prepare()
{
    auto organisation = m_setup.history->organisation();
    if (!organisation)
        return; // told once it is started
    m_boards->setOrganisation(std::make_shared<const Organisation>(*std::move(organisation)));
    m_boards->prepare();
}

void Collector::start()
{
    m_http = std::make_unique<HttpClient>();
    m_housekeeping =
        new Housekeeping(*m_setup.history, m_clock, m_setup.keepCalls, m_setup.keepHours, [this] { return lastHeardOfAll(); });
    m_housekeeping->setParent(this);
    connect(m_housekeeping, &Housekeeping::failed, this, &Collector::failed);
    connect(m_housekeeping, &Housekeeping::allocated, this, [this](const std::set<Instant>& days) { changed(days); });
    connect(m_boards, &BoardPublisher::failed, this, &Collector::failed);
    connect(m_boards, &BoardPublisher::boardChanged, this, &Collector::boardShown);
    connect(m_boards, &BoardPublisher::budgetsChanged, this, &Collector::budgetsChanged);

    loadOrganisation();
    for (const SourceConfig& config : m_setup.sources) {
        const auto state = m_setup.history->sourceState(config.id);
        if (!state)
            Q_EMIT failed(state.error());
        auto runner = std::make_unique<Runner>(config, state.value_or(SourceState()));
        runner->source = m_setup.makeSource(config, *m_http);
        runner->view.backfill = runner->source->past(state.value_or(SourceState()).cursor);
        runner->timer = new QTimer(this);
        runner->timer->setSingleShot(true);
        runner->timer->setTimerType(Qt::PreciseTimer); // never before the time that a source asked for
        connect(runner->timer, &QTimer::timeout, this, [this, chosen = runner.get()] { poll(*chosen); });
        m_runners.push_back(std::move(runner));
    }
    m_housekeeping->start();
    m_boards->start();
    lookForTwice();
    if (m_setup.poll)
        for (auto& runner : m_runners)
            poll(*runner);
}

/// The first figures do not wait for it.
void Collector::lookForTwice()
{
    const Instant today = dayOf(m_clock.now());
    bool any = false;
    for (auto& runner : m_runners) {
        runner->twice.look(*m_setup.history, {today - twiceLooked, today + days(1)});
        if (const auto& fault = runner->twice.fault()) {
            runner->view.error = named(*fault, runner->view);
            any = true;
        }
    }
    if (any)
        m_boards->wantBoard();
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
    m_boards->wantBoard();
}

void Collector::poll(Runner& runner)
{
    if (runner.underWay)
        return;
    runner.timer->stop();
    runner.underWay = true;
    runner.missing.reset();
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
    addUnknownFields(runner.view.unknownFields, answer->unknownFields);
    if (const auto order = std::exchange(runner.order, std::nullopt))
        if (const auto past = runner.source->past(answer->poll.cursor))
            answer->poll.cursor = runner.source->withPast(answer->poll.cursor, past->ordered(*order));
    answer->poll.account = runner.account;
    // A server's clock may be wrong; what has not happened here yet is complete nowhere, and what just did may be late.
    if (answer->poll.completeUpTo)
        answer->poll.completeUpTo =
            std::min(*answer->poll.completeUpTo, m_clock.now() - runner.source->capabilities().lateness);
    answer->poll.past = runner.inPast;
    if (const auto news = m_boards->learn(answer->names); !news.empty())
        Q_EMIT namesLearned(news);
    const auto stored = store(answer->poll);
    if (!stored) {
        failedOnce(runner, {stored.error(), {}});
        return;
    }
    if (stored->late > 0)
        Q_EMIT failed({ErrorCode::cameTooLate, runner.view.name, std::format("{} rows", stored->late)});
    if (!stored->days.empty())
        runner.twice.look(*m_setup.history, {*stored->days.begin(), *stored->days.rbegin() + days(1)});
    else
        runner.twice.lookAgain(*m_setup.history);
    if (answer->missing)
        runner.missing = std::move(answer->missing);
    runner.view.error = runner.twice.fault() ? runner.twice.fault() : runner.missing;
    if (runner.view.error)
        runner.view.error = named(*runner.view.error, runner.view);
    runner.view.nextTry.reset();
    runner.view.lastAnswer = m_clock.now();
    if (const auto state = m_setup.history->sourceState(runner.view.id))
        runner.view.untold = state->untold;
    runner.view.toldRows = std::max<std::int64_t>(runner.view.toldRows + stored->added - stored->withdrawn, 0);
    runner.view.backfill = runner.source->past(answer->poll.cursor);
    if (answer->poll.completeUpTo)
        runner.view.completeUpTo = answer->poll.completeUpTo;
    m_boards->wantBoard();
    if (answer->more)
        ask(runner);
    else
        rest(runner);
}

/// Plans the next poll, which what the source tells may bring forward.
void Collector::follow(Runner& runner)
{
    if (!m_setup.poll)
        return;
    runner.view.interval = runner.source->follow(
        [this, &runner] {
            if (runner.underWay)
                runner.news = true;
            else
                poll(runner);
        },
        runner.interval);
    plan(runner,
        std::exchange(runner.news, false) ? milliseconds(0)
                                          : std::min<milliseconds>(runner.backoff.afterSuccess(), runner.view.interval));
}

/// Until the next poll; the time goes to the past. Without polling, one part of it is read for each poll that is asked for.
void Collector::rest(Runner& runner)
{
    const bool wasPast = std::exchange(runner.inPast, false);
    runner.underWay = false;
    if (!wasPast) {
        follow(runner);
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
    m_boards->wantBoard();
    if (m_setup.poll && !runner.underWay)
        readPast(runner);
    return {};
}

Result<Applied> Collector::store(Poll& poll)
{
    priceUsage(poll.rows, m_setup.prices);
    auto applied = m_setup.history->apply(poll);
    if (applied) {
        m_boards->forget(applied->days);
        Q_EMIT daysChanged(applied->days);
    }
    return applied;
}

void Collector::failedOnce(Runner& runner, const UsageFailure& failure)
{
    runner.underWay = runner.inPast = false;
    runner.order.reset();
    runner.notBefore = m_clock.steady() + failure.retryAfter.value_or(seconds(0));
    runner.view.error = named(failure.error, runner.view);
    runner.view.nextTry.reset();
    m_boards->wantBoard();
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

void Collector::showPeriod(PeriodKind kind, Instant within) { m_boards->showPeriod(kind, within); }

void Collector::setCalendar(const Calendar& calendar) { m_boards->setCalendar(calendar); }

void Collector::changed(const std::set<Instant>& days)
{
    m_boards->forget(days);
    Q_EMIT daysChanged(days);
    m_boards->wantBoard();
}

void Collector::loadOrganisation()
{
    auto organisation = m_setup.history->organisation();
    if (!organisation) {
        m_boards->setOrganisation(std::make_shared<const Organisation>());
        Q_EMIT failed(organisation.error());
        return;
    }
    const auto shared = std::make_shared<const Organisation>(*std::move(organisation));
    m_boards->setOrganisation(shared);
    Q_EMIT organisationChanged(shared);
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
    loadOrganisation();
    m_housekeeping->allocateAnew();
    m_boards->publish();
}

Result<Applied> Collector::importBill(const FocusFile& file, AuditEntry outcome)
{
    if (auto once = mustBeOnce(file, *m_setup.history, m_setup.sources); !once)
        return std::unexpected(once.error());
    const auto polls =
        focusPolls(file, [this](const std::string& source) { return m_setup.history->sourceState(source); }, m_clock.now());
    if (!polls)
        return std::unexpected(polls.error());
    auto applied = m_setup.history->apply(*polls, std::move(outcome));
    tellWhatIsNotRemembered();
    changed(applied ? applied->days : std::set<Instant>());
    return applied;
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
    if (m_housekeeping) { // it has been started
        m_boards->forgetRates();
        Q_EMIT ratesChanged();
        m_boards->wantBoard();
    }
    return entered;
}

Result<ExchangeRates> Collector::rates() const { return m_setup.history->rates(); }

void Collector::tellWhatIsNotRemembered()
{
    const auto& fault = m_setup.history->auditNotRemembered();
    if (fault && !m_notRemembered)
        Q_EMIT failed(*fault);
    m_notRemembered = fault.has_value();
}

/// Of the source that has been silent for longest; one that never answered owes nothing.
std::optional<Instant> Collector::lastHeardOfAll() const
{
    std::optional<Instant> oldest;
    for (const auto& runner : m_runners)
        if (const auto last = runner->view.lastAnswer; last && runner->view.tellsUsage)
            oldest = std::min(oldest.value_or(*last), *last);
    return oldest;
}

std::vector<SourceView> Collector::views() const
{
    std::vector<SourceView> out;
    for (const auto& runner : m_runners)
        out.push_back(runner->view);
    return out;
}

/// Who asked for it sees the board before hearing that all have answered.
void Collector::boardShown(const std::shared_ptr<const Board>& board)
{
    Q_EMIT boardChanged(board);
    const bool busy = std::ranges::any_of(
        m_runners, [](const auto& runner) { return runner->underWay && !(runner->inPast && runner->timer->isActive()); });
    if (m_askedNow && !busy) {
        m_askedNow = false;
        Q_EMIT polled();
    }
}

} // namespace fuseboard
