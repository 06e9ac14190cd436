// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/sourcepoller.h"

#include "collector/blindboard.h"
#include "collector/pricing.h"
#include "connectors/knownmembers.h"
#include "domain/clockskew.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <format>
#include <utility>

namespace fuseboard {
namespace {

using namespace std::chrono;

/// Connectors know a source by its id, people by its name.
Error named(Error error, const SourceView& source)
{
    if (error.subject == source.id)
        error.subject = source.name;
    return error;
}

} // namespace

SourcePoller::SourcePoller(
    const SourceConfig& config, std::unique_ptr<UsageSource> source, const SourceState& state, const PollTerms& terms)
    : m_terms(terms)
    , m_source(std::move(source))
    , m_view(viewOf(config))
    , m_account(tellsBill(config.kind) ? config.account : std::string())
    , m_twice(config.id, m_account)
    , m_interval(config.interval)
    , m_backoff(config.interval, QRandomGenerator::global()->generate64())
    , m_timer(new QTimer(this))
{
    m_view.lastAnswer = state.answeredAt;
    m_view.completeUpTo = state.completeUpTo;
    m_view.toldRows = state.toldRows;
    m_view.untold = state.untold;
    m_view.backfill = m_source->past(state.cursor);
    m_timer->setSingleShot(true);
    m_timer->setTimerType(Qt::PreciseTimer); // never before the time that a source asked for
    connect(m_timer, &QTimer::timeout, this, &SourcePoller::poll);
}

SourcePoller::~SourcePoller()
{
    m_source.reset(); // while all of us is still there
}

bool SourcePoller::isBusy() const { return m_underWay && !(m_inPast && m_timer->isActive()); }

bool SourcePoller::lookForTwice(Period days)
{
    m_twice.look(m_terms.history, days);
    if (const auto& fault = m_twice.fault())
        m_view.error = named(*fault, m_view);
    return m_twice.fault().has_value();
}

void SourcePoller::pollNow()
{
    if (m_inPast)
        m_timer->stop(); // due: once the part is there
    else if (m_terms.clock.steady() >= m_notBefore)
        poll();
}

void SourcePoller::poll()
{
    if (m_underWay)
        return;
    m_timer->stop();
    m_underWay = true;
    m_missing.reset();
    ask();
}

void SourcePoller::ask()
{
    const auto state = m_terms.history.sourceState(m_view.id);
    if (!state) {
        failedOnce({state.error(), {}});
        return;
    }
    await(m_source->poll(state->cursor, m_terms.clock.now() + m_ahead));
}

/// The next part of its past, if there is one.
void SourcePoller::readPast()
{
    const auto state = m_terms.history.sourceState(m_view.id);
    if (!state) {
        failedOnce({state.error(), {}});
        return;
    }
    const auto past = m_source->past(state->cursor);
    if (!past || !past->next())
        return;
    m_underWay = m_inPast = true;
    await(m_source->readPast(state->cursor, m_terms.clock.now() + m_ahead));
}

void SourcePoller::await(QFuture<UsageResult> answer)
{
    answer.then(this, [this](UsageResult result) { answered(std::move(result)); })
        .onCanceled(this, [this, alive = QPointer(this)] {
            if (alive) // cancelled too when this goes, from inside ~QObject
                failedOnce({{ErrorCode::cutOff, m_view.id, {}}, {}});
        });
}

void SourcePoller::answered(UsageResult answer)
{
    if (!answer) {
        failedOnce(answer.error());
        return;
    }
    if (answer->clockSkew) {
        const seconds whole = m_ahead + *answer->clockSkew;
        m_view.clockSkew = isClockOff(whole) ? std::optional(whole) : std::nullopt;
        m_ahead = m_view.clockSkew.value_or(seconds(0));
    }
    addUnknownFields(m_view.unknownFields, answer->unknownFields);
    if (const auto order = std::exchange(m_order, std::nullopt))
        if (const auto past = m_source->past(answer->poll.cursor))
            answer->poll.cursor = m_source->withPast(answer->poll.cursor, past->ordered(*order));
    answer->poll.account = m_account;
    // A server's clock may be wrong; what has not happened here yet is complete nowhere, and what just did may be late.
    if (answer->poll.completeUpTo)
        answer->poll.completeUpTo =
            std::min(*answer->poll.completeUpTo, m_terms.clock.now() - m_source->capabilities().lateness);
    answer->poll.past = m_inPast;
    Q_EMIT namesTold(answer->names);
    const auto applied = store(answer->poll);
    if (!applied) {
        failedOnce({applied.error(), {}});
        return;
    }
    if (applied->late > 0)
        Q_EMIT failed({ErrorCode::cameTooLate, m_view.name, std::format("{} rows", applied->late)});
    if (!applied->days.empty())
        m_twice.look(m_terms.history, {*applied->days.begin(), *applied->days.rbegin() + days(1)});
    else
        m_twice.lookAgain(m_terms.history);
    if (answer->missing)
        m_missing = std::move(answer->missing);
    m_view.error = m_twice.fault() ? m_twice.fault() : m_missing;
    if (m_view.error)
        m_view.error = named(*m_view.error, m_view);
    m_view.nextTry.reset();
    m_view.lastAnswer = m_terms.clock.now();
    if (const auto state = m_terms.history.sourceState(m_view.id))
        m_view.untold = state->untold;
    m_view.toldRows = std::max<std::int64_t>(m_view.toldRows + applied->added - applied->withdrawn, 0);
    m_view.backfill = m_source->past(answer->poll.cursor);
    if (answer->poll.completeUpTo)
        m_view.completeUpTo = answer->poll.completeUpTo;
    Q_EMIT viewChanged();
    if (answer->more)
        ask();
    else
        rest();
}

Result<Applied> SourcePoller::store(Poll& poll)
{
    priceUsage(poll.rows, m_terms.prices);
    auto applied = m_terms.history.apply(poll);
    if (applied)
        Q_EMIT stored(applied->days);
    return applied;
}

void SourcePoller::failedOnce(const UsageFailure& failure)
{
    m_underWay = m_inPast = false;
    m_order.reset();
    m_notBefore = m_terms.clock.steady() + failure.retryAfter.value_or(seconds(0));
    m_view.error = named(failure.error, m_view);
    m_view.nextTry.reset();
    Q_EMIT viewChanged();
    const auto wait = m_backoff.afterFailure(failure);
    if (!wait || !m_terms.byItself)
        return;
    plan(*wait);
    m_view.nextTry = m_terms.clock.now() + *wait;
}

/// Until the next poll; the time goes to the past. Without polling, one part of it is read for each poll that is asked for.
void SourcePoller::rest()
{
    const bool wasPast = std::exchange(m_inPast, false);
    m_underWay = false;
    if (!wasPast) {
        follow();
        readPast();
    } else if (m_terms.byItself) {
        if (m_timer->isActive())
            readPast();
        else // due meanwhile
            poll();
    }
}

/// Plans the next poll, which what the source tells may bring forward.
void SourcePoller::follow()
{
    if (!m_terms.byItself)
        return;
    m_view.interval = m_source->follow(
        [this] {
            if (m_underWay)
                m_news = true;
            else
                poll();
        },
        m_interval);
    plan(std::exchange(m_news, false) ? milliseconds(0) : std::min<milliseconds>(m_backoff.afterSuccess(), m_view.interval));
}

void SourcePoller::plan(milliseconds wait)
{
    if (m_terms.byItself)
        m_timer->start(wait);
}

Result<void> SourcePoller::orderBackfill(BackfillOrder order)
{
    const auto state = m_terms.history.sourceState(m_view.id);
    if (!state)
        return std::unexpected(state.error());
    const auto past = m_source->past(state->cursor);
    if (!past)
        return fail(ErrorCode::badDocument, "id", std::format("'{}' has no past to read, or has not answered yet", m_view.id));
    const auto changed = past->ordered(order);
    const auto applied = m_terms.history.apply({.source = m_view.id,
        .account = m_account,
        .rows = {},
        .rereads = {},
        .cursor = m_source->withPast(state->cursor, changed),
        .at = state->answeredAt.value_or(m_terms.clock.now()),
        .completeUpTo = state->completeUpTo});
    if (!applied)
        return std::unexpected(applied.error());
    if (m_underWay)
        m_order = order;
    m_view.backfill = changed;
    Q_EMIT viewChanged();
    if (m_terms.byItself && !m_underWay)
        readPast();
    return {};
}

} // namespace fuseboard
