// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "domain/instant.h"
#include "domain/money.h"
#include "domain/scope.h"
#include "domain/team.h"

#include <optional>
#include <string>
#include <vector>

namespace fuseboard {

/// A call in flight, as the place that serves it tells it. What it does not tell is empty.
struct RunningCall {
    std::string id; ///< the place's own
    TeamId team;
    std::string person, agent, key, session; ///< `key`: the label of the caller's key
    std::string model;
    Instant since; ///< by the place's clock
    std::int64_t tokens = 0; ///< counted so far
    std::optional<Money> cost; ///< so far
    std::optional<Money> reserved; ///< the most it may cost
    bool isBeingCut = false; ///< its end is ordered already
    bool operator==(const RunningCall&) const = default;
};

/// What one place tells of the calls that run there.
struct PlaceCalls {
    std::string place, name; ///< id, and name for people
    bool tells = true; ///< false: it never does
    bool cuts = false; ///< one of them can be ended there alone
    std::vector<RunningCall> calls; ///< as told at `at`
    std::optional<Instant> at; ///< empty: never told
    std::optional<Error> error; ///< why it did not tell them now
    bool operator==(const PlaceCalls&) const = default;
};

/// The calls that run in the organisation or in a team, place by place.
struct RunningCalls {
    Scope scope;
    std::vector<PlaceCalls> places;
    bool operator==(const RunningCalls&) const = default;
};

/// What was told now; a place that did not answer keeps, with its age, what it has told of the same scope before.
RunningCalls withEarlier(RunningCalls now, const RunningCalls& before);

/// One call to be ended, as it was read.
struct CallCut {
    std::string place; ///< id
    RunningCall call;
    std::string reason;
    std::string confirm {}; ///< of a protected team's call: the team's name, as a person gave it
    bool operator==(const CallCut&) const = default;
};

enum class CutOutcome {
    cut, ///< the place has ended it
    endedAlready,
};

} // namespace fuseboard
