// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/runningcall.h"

#include <QJsonObject>

namespace fuseboard {

// Calls that run, as the owner's JSON; what is read is exactly what was written. Amounts are decimal texts.

/// `{"scope":"team/…","places":[{"id","name","tells","cuts","at","error","calls":[{"id","team","person","agent","key",
/// "session","model","since","tokens","cost":{"amount","currency"},"reserved":{…},"cutOrdered"}]}]}`
QJsonObject runningCallsDocument(const RunningCalls& calls);
Result<RunningCalls> runningCallsOf(const QJsonValue& document);

/// The request: `{"do":"cutCall","place":ID,"running":{…},"reason":…,"confirm":…}`; `call` is the number that each request has.
QJsonObject callCutDocument(const CallCut& cut);
Result<CallCut> callCutOf(const QJsonValue& document);

/// `{"outcome":"cut"|"endedAlready"}`
QJsonObject cutOutcomeDocument(CutOutcome outcome);
Result<CutOutcome> cutOutcomeOf(const QJsonValue& document);

} // namespace fuseboard
