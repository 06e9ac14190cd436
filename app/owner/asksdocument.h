// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/raiseask.h"

#include <QJsonObject>

namespace fuseboard {

// What callers ask for, as the owner's JSON; what is read is exactly what was written. Amounts are decimal texts.

/// `{"askPlaces":[{"id","name","at","error","unread","asks":[{"id","at","state","scope","period","team","token","key","person","agent",
/// "amount","currency","reason","limit","spent","resetsAt","by","answeredAt","granted","until"}]}]}`
QJsonObject asksDocument(const Asks& asks);
Result<Asks> asksOf(const QJsonValue& document);

/// The request: `{"do":"answerAsk","place":ID,"ask":{…},"allow":AMOUNT,"until":…,"reason":…}`; without `allow` the budget stays
/// as it is. `until` is an instant, or a day, the last one.
QJsonObject answerDocument(const AskDecision& decision);
/// `badDocument` too where it allows nothing, or for a time that is over.
Result<AskDecision> askDecisionOf(const QJsonValue& document, const Calendar& calendar, Instant now);

/// `{"answered":{…},"raised":AMOUNT,"notRaised":ERROR}`
QJsonObject askOutcomeDocument(const AskOutcome& outcome);
Result<AskOutcome> askOutcomeOf(const QJsonValue& document);

} // namespace fuseboard
