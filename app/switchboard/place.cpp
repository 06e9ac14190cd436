// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/place.h"

#include <algorithm>
#include <charconv>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

// Retried for ever (RQ3): the first quickly, as a gateway that restarts is back within a second.
constexpr std::chrono::milliseconds firstWait = 200ms;
constexpr std::chrono::milliseconds lastWait = 2000ms;
constexpr int missesUntilUnconfirmed = 3; // KS2

/// Whether the lever did not answer at all, as opposed to answering something else.
bool isSilence(ErrorCode code)
{
    return code == ErrorCode::unreachable || code == ErrorCode::timedOut || code == ErrorCode::cutOff
        || code == ErrorCode::tlsFailed;
}

std::string listed(const std::set<ScopeKind>& kinds)
{
    std::string out;
    for (const ScopeKind kind : kinds)
        out += (out.empty() ? "" : ", ") + toText(kind);
    return out;
}

/// A lever that must not be asked often, a provider's, is not asked more often than that when something fails.
std::chrono::milliseconds backoff(int failures, const LeverTraits& lever)
{
    return std::min(std::max(lastWait, lever.watchEveryUnderWay), firstWait * (1 << std::clamp(failures - 1, 0, 10)));
}

constexpr std::chrono::seconds longestAsked = 10min; ///< a lever that asks for more is asked all the same: a person waits

/// What a lever that was asked too often asked for, as `Retry-After` has it.
std::chrono::milliseconds askedWait(const Error& error)
{
    std::int64_t seconds = 0;
    if (error.code == ErrorCode::rateLimited)
        std::from_chars(error.detail.data(), error.detail.data() + error.detail.size(), seconds);
    return std::clamp(std::chrono::seconds(seconds), 0s, longestAsked);
}

} // namespace

Place::Place(LeverTraits lever, Scope scope)
    : m_lever(std::move(lever))
{
    m_intent.scope = std::move(scope);
    m_view.id = m_lever.id;
    m_view.name = m_lever.name;
    m_view.canProbe = m_lever.canProbe;
    m_view.bound = m_lever.bound;
}

/// What this lever by its nature can't do of what is wanted.
std::optional<Error> Place::limit() const
{
    if (!isAble())
        return Error {ErrorCode::cannotRefuse, m_lever.name, listed(m_lever.refuses)};
    if (wantsFreeze() && m_intent.mode == FreezeMode::cut && !m_lever.cuts.contains(m_intent.scope.kind))
        return Error {ErrorCode::cannotCut, m_lever.name, listed(m_lever.cuts)};
    return std::nullopt;
}

/// Whether it was ordered to end what runs, and can.
bool Place::isCut() const { return wantsFreeze() && m_intent.mode == FreezeMode::cut && !limit(); }

bool Place::isUnderWay() const
{
    switch (m_view.stage) {
    case PlaceStage::waiting:
    case PlaceStage::ordered:
    case PlaceStage::silent:
    case PlaceStage::lying: return true;
    case PlaceStage::readBack: return m_view.canProbe;
    case PlaceStage::proved:
    case PlaceStage::changedOutside:
    case PlaceStage::nothingHere:
    case PlaceStage::unable: return false;
    }
    return false;
}

SteadyTime Place::dueAt() const
{
    if (!isAble())
        return SteadyTime::max();
    SteadyTime due = m_out || m_phase == Phase::watch ? SteadyTime::max() : m_due;
    const bool waits = !m_waitsForQuiet
        && (m_view.stage == PlaceStage::waiting || m_view.stage == PlaceStage::ordered
            || (m_view.stage == PlaceStage::readBack && m_view.canProbe));
    return waits ? std::min(due, m_since + m_lever.bound) : due;
}

void Place::begin(const Intent& intent, Phase phase, Moment now)
{
    m_intent = intent;
    m_view.stage = isAble() ? PlaceStage::waiting : PlaceStage::unable;
    m_view.cause = limit();
    m_view.leavesRunning = isAble() && m_view.cause;
    m_view.provedAt.reset();
    m_view.times = {};
    m_view.canProbe = m_lever.canProbe;
    m_view.isKept = true;
    m_acknowledged = false;
    m_wasShown = m_waitsForQuiet = false;
    m_since = now.steady;
    m_failures = m_missed = 0;
    m_out.reset();
    go(phase, now);
}

void Place::go(Phase phase, Moment now)
{
    m_phase = phase;
    m_due = now.steady;
}

void Place::want(const Intent& intent, Moment now)
{
    if (intent.endsOnlyOwn) { // what is newer is somebody else's: a conflict leaves it to a person
        const auto own = intent.ends.find(m_lever.id);
        m_generation = (own == intent.ends.end() ? 0 : own->second) + 1;
        begin(intent, Phase::order, now);
        return;
    }
    if (intent.until && m_isTheirs) { // a policy would put an end to what somebody has frozen without one
        adopt(intent, now);
        return;
    }
    const std::uint64_t known = std::max(m_seen, m_generation);
    // A freeze goes out blind and learns from a conflict; a resume must not end what nobody has looked at.
    const bool learnFirst = intent.state == HoldState::released && known == 0;
    m_generation = learnFirst ? 0 : known + 1;
    begin(intent, learnFirst ? Phase::learn : Phase::order, now);
}

void Place::restore(const Intent& intent, Moment now)
{
    if (const auto ended = intent.ends.find(m_lever.id); ended != intent.ends.end())
        m_seen = std::max(m_seen, ended->second); // what was frozen there since is above it
    const auto kept = intent.acknowledged.find(m_lever.id);
    if (kept == intent.acknowledged.end() && intent.state == HoldState::frozen && intent.until) {
        m_generation = 0;
        begin(intent, Phase::learn, now); // it may have left the place to whoever holds it
        return;
    }
    if (kept == intent.acknowledged.end()) {
        want(intent, now);
        return;
    }
    m_generation = std::max(m_generation, kept->second);
    begin(intent, Phase::read, now);
    m_acknowledged = true;
}

void Place::adopt(const Intent& intent, Moment now)
{
    m_generation = 0;
    begin(intent, Phase::read, now);
    m_acknowledged = true;
}

HoldOrder Place::makeOrder() const
{
    return {
        m_intent.id, m_intent.scope, m_generation, m_intent.state, m_intent.mode, m_intent.reason, m_intent.by, m_intent.undo};
}

std::optional<Step> Place::next(Moment now)
{
    if (!isAble())
        return std::nullopt;
    const bool unproved = !m_waitsForQuiet
        && (m_view.stage == PlaceStage::waiting || m_view.stage == PlaceStage::ordered
            || (m_view.stage == PlaceStage::readBack && m_view.canProbe));
    if (unproved && now.steady >= m_since + m_lever.bound) {
        if (!m_view.cause || m_view.cause == limit())
            m_view.cause = Error {ErrorCode::timedOut, m_lever.name, "no answer yet"};
        m_view.stage = isSilence(m_view.cause->code) ? PlaceStage::silent : PlaceStage::lying;
        tell(Happening::Kind::notProved, m_view.cause->detail);
    }
    if (m_out || m_phase == Phase::watch || now.steady < m_due)
        return std::nullopt;
    m_out = ++m_tickets;
    Step step {.kind = Step::Kind::read, .lever = m_lever.id, .scope = m_intent.scope, .ticket = m_tickets, .order = {}};
    if (m_phase == Phase::order) {
        step.kind = Step::Kind::order;
        step.order = makeOrder();
        m_orderedAt = now.steady;
    } else if (m_phase == Phase::probe) {
        step.kind = Step::Kind::probe;
    }
    return step;
}

void Place::fail(const Error& error, Phase retry, Moment now)
{
    m_view.cause = error;
    m_waitsForQuiet = false;
    ++m_failures;
    m_phase = retry;
    m_due = now.steady + std::max(backoff(m_failures, m_lever), askedWait(error));
    const bool mayBeUnconfirmed = m_view.stage == PlaceStage::proved || (m_wasShown && m_view.stage == PlaceStage::readBack);
    if (mayBeUnconfirmed && ++m_missed >= missesUntilUnconfirmed) {
        m_view.stage = isSilence(error.code) ? PlaceStage::silent : PlaceStage::lying;
        tell(Happening::Kind::notProved, error.detail);
    } else if (m_view.stage == PlaceStage::silent || m_view.stage == PlaceStage::lying) {
        m_view.stage = isSilence(error.code) ? PlaceStage::silent : PlaceStage::lying;
    }
}

void Place::conflict(const Error& error, Moment now)
{
    std::uint64_t inForce = 0;
    std::from_chars(error.detail.data(), error.detail.data() + error.detail.size(), inForce);
    m_seen = std::max(m_seen, inForce);
    m_view.lastAnswer = now.utc;
    if (!wantsFreeze() || m_acknowledged) {
        // A late resume stops and asks; a freeze that was in force once was ended by somebody.
        changed(inForce, {}, now);
        return;
    }
    if (m_intent.until) { // a policy's: what somebody else has just frozen there stays theirs
        go(Phase::read, now);
        return;
    }
    m_generation = std::max(m_seen, m_generation) + 1;
    // At once, but a lever that always knows something newer must not keep us spinning.
    m_due = ++m_failures < 3 ? now.steady : now.steady + backoff(m_failures, m_lever);
}

void Place::ordered(std::uint64_t ticket, const Result<LeverAcknowledgement>& answer, Moment now)
{
    if (!isCurrent(ticket))
        return;
    m_out.reset();
    if (!answer) {
        if (answer.error().code == ErrorCode::staleOrder)
            conflict(answer.error(), now);
        else if (answer.error().code == ErrorCode::changedMeanwhile)
            ask(answer.error(), now);
        else
            fail(answer.error(), Phase::order, now);
        return;
    }
    m_view.lastAnswer = now.utc;
    m_view.inFlight = answer->inFlight;
    m_view.moneySetAside = answer->moneySetAside;
    m_view.isKept = !wantsFreeze() || answer->durable.value_or(true); // a release that is lost lets nothing through
    m_seen = std::max(m_seen, answer->generation);
    m_acknowledged = true;
    m_isTheirs = false;
    reached(&PlaceTimes::written, now);
    if (isCut() && answer->inFlight == 0)
        reached(&PlaceTimes::cut, now);
    if (m_view.stage == PlaceStage::waiting)
        m_view.stage = PlaceStage::ordered;
    tell(Happening::Kind::acknowledged);
    go(Phase::read, now);
}

void Place::read(std::uint64_t ticket, const Result<LeverObservation>& answer, Moment now)
{
    if (!isCurrent(ticket))
        return;
    m_out.reset();
    if (!answer) {
        fail(answer.error(), m_phase, now);
        return;
    }
    if (m_phase == Phase::learn) {
        m_view.lastAnswer = now.utc;
        m_seen = std::max(m_seen, answer->generation);
        if (wantsFreeze() && answer->state == HoldState::frozen && answer->by != m_intent.by) {
            m_acknowledged = true;
            settle(*answer, now);
            return;
        }
        if (!wantsFreeze() && answer->state == HoldState::frozen && answer->at > m_intent.at) {
            // Frozen after the person resumed, perhaps while this program was down: a late resume asks (KS6).
            m_generation = answer->generation;
            changed(answer->generation, answer->by, now);
            return;
        }
        m_generation = m_seen + 1;
        go(Phase::order, now);
        return;
    }
    if (m_phase == Phase::lookAgain && answer->state == HoldState::frozen && answer->generation == m_generation)
        go(Phase::order, now);
    else
        settle(*answer, now);
}

void Place::watched(const Result<LeverObservation>& seen, SteadyTime askedAt, Moment now)
{
    if (!isAble())
        return;
    const bool isStale = m_orderedAt && askedAt <= *m_orderedAt;
    if (m_phase != Phase::watch || m_out || isStale)
        return;
    if (seen)
        settle(*seen, now);
    else if (m_view.stage == PlaceStage::changedOutside)
        m_view.cause = seen.error();
    else
        fail(seen.error(), Phase::watch, now);
}

void Place::readBack(Moment now)
{
    reached(&PlaceTimes::readBack, now);
    if (wantsFreeze() && m_view.tellsInFlight && m_view.inFlight == 0) {
        reached(&PlaceTimes::quiet, now);
        if (isCut())
            reached(&PlaceTimes::cut, now);
    }
    if (m_view.stage == PlaceStage::changedOutside)
        m_since = now.steady; // back to what is wanted: proved anew, within the bound
    if (m_view.stage == PlaceStage::waiting || m_view.stage == PlaceStage::ordered
        || m_view.stage == PlaceStage::changedOutside)
        m_view.stage = PlaceStage::readBack;
    if (!wantsFreeze() && (m_covered || m_refusedOtherwise))
        prove(now);
    else if (m_view.canProbe)
        go(Phase::probe, now);
    else
        shown(now);
}

/// All that it can show without a test call.
void Place::shown(Moment now)
{
    m_view.stage = PlaceStage::readBack;
    m_view.cause = limit();
    rest(now);
}

/// Watched from now on; what it has not kept is ordered again until it has, which changes nothing else (KS6).
void Place::rest(Moment now)
{
    m_wasShown = true;
    m_failures = m_missed = 0;
    m_phase = m_view.isKept ? Phase::watch : Phase::lookAgain;
    m_due = now.steady + std::max(lastWait, m_lever.watchEveryUnderWay);
}

void Place::probed(std::uint64_t ticket, const Result<ProbeResult>& answer, Moment now)
{
    if (!isCurrent(ticket))
        return;
    m_out.reset();
    if (!answer) {
        fail(answer.error(), m_wasShown ? Phase::watch : Phase::read, now);
        return;
    }
    m_view.lastAnswer = now.utc;
    if (*answer == ProbeResult::cannot) {
        m_view.canProbe = false;
        shown(now);
        return;
    }
    if ((*answer == ProbeResult::refused) == wantsFreeze()) {
        reached(&PlaceTimes::probed, now);
        prove(now);
        return;
    }
    // Reads back as wanted and does otherwise: never shown as proved, not even once more.
    const Error lie {
        ErrorCode::notProved, m_lever.name, wantsFreeze() ? "a test call was served" : "a test call is still refused"};
    if (m_wasShown) {
        m_view.stage = PlaceStage::lying;
        m_wasShown = false;
        tell(Happening::Kind::notProved, lie.detail);
    }
    fail(lie, Phase::order, now);
}

void Place::prove(Moment now)
{
    m_waitsForQuiet = stillRuns() && !m_wasShown && now.steady < m_since + m_lever.bound;
    if (m_waitsForQuiet) { // it refuses; what was cut takes a moment to be gone
        m_view.cause.reset();
        m_phase = Phase::read;
        m_due = now.steady + firstWait;
        return;
    }
    m_view.leavesRunning = isAble() && (limit() || stillRuns());
    if (m_view.stage != PlaceStage::proved || !m_view.provedAt)
        m_view.provedAt = now.utc;
    m_view.stage = PlaceStage::proved;
    m_view.cause = limit();
    rest(now);
}

void Place::reached(PlaceTimes::Span PlaceTimes::* stage, Moment now)
{
    if (PlaceTimes::Span& span = m_view.times.*stage; !span)
        span = std::chrono::floor<std::chrono::milliseconds>(now.steady - m_since);
}

void Place::tell(Happening::Kind kind, std::string detail)
{
    m_happenings.push_back({kind, m_intent.scope, m_lever.id, m_generation, std::move(detail)});
}

} // namespace fuseboard
