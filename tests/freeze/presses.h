// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <vector>

namespace fuseboard::test {

/// Milliseconds of each press.
struct Presses {
    std::vector<double> freezes {}, resumes {};
    QString fault {}; ///< empty, or what did not come
};

/// Freezes and resumes a team in turns, `count` presses in all, with the whole engine, its journal and its audit log, at a
/// gateway that really runs; each until it is proved.
Presses pressAtOwnGateway(int count);

/// Freezes a team while the thread that pressed sleeps from then on, and another stores 50,000 rows; until the order's bytes
/// are at the gateway. One press for each length of sleep.
Presses pressInBusyWindow(const std::vector<std::chrono::milliseconds>& sleeps);

/// Freezes a team while no sync to disk ever returns; until it is proved.
Presses pressWithHangingDisk(int count);

} // namespace fuseboard::test
