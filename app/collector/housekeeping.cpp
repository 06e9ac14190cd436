// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/housekeeping.h"

#include <QTimer>

#include <algorithm>
#include <tuple>

namespace fuseboard {
namespace {

using namespace std::chrono;

constexpr int daysAtOnce = 14; ///< of a job; answers of sources come in between
constexpr auto betweenLooks = hours(1); ///< at what has become old

} // namespace

Housekeeping::Housekeeping(
    History& history, const Clock& clock, days keepCalls, days keepHours, std::function<std::optional<Instant>()> lastHeard)
    : m_history(history)
    , m_clock(clock)
    , m_keepCalls(keepCalls)
    , m_keepHours(keepHours)
    , m_lastHeard(std::move(lastHeard))
    , m_allocate(new QTimer(this))
    , m_compact(new QTimer(this))
{
    m_allocate->setInterval(0);
    connect(m_allocate, &QTimer::timeout, this, &Housekeeping::allocateSome);
    m_compact->setInterval(betweenLooks);
    connect(m_compact, &QTimer::timeout, this, &Housekeeping::compactSome);
}

void Housekeeping::start()
{
    m_allocate->start();
    allocateSome();
    m_compact->start();
}

void Housekeeping::allocateAnew()
{
    m_daysToAllocate = 0;
    m_allocate->start();
    allocateSome();
}

/// A part of the days that stand as earlier rules allocated them, the newest first.
void Housekeeping::allocateSome()
{
    std::ignore = allocation(); // how many days there are, before the first are done
    const auto allocated = m_history.allocateSome(daysAtOnce);
    if (!allocated || allocated->days.empty())
        m_allocate->stop();
    if (!allocated) {
        Q_EMIT failed(allocated.error());
        return;
    }
    const bool isJob = !allocated->days.empty() || m_daysToAllocate > 0;
    if (allocated->days.empty())
        m_daysToAllocate = 0;
    if (isJob)
        Q_EMIT this->allocated(allocated->days);
}

Result<std::optional<Progress>> Housekeeping::allocation()
{
    const auto waiting = m_history.waitingForAllocation();
    if (!waiting)
        return std::unexpected(waiting.error());
    if (!waiting->days)
        return std::nullopt;
    const auto left = static_cast<int>(waiting->days->length() / days(1));
    m_daysToAllocate = std::max(m_daysToAllocate, left);
    return Progress {m_daysToAllocate - left, m_daysToAllocate, waiting->canCancel};
}

/// A day that has become old is made coarser; the next one at once, when events have had their turn.
void Housekeeping::compactSome()
{
    const Instant today = dayOf(m_clock.now());
    // What a silent source has still to tell began at most a day before it last answered, and would come too late.
    const Instant heard = m_lastHeard().transform([](Instant last) { return dayOf(last) - days(1); }).value_or(today);
    const auto done = m_history.compact({std::min(today - m_keepCalls, heard), std::min(today - m_keepHours, heard)}, 1);
    if (!done)
        Q_EMIT failed(done.error());
    m_compact->setInterval(done.value_or(0) > 0 ? milliseconds(0) : duration_cast<milliseconds>(betweenLooks));
}

} // namespace fuseboard
