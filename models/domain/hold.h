// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"
#include "domain/scope.h"

namespace fuseboard {

enum class HoldState { frozen, released };
enum class FreezeMode { refuse, cut }; ///< refuse new calls, or also end what runs

/// What a resume does where somebody else has changed since what the freeze had found.
enum class Undo {
    ask, ///< gives nothing back there and says what differs; a second act that asks means `keep`
    keep, ///< leaves what they changed as it is and gives back the rest
    putBack, ///< gives back everything as the freeze found it
};

/// An absolute order: the state wanted at a generation. Repeating it changes nothing.
struct HoldOrder {
    std::string orderId; ///< UUIDv7
    Scope scope;
    std::uint64_t generation = 0;
    HoldState state = HoldState::frozen;
    FreezeMode mode = FreezeMode::refuse;
    std::string reason, by;
    Undo undo = Undo::ask; ///< of a resume, at a system that keeps no orders
    bool operator==(const HoldOrder&) const = default;
};

/// A person's freeze as an enforcement point keeps it: the last order in force, and since when.
struct Hold {
    HoldOrder order;
    Instant at;
    bool operator==(const Hold&) const = default;
};

/// Words that somebody added to the reason of a freeze after it was ordered; the order itself keeps its own.
struct AddedReason {
    std::string text, by;
    Instant at;
    bool operator==(const AddedReason&) const = default;
};

enum class OrderVerdict {
    applied, ///< now in force
    inForce, ///< changes nothing: this very order, or the same state already held at this generation
    stale, ///< a newer generation, or at the same one a freeze, is in force
};

/// The enforcement point arbitrates (`contracts/ADMIN.md`): the higher generation wins; at equal generation freeze wins.
OrderVerdict judge(const Hold* current, const HoldOrder& order);

std::string toText(HoldState state);
std::string toText(FreezeMode mode);
Result<HoldState> parseHoldState(std::string_view text);
Result<FreezeMode> parseFreezeMode(std::string_view text);
/// `ask`, `keep`, `putBack`.
Result<Undo> parseUndo(std::string_view text);

} // namespace fuseboard
