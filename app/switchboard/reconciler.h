// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/place.h"

#include <map>

namespace fuseboard {

/// Drives every scope that somebody froze or released to the wanted state at every lever, and keeps at it until it holds.
/// Pure: events with their time go in, steps to take come out. `SAFETY.md` KS1, KS2, KS5, KS6, KS8.
class Reconciler {
public:
    explicit Reconciler(std::vector<LeverTraits> levers);

    [[nodiscard]] FreezeBoard board() const;
    /// When next() has something to do at the latest.
    [[nodiscard]] SteadyTime dueAt() const;
    [[nodiscard]] const Intent* intent(const Scope& scope) const;

    /// A person's act: ordered above what is there, also where the same is wanted already, as a person who presses again
    /// may know better than the last look.
    void want(const Intent& intent, Moment now);
    /// An act that the journal kept. `missing`: what has taken it and is no lever any more, which stays a place of this scope.
    void restore(const Intent& intent, const std::vector<LeverTraits>& missing, Moment now);
    /// Whether the act is on disk yet.
    void setSaved(const Scope& scope, const std::string& intentId, bool saved);

    /// Said of the act, where it is still the scope's.
    void addReason(const Scope& scope, const std::string& intentId, const AddedReason& added);

    /// Steps that are due now.
    std::vector<Step> next(Moment now);
    void ordered(const Step& step, const Result<LeverAcknowledgement>& answer, Moment now);
    void observed(const Step& step, const Result<LeverReport>& answer, Moment now);
    void probed(const Step& step, const Result<ProbeResult>& answer, Moment now);

    std::vector<Happening> takeHappenings();

private:
    struct Target {
        Intent intent;
        bool saved = true;
        bool foreign = false; ///< nobody here asked for it: seen at a lever
        bool wasProved = false;
        std::optional<Moment> provedAt;
        std::map<std::string, Place> places; ///< by lever id
    };
    struct Watch {
        std::optional<SteadyTime> answeredAt; ///< empty: never asked
        SteadyTime askedAt;
        std::optional<Error> cause; ///< of the last answer, which was none
        std::vector<RuleBreaker> rules; ///< at work there, as it last told
        LeverCaveat caveat = LeverCaveat::none; ///< as it last told
        std::vector<std::string> warnings; ///< as it last told
        bool out = false;
    };

    Target& start(const Intent& intent);
    [[nodiscard]] FreezeView viewOf(const Target& target) const;
    [[nodiscard]] LeverView viewOf(const LeverTraits& lever) const;
    [[nodiscard]] SteadyTime dueOf(const std::string& leverId, const Watch& watch) const;
    Place* placeOf(const Step& step);
    void refresh(Target& target, Moment now);
    void refreshAll(Moment now);
    void adoptForeign(const LeverReport& report, Moment now);

    std::vector<LeverTraits> m_levers;
    std::map<std::string, Watch> m_watches;
    std::map<Scope, Target> m_targets;
    std::vector<Happening> m_happenings;
};

} // namespace fuseboard
