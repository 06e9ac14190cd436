// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/budgetstate.h"
#include "domain/loops/loopverdict.h"
#include "domain/scope.h"
#include "domain/spendlimit.h"

#include <optional>
#include <string>
#include <vector>

namespace fuseboard {

/// A caller's wish for more than a hard budget of a gateway has, or whether a session that its rule holds may go on; as that
/// gateway tells it. What it does not tell is empty.
struct RaiseAsk {
    enum class State {
        open, ///< waits for a person
        allowed,
        kept, ///< the budget stays as it is
    };
    std::string id; ///< the gateway's own
    Instant at; ///< by its clock
    State state = State::open;
    LimitScope scope; ///< of the gateway's budget
    PeriodKind period = PeriodKind::month; ///< of that budget
    TeamId team;
    std::string token, key, person, agent; ///< who asks; `token`: the SHA-256, `key`: its label
    Money amount; ///< asked for
    std::string reason; ///< the caller's own words
    Money limit, spent; ///< then; `spent` with what is set aside; of a held session: none, and what it has cost
    Instant resetsAt; ///< the budget, as of then
    bool isHeldSession = false; ///< it runs in a loop, as the gateway's rule sees it; `reason` says how
    // Of a held session; 0 and empty: not told.
    Money anHour {}; ///< what it costs in an hour
    std::vector<loops::LoopEvidence> seen {}; ///< without fingerprints
    int idleCalls {}; ///< in a row, that got it nowhere
    int mostCalls {}; ///< that one answer lets go on, whatever its money
    std::string by; ///< who answered
    std::optional<Instant> answeredAt;
    std::optional<Money> granted;
    std::optional<Instant> until; ///< of what was granted
    bool operator==(const RaiseAsk&) const = default;
};

std::string toText(RaiseAsk::State state);
Result<RaiseAsk::State> parseAskState(std::string_view text);
/// Reads what `LimitScope::text` writes.
Result<LimitScope> parseLimitScope(std::string_view text);

/// What a gateway lists.
struct ToldAsks {
    std::vector<RaiseAsk> asks;
    std::int64_t unread = 0; ///< more of them, which are not understood
    bool operator==(const ToldAsks&) const = default;
};

/// What one place tells of the wishes of its callers.
struct PlaceAsks {
    std::string place, name; ///< id, and name for people
    std::vector<RaiseAsk> asks; ///< as told at `at`
    std::optional<Instant> at; ///< empty: never told
    std::optional<Error> error; ///< why it did not tell them now
    std::int64_t unread = 0; ///< that it told as well, and that are not understood
    bool operator==(const PlaceAsks&) const = default;
};

/// Of every place that takes wishes.
using Asks = std::vector<PlaceAsks>;
/// What was told now; a place that did not answer keeps, with its age, what it has told before.
Asks withEarlier(Asks now, const Asks& before);
/// Those that a person could still want to know of: all that wait, all that let something pass still, and the newest of those
/// that were over within a week.
std::vector<RaiseAsk> recentAsks(std::vector<RaiseAsk> asks, Instant now);

/// A person's answer to one.
struct AskDecision {
    std::string place; ///< id
    RaiseAsk ask; ///< as it was shown
    std::optional<Money> allowed; ///< how much more; empty: the budget stays as it is
    std::optional<Instant> until {}; ///< of what is allowed
    std::string reason {}; ///< may be empty
    bool operator==(const AskDecision&) const = default;
};

/// What became of an answer.
struct AskOutcome {
    RaiseAsk ask; ///< as the gateway has it then
    std::optional<Money> raised {}; ///< by how much a budget of Fuseboard's own was raised for it
    std::optional<Error> notRaised {}; ///< why that budget still stops what the gateway allows
    bool operator==(const AskOutcome&) const = default;
};

// The acts in the audit log, and the incident that they are about.
inline constexpr std::string_view allowMore = "allow more", keepRefusing = "keep refusing";
std::string askIncident(std::string_view place, std::string_view ask);

/// The end of the period in which the budget is asked to be raised: the next one begins anew, whatever is allowed in this. Of a
/// held session, a day from now: longer ones nobody watches.
Instant periodEndOf(const RaiseAsk& ask, const Calendar& calendar, Instant now);
/// Why it can't be allowed, whatever the gateway would say: nothing, for a time that is over, or past `periodEndOf`.
std::optional<Error> faultOf(const AskDecision& decision, const Calendar& calendar, Instant now);
/// Fuseboard's own hard budget of the very scope, with figures in the ask's currency, or null: it freezes what the gateway
/// would let through.
const BudgetState* ownBudgetOf(const RaiseAsk& ask, const std::vector<BudgetState>& budgets);
/// What a freeze for that budget would be of, where it stops who asks.
Scope frozenScopeOf(const RaiseAsk& ask);
/// What others were allowed of the budget that the decision is about, and may spend still; nano-units, at most: how much of it
/// is spent no gateway tells. Empty: a place does not tell.
std::optional<std::int64_t> promisedToOthers(const Asks& asks, const AskDecision& decision, Instant now);
/// The raise of that budget without which it would stop what is allowed, until its period ends at the latest. Empty: none is
/// needed. The budget then has what is spent, what is promised to others, and what is allowed; but it never grows by more than
/// what is allowed beyond what is spent already, so that all raises are no more than all that was allowed. What is not known
/// (`promised`) counts as promised, so that nothing that was allowed is stopped.
std::optional<BudgetRaise> raiseNeeded(const AskDecision& decision, const BudgetState& own, const std::vector<Budget>& budgets,
    const std::vector<BudgetRaise>& raises, std::optional<std::int64_t> promised, Instant now);

} // namespace fuseboard
