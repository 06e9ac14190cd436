// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/pollclock.h"

#include "domain/clockskew.h"

namespace fuseboard {

using namespace std::chrono;

PollClock::PollClock(Instant local)
    : m_start(local)
    , m_sent(local)
{
    m_elapsed.start();
}

Instant PollClock::local() const { return m_start + duration_cast<microseconds>(nanoseconds(m_elapsed.nsecsElapsed())); }

void PollClock::sending() { m_sent = local(); }

void PollClock::heard(const std::optional<Instant>& serverDate)
{
    if (!serverDate || m_skew)
        return;
    // The header cuts off the second, and was written between the request and now.
    const microseconds least = *serverDate - local(), most = *serverDate + seconds(1) - m_sent;
    const bool mayBeRight = least <= microseconds(0) && most >= microseconds(0);
    m_skew = mayBeRight ? seconds(0) : round<seconds>((least + most) / 2);
}

Instant PollClock::now() const { return local() + (isOff() ? *m_skew : seconds(0)); }

Instant PollClock::begun() const { return m_start + (isOff() ? *m_skew : seconds(0)); }

bool PollClock::isOff() const { return m_skew && isClockOff(*m_skew); }

} // namespace fuseboard
