// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace fuseboard::test {

/// A press at up to three gateways in simulated time, where a third of the requests get lost, and a kill of the program at
/// a point drawn by the seed. Empty once every gateway holds, and the program has proved, what was pressed; or what was
/// otherwise. Needs a QCoreApplication.
std::string simulatedKill(unsigned seed);

} // namespace fuseboard::test
