// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditentry.h"
#include "switchboard/lever.h"

namespace fuseboard {

using OwnedLevers = std::vector<std::unique_ptr<Lever>>;

// What callers ask for at the levers' places. The levers outlive what is asked of them, which is all in their thread.

/// Of every place that takes it, all asked at once; of the answered ones the newest.
QFuture<Asks> asksAt(const OwnedLevers& levers, const Clock& clock);
/// Hands a person's answer to its place.
QFuture<Result<RaiseAsk>> answerAskAt(const OwnedLevers& levers, const AskDecision& decision, const std::string& by);

/// The intent's row for the log: who asked for what, as the person saw it, and what is answered.
AuditEntry answerEntry(const AskDecision& decision, const std::string& by, Instant at);
/// What became of it. `raised`: by how much a budget of Fuseboard's own was raised once the place took the answer.
AuditEntry answerOutcomeEntry(
    AuditEntry act, const Result<RaiseAsk>& outcome, const Result<std::optional<Money>>& raised, Instant at);

} // namespace fuseboard
