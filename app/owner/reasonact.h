// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hold.h"
#include "switchboard/auditsink.h"

namespace fuseboard {

class Switchboard;

/// Adds to the reason of a freeze as an act of its own: the intent to the audit log, then the words to the freeze, then what
/// became of it. The rows of the freeze stay as they are. Nothing is added that can't be put on record (`notOnRecord`).
/// `before` is what was said until now. All three must outlive the answer.
QFuture<Result<void>> addReasonOnRecord(
    Switchboard& switchboard, AuditSink& audit, const Scope& scope, const AddedReason& added, const std::string& before);

} // namespace fuseboard
