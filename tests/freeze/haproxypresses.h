// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "freeze/presses.h"

namespace fuseboard::test {

/// What presses at a real HAProxy that is being called have come to.
struct HaproxyPresses {
    Presses proofs {}; ///< to the proof
    std::vector<double> refusals {}; ///< milliseconds from a freeze to the first call that was refused
    int calls = 0, lost = 0;
    int servedAfterProof = 0; ///< calls that were sent after a proof and before the resume, and served all the same
};

/// Freezes and resumes a team `count` times in all at random moments, while 16 connections make 2,000 calls a second with a
/// token of it. Empty fault and no presses where HAProxy is not installed.
HaproxyPresses pressAtHaproxy(int count);

/// Freezes a team with a cut while it has so many streams at a real HAProxy, until the last is ended; `count` times.
Presses cutAtHaproxy(int count, int streams);

} // namespace fuseboard::test
