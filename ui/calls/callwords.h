// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/runningcall.h"

#include <QStringList>

namespace fuseboard {

/// Who calls, in one name: the agent, else the person, else the key; "–" where nothing is told.
QString callerText(const RunningCall& call);

/// "3 calls run: ≈ $1.20 so far, $14.50 set aside." Says that none runs only where each place that tells has told so.
QString summaryText(const RunningCalls& calls);
/// A sentence for each place that does not tell now.
QStringList silentTexts(const RunningCalls& calls, Instant now);
/// Of the places that never tell which calls run; empty where there is none.
QString neverToldText(const RunningCalls& calls);

/// What became of a cut, in one sentence.
QString cutText(const CallCut& cut, const Result<CutOutcome>& outcome);

} // namespace fuseboard
