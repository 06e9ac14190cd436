// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What it means for a place that its lever was seen so.
#include "switchboard/place.h"

#include <algorithm>

namespace fuseboard {

void Place::settle(const LeverObservation& seen, Moment now)
{
    m_view.lastAnswer = now.utc;
    m_view.generation = seen.generation;
    m_view.tellsInFlight = seen.inFlight.has_value();
    if (seen.inFlight)
        m_view.inFlight = *seen.inFlight;
    if (seen.moneySetAside)
        m_view.moneySetAside = seen.moneySetAside;
    m_seen = std::max(m_seen, seen.generation);
    m_isTheirs = seen.state == HoldState::frozen && (m_isTheirs || seen.generation > m_generation);
    m_view.note = seen.note;
    m_refusedOtherwise = seen.isRefusedOtherwise;
    if (seen.isEmpty) {
        m_view.stage = PlaceStage::nothingHere;
        m_view.cause.reset();
        m_wasShown = m_waitsForQuiet = false;
        m_failures = m_missed = 0;
        m_phase = Phase::watch;
        return;
    }
    if (m_view.stage == PlaceStage::nothingHere) {
        m_view.stage = PlaceStage::waiting; // something has come that belongs to it
        m_since = now.steady;
    }
    if (wantsFreeze())
        settleFreeze(seen, now);
    else
        settleRelease(seen, now);
}

/// It does what it can of the order. Looked at again, never ordered again for that alone.
bool Place::isPartlyUnread(const LeverObservation& seen, Moment now)
{
    if (!seen.unread)
        return false;
    if (m_view.stage == PlaceStage::changedOutside)
        m_since = now.steady;
    if (m_view.stage == PlaceStage::waiting || m_view.stage == PlaceStage::changedOutside)
        m_view.stage = PlaceStage::ordered;
    fail(*seen.unread, Phase::read, now);
    return true;
}

void Place::settleFreeze(const LeverObservation& seen, Moment now)
{
    const bool frozen = seen.state == HoldState::frozen;
    const bool known = m_view.stage == PlaceStage::changedOutside;
    if (frozen && (known || seen.generation > m_generation)) {
        m_generation = seen.generation; // frozen again by somebody: as good as ours
        if (!isPartlyUnread(seen, now))
            readBack(now);
    } else if (frozen && seen.generation == m_generation
        && (seen.mode == FreezeMode::cut || m_intent.mode == FreezeMode::refuse)) {
        if (!isPartlyUnread(seen, now))
            readBack(now);
    } else if (known) {
        m_phase = Phase::watch; // for a person to decide
    } else if (!frozen && seen.generation >= m_generation) {
        changed(seen.generation, seen.by, now);
    } else {
        forgotten(seen, now);
    }
}

void Place::settleRelease(const LeverObservation& seen, Moment now)
{
    if (seen.state == HoldState::released)
        readBack(now);
    else if (!seen.asks.empty() && m_acknowledged)
        leaveToPerson({ErrorCode::changedMeanwhile, m_lever.name, seen.asks}, now);
    else if (seen.generation >= m_generation)
        changed(seen.generation, seen.by, now);
    else if (!m_acknowledged || !isPartlyUnread(seen, now))
        forgotten(seen, now);
}

void Place::forgotten(const LeverObservation& seen, Moment now)
{
    const std::string detail =
        "reports generation " + std::to_string(seen.generation) + " instead of " + std::to_string(m_generation);
    if (m_wasShown || m_view.stage == PlaceStage::waiting) {
        // Held until now, or when we were last here: a restart or a reload has lost it.
        tell(Happening::Kind::lostByRestart, detail);
        m_view.stage = PlaceStage::waiting;
        m_view.times = {};
        m_wasShown = m_waitsForQuiet = false;
        m_since = now.steady;
        go(Phase::order, now);
        return;
    }
    fail({ErrorCode::notProved, m_lever.name, detail}, Phase::order, now);
}

void Place::changed(std::uint64_t generation, const std::string& by, Moment now)
{
    const std::string number = std::to_string(generation);
    if (m_view.stage != PlaceStage::changedOutside)
        tell(Happening::Kind::changedOutside, "generation " + number + (by.empty() ? "" : " by " + by));
    leaveToPerson({ErrorCode::staleOrder, by.empty() ? m_lever.name : by, number}, now);
}

void Place::ask(const Error& difference, Moment now)
{
    m_view.lastAnswer = now.utc;
    m_seen = std::max(m_seen, m_generation);
    m_acknowledged = true;
    tell(Happening::Kind::acknowledged); // it has the act, and asks: after a restart it is not ordered anew
    tell(Happening::Kind::changedOutside, difference.detail);
    leaveToPerson(difference, now);
}

void Place::leaveToPerson(Error cause, Moment now)
{
    m_phase = Phase::watch;
    m_due = now.steady;
    m_wasShown = m_waitsForQuiet = false;
    if (m_view.stage == PlaceStage::changedOutside)
        return;
    m_view.stage = PlaceStage::changedOutside;
    m_view.provedAt.reset();
    m_view.cause = std::move(cause);
}

} // namespace fuseboard
