// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace fuseboard::test {

/// What a place is to us.
enum class LeverKind {
    probed, ///< carries generations, and is tried
    unprobed, ///< carries generations, and cannot be tried
    targetsWithCanary, ///< keeps no orders; a key of the team is there to try with
    targetsWithoutCanary,
};

/// What goes wrong there.
enum class LeverFault {
    servesAnyway, ///< answers 200 and goes on serving
    staleReads, ///< tells what was so, while the freeze is ended behind its back
    forgets, ///< a reload loses what it held
    editedOutside,
    dies, ///< after the order; comes back without it
    garbage,
    timesOut,
};

inline constexpr std::array leverKinds {
    LeverKind::probed, LeverKind::unprobed, LeverKind::targetsWithCanary, LeverKind::targetsWithoutCanary};
inline constexpr std::array leverFaults {LeverFault::servesAnyway, LeverFault::staleReads, LeverFault::forgets,
    LeverFault::editedOutside, LeverFault::dies, LeverFault::garbage, LeverFault::timesOut};

constexpr const char* nameOf(LeverKind kind)
{
    constexpr std::array names {"generations, probed", "generations, untried", "targets, canary", "targets, no canary"};
    return names[static_cast<std::size_t>(kind)];
}
constexpr const char* nameOf(LeverFault fault)
{
    constexpr std::array names {
        "serves anyway", "stale reads", "forgets", "edited outside", "dies after order", "garbage", "times out"};
    return names[static_cast<std::size_t>(fault)];
}

constexpr bool canBeTried(LeverKind kind) { return kind == LeverKind::probed || kind == LeverKind::targetsWithCanary; }
constexpr bool keepsOrders(LeverKind kind) { return kind == LeverKind::probed || kind == LeverKind::unprobed; }

} // namespace fuseboard::test
