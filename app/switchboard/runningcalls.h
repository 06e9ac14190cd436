// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditentry.h"
#include "switchboard/lever.h"

namespace fuseboard {

using OwnedLevers = std::vector<std::unique_ptr<Lever>>;

// Single calls at the levers' places. The levers outlive what is asked of them, which is all in their thread.

/// What runs in a scope, a place for each lever, asked all at once.
QFuture<std::vector<PlaceCalls>> runningCallsAt(const OwnedLevers& levers, const Scope& scope, const Clock& clock);
/// Ends one call at its place.
QFuture<Result<CutOutcome>> cutCallAt(const OwnedLevers& levers, const CallCut& cut);

/// The intent's row for the log: what was running, as the person saw it.
AuditEntry cutEntry(const CallCut& cut, const std::string& by, Instant at);
/// What became of it.
AuditEntry cutOutcomeEntry(AuditEntry act, const Result<CutOutcome>& outcome, Instant at);

} // namespace fuseboard
