// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/jsonwriter.h"
#include "domain/breaker.h"
#include "domain/loops/loopverdict.h"

namespace fuseboard::gateway {

/// A session as rules see it: one name of two callers is two sessions.
struct CallerSession {
    std::string token, session;
    auto operator<=>(const CallerSession&) const = default;
};

constexpr int callsLetGo = 200; ///< of a held session, by one answer of a person, whatever its money

/// What a rule has found of a session, and what its breaker does about that.
struct Trip {
    CallerSession whose;
    std::uint64_t thread = 0; ///< the conversation whose request it was found of
    std::string team, label;
    std::string incident; ///< UUIDv7, of the time when it was opened; empty before
    Instant at; ///< when its evidence went up last
    BreakerState state = BreakerState::closed;
    bool observed = false; ///< nothing is done about it
    loops::LoopVerdict verdict;
    std::chrono::seconds retryAfter {0}; ///< at least; of a state that lets no call in
    Currency currency;
    std::int64_t worstCallNano = 0; ///< the most that the session's last call could have cost; 0: unknown

    [[nodiscard]] Scope scope() const { return {ScopeKind::session, whose.session}; }
};

/// "gets nowhere: Read was called 5 times more with the same arguments and the same result"
std::string inWords(const loops::LoopVerdict& verdict);
/// Members of an object: all but the scope and what a person's freeze has.
void writeMembers(JsonWriter& out, const Trip& trip);

} // namespace fuseboard::gateway
