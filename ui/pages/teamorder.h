// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/teamrow.h"

namespace fuseboard {

/// How the teams of the list are ordered. A window's state keeps the number: new ones go to the end.
enum class TeamOrder {
    asAdded,
    name,
    needsYouFirst, ///< by the chip, the worst first; of the same, those that have used most of their budget
    spent, ///< most first
    used, ///< most of its budget first; teams without one last
};

/// Whether one stands before the other: all teams first, then what is unallocated, whatever the order. Of equals neither does.
bool standsBefore(const TeamRow& one, const TeamRow& other, TeamOrder order);

} // namespace fuseboard
