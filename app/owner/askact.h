// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/raiseask.h"
#include "switchboard/auditsink.h"

#include <functional>

namespace fuseboard {

class Clock;
class Switchboard;

/// Raises what of Fuseboard's own would stop what is allowed; by how much, empty: nothing had to be raised.
using RaiseOwn = std::function<QFuture<Result<std::optional<Money>>>()>;

/// A person's answer to a caller's wish, as one act: the intent to the audit log, the answer to the gateway, once that took it
/// the raise of Fuseboard's own budget where one is needed, and what became of it. Nothing is answered that can't be put on
/// record (`notOnRecord`), and nothing raised for what no gateway is known to allow. Where the raise fails, the gateway allows
/// it all the same (`AskOutcome::notRaised`); the same answer once more raises then. All but the decision must outlive the
/// answer.
QFuture<Result<AskOutcome>> answerAskOnRecord(Switchboard& switchboard, AuditSink& audit, const Clock& clock,
    const AskDecision& decision, const std::string& by, const RaiseOwn& raise);

} // namespace fuseboard
