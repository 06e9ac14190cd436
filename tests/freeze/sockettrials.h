// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "freeze/leverfaults.h"

#include <QString>

#include <chrono>
#include <vector>

namespace fuseboard::test {

struct SocketTrial {
    LeverKind kind = LeverKind::probed;
    LeverFault fault = LeverFault::servesAnyway;
    unsigned seed = 0;
    QString falsehood {}; ///< empty, or how *frozen* was claimed and was not so
    std::chrono::milliseconds longestClaim {0}; ///< that *frozen* outlived the truth
    bool isProvedInTheEnd = false; ///< the fault mended and the button pressed once more: as far as this lever can show
    QString lastCause {}; ///< why it is not
    QString complaints {}; ///< of the system about our requests
};

/// Runs all trials at once, each with a switchboard, our real lever and a system of its own over real sockets. Periods and
/// deadlines are 300 ms (600 under the sanitizers), so that all of it takes some 8 s. `answersTake`: what two looks may take
/// beside their periods, on this machine. Needs a QCoreApplication.
void runOverSockets(std::vector<SocketTrial>& trials, std::chrono::milliseconds answersTake);

} // namespace fuseboard::test
