// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/intent.h"
#include "switchboard/lever.h"
#include "switchboard/step.h"

#include <vector>

namespace fuseboard {

/// One scope at one lever, on its way from wanted to proved: order → acknowledged → read back → probed → watched. No I/O
/// and no clock; told what was answered and when. One step is out at a time; a new intent overtakes it.
class Place {
public:
    Place(LeverTraits lever, Scope scope);

    [[nodiscard]] const PlaceView& view() const { return m_view; }
    /// Of the order in force or under way.
    [[nodiscard]] std::uint64_t generation() const { return m_generation; }
    [[nodiscard]] SteadyTime dueAt() const;

    /// Not yet, or no longer, as wanted and proved, and nobody has to decide anything first.
    [[nodiscard]] bool isUnderWay() const;

    /// A person's act: an order above everything seen here goes out at once.
    void want(const Intent& intent, Moment now);
    /// An act from the journal. One that this lever has acknowledged is read back first and never ordered above a newer one.
    void restore(const Intent& intent, Moment now);
    /// Somebody else's freeze, seen at some lever: read back and proved as our own would be, never ordered.
    void adopt(const Intent& intent, Moment now);
    /// This lever also holds everything, so a released scope's test call stays refused: reading back must do.
    void setCovered(bool covered) { m_covered = covered; }

    /// The step to take now, if one is due. Also notices that the bound has passed.
    std::optional<Step> next(Moment now);
    void ordered(std::uint64_t ticket, const Result<LeverAcknowledgement>& answer, Moment now);
    void read(std::uint64_t ticket, const Result<LeverObservation>& answer, Moment now);
    void probed(std::uint64_t ticket, const Result<ProbeResult>& answer, Moment now);
    /// What the lever's own watch saw of this scope. One asked for before the last order went out knows
    /// nothing of it and says nothing here.
    void watched(const Result<LeverObservation>& seen, SteadyTime askedAt, Moment now);

    std::vector<Happening> takeHappenings() { return std::exchange(m_happenings, {}); }

private:
    enum class Phase {
        learn, ///< a resume, and a policy that starts again, must first know what is in force
        order,
        lookAgain, ///< before what it has not saved is sent again: a restart that has lost it goes on record
        read,
        probe,
        watch,
    };
    [[nodiscard]] bool isAble() const { return m_lever.refuses.contains(m_intent.scope.kind); }
    [[nodiscard]] std::optional<Error> limit() const;
    [[nodiscard]] bool isCut() const;
    [[nodiscard]] bool stillRuns() const { return isCut() && m_view.inFlight > 0; }
    [[nodiscard]] bool wantsFreeze() const { return m_intent.state == HoldState::frozen; }
    [[nodiscard]] bool isCurrent(std::uint64_t ticket) const { return m_out && *m_out == ticket; }
    [[nodiscard]] HoldOrder makeOrder() const;
    void begin(const Intent& intent, Phase phase, Moment now);
    void go(Phase phase, Moment now);
    void fail(const Error& error, Phase retry, Moment now);
    void conflict(const Error& error, Moment now);
    void settle(const LeverObservation& seen, Moment now);
    bool isPartlyUnread(const LeverObservation& seen, Moment now);
    void settleFreeze(const LeverObservation& seen, Moment now);
    void settleRelease(const LeverObservation& seen, Moment now);
    void forgotten(const LeverObservation& seen, Moment now);
    void changed(std::uint64_t generation, const std::string& by, Moment now);
    void ask(const Error& difference, Moment now);
    void leaveToPerson(Error cause, Moment now);
    void readBack(Moment now);
    void shown(Moment now);
    void rest(Moment now);
    void prove(Moment now);
    void tell(Happening::Kind kind, std::string detail = {});
    /// The first time only.
    void reached(PlaceTimes::Span PlaceTimes::* stage, Moment now);

    LeverTraits m_lever;
    Intent m_intent;
    PlaceView m_view;
    Phase m_phase = Phase::watch;
    std::optional<std::uint64_t> m_out; ///< ticket of the step under way
    std::uint64_t m_tickets = 0;
    std::uint64_t m_seen = 0; ///< highest generation this lever ever reported
    std::uint64_t m_generation = 0;
    bool m_acknowledged = false; ///< the lever had this act in force
    bool m_covered = false;
    bool m_refusedOtherwise = false;
    bool m_isTheirs = false; ///< frozen there, as last seen, by an order that is none of ours
    bool m_waitsForQuiet = false; ///< refuses new calls, and what it was to end is not gone yet
    bool m_wasShown = false; ///< all that it can show of what is wanted: proved, or read back where nothing can be tried
    SteadyTime m_since; ///< of the act, for the bound
    std::optional<SteadyTime> m_orderedAt; ///< when the last order went out
    SteadyTime m_due;
    int m_failures = 0; ///< in a row, for the backoff
    int m_missed = 0; ///< observations in a row, once proved
    std::vector<Happening> m_happenings;
};

} // namespace fuseboard
