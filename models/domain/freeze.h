// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hold.h"
#include "domain/money.h"
#include "domain/rulebreaker.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace fuseboard {

/// What the window says of a freeze (`SAFETY.md` KS2). `frozen` only where every place was proved.
enum class FreezeStage {
    allowed,
    requested, ///< intent on disk, no answer yet
    freezing, ///< some places proved
    frozen, ///< every place reports the generation and refused a probe
    partlyProved, ///< the rest cannot be probed, can't do all that was ordered, or has not kept it
    notProved, ///< past a place's bound without proof
    changedOutside, ///< observed differs from wanted
    resumeRequested,
    resumed, ///< every place reports the release and served a probe
};

/// One enforcement point's part in a freeze.
enum class PlaceStage {
    waiting, ///< not answered yet
    ordered, ///< acknowledged the order
    readBack, ///< reports the wanted generation
    proved, ///< and refused a probe (or, resuming, served one)
    silent, ///< past its bound without an answer
    lying, ///< answered wrongly: wrong body, wrong state, served the probe
    changedOutside,
    nothingHere, ///< none of the scope's calls go through it
    unable, ///< can't refuse calls of such a scope: never asked
};

/// How long after the order each stage was reached first; empty: not reached.
struct PlaceTimes {
    using Span = std::optional<std::chrono::milliseconds>;
    Span written, readBack, probed, cut;
    Span quiet; ///< nothing of the scope runs there any more
    bool operator==(const PlaceTimes&) const = default;
};

struct PlaceView {
    std::string id, name;
    PlaceStage stage = PlaceStage::waiting;
    bool canProbe = true; ///< false: reading back is all the proof there is
    bool leavesRunning = false; ///< was to end what runs too, and can't in such a scope, or calls run there past its bound
    bool isKept = true; ///< false: what it took is not on a disk yet, so that a restart would lose it
    std::optional<Error> cause; ///< why it is not proved
    std::optional<Instant> provedAt;
    std::optional<Instant> lastAnswer;
    std::uint64_t generation = 0; ///< as last read back
    std::int64_t inFlight = 0; ///< calls of the scope still running there
    bool tellsInFlight = false; ///< it said so; else nobody knows
    std::optional<Money> moneySetAside;
    PlaceTimes times;
    std::chrono::milliseconds bound {0}; ///< past it without proof it is *not proved*
    std::string note; ///< what it says itself beyond that; plain text from outside
    bool operator==(const PlaceView&) const = default;
};

struct FreezeView {
    Scope scope;
    FreezeStage stage = FreezeStage::allowed;
    HoldState wanted = HoldState::frozen; ///< what the person ordered last: tells a freeze not proved from a resume not proved
    FreezeMode mode = FreezeMode::refuse;
    std::uint64_t generation = 0;
    Instant orderedAt;
    std::optional<Instant> provedAt;
    std::string by, reason;
    std::optional<AddedReason> added; ///< to the reason, since
    std::optional<Instant> until; ///< of a policy's freeze, when it ends by itself; a person's has no end (SAFETY KS5)
    bool isForeign = false; ///< nobody here ordered it: seen at a place
    bool saved = true; ///< false: the intent could not be written to disk yet
    std::vector<PlaceView> places;

    [[nodiscard]] std::int64_t provedPlaces() const;
    /// Those with something of the scope.
    [[nodiscard]] std::int64_t countedPlaces() const;
    [[nodiscard]] std::int64_t inFlight() const;
    bool operator==(const FreezeView&) const = default;
};

/// What a lever's own system does not protect.
enum class LeverCaveat {
    none,
    openMap, ///< HAProxy's map: any of its sockets may change it before 3.4, and a reload forgets it (GATEWAYS 3.2)
    brokenKeyCheck, ///< a LiteLLM whose check of keys itself can be broken into (CVE-2026-42208; ACCEPTANCE L11)
};

/// What a lever can do at its system, and whether it answers.
struct LeverView {
    std::string id, name;
    std::set<ScopeKind> refuses, cuts; ///< kinds of scopes whose calls it can refuse; in which it can end what runs
    bool canProbe = true;
    std::chrono::milliseconds bound {0}, watchEvery {0};
    bool isAsked = false; ///< it has been asked and has answered or failed
    std::optional<Error> cause; ///< why its last answer was none
    LeverCaveat caveat = LeverCaveat::none;
    std::vector<std::string> warnings {}; ///< what it says of itself that people should know or mend, in its own words
    bool operator==(const LeverView&) const = default;
};

/// Every scope that is not plainly allowed. Immutable once published.
struct FreezeBoard {
    std::map<Scope, FreezeView> views;
    std::vector<LeverView> levers;
    /// Rows of the audit log that can't be written and wait; until they are, nobody resumes (SAFETY AU3).
    std::int64_t auditWaiting = 0;
    /// What rules do at places by themselves, by the place's id, as it last told.
    std::map<std::string, std::vector<RuleBreaker>> rules {};
    /// The stage that counts for a team: its own, or the organisation's where that is held.
    [[nodiscard]] const FreezeView* forTeam(const std::string& team) const;
    bool operator==(const FreezeBoard&) const = default;
};

/// Whether they differ in nothing but what rules do, which changes with every call. Null: there is none yet.
bool isSameButRules(const FreezeBoard* one, const FreezeBoard* other);

/// The stage of a whole freeze from its places' stages. Pure: what the places have shown, and whether a place's bound
/// has passed (`silent`), is all it needs.
FreezeStage stageOf(HoldState wanted, const std::vector<PlaceView>& places);

} // namespace fuseboard
