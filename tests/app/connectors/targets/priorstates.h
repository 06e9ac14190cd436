// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fuseboard::test {

/// Freezes and releases a team at systems whose things were in every mixture of states, while changes fail and the program is
/// killed between them.
struct PriorStates {
    int exact = 0; ///< given back as they were, nothing else touched
    QString firstFault; ///< empty where all were exact
};
PriorStates giveBackPriorStates(int rounds);

} // namespace fuseboard::test
