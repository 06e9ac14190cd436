// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fuseboard {

/// No core dump, no debugger of the same user, no /proc/PID/environ: keys are in our memory (SAFETY SE4). First in `main`.
void forbidDumps();

} // namespace fuseboard
