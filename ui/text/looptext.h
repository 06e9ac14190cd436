// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/loops/loopverdict.h"

#include <QString>

namespace fuseboard {

/// A sentence; the tool's name, which comes from outside, is safe to show.
QString loopSignText(const loops::LoopEvidence& seen);
/// The one that was seen most often; empty where nothing was.
QString mostSeenText(const std::vector<loops::LoopEvidence>& seen);

} // namespace fuseboard
