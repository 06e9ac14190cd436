// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>

namespace fuseboard::test {

/// A press at ten places over real sockets: seven good ones (four gateways, three systems of targets), two where nobody
/// listens, and one that takes 5 s for each answer.
struct TenLevers {
    std::chrono::milliseconds sevenProved {0}; ///< from the press until the last of the good ones is proved
    std::chrono::milliseconds deadNamed {0}; ///< from the press until both dead ones are named with their cause
    std::string fault; ///< empty, or what did not come in 5 s, or was claimed of a place that has not shown it
};
TenLevers pressAtTenLevers();

} // namespace fuseboard::test
