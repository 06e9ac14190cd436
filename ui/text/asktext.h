// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/raiseask.h"

#include <QString>

namespace fuseboard {

/// Whose money it is: `Payments`, `All teams`, `ada, claude-code`, `Key laptop`. `teamName`: of the one who asks. Safe to show.
QString limitScopeText(const RaiseAsk& ask, const QString& teamName);
/// Who asks: `checkout-agent`, `J. Ortiz, claude-code`, or the key's label. Safe to show.
QString askerText(const RaiseAsk& ask);
/// `checkout-agent asks for $20.00 more`, or that it gets nowhere. Safe to show.
QString askTitle(const RaiseAsk& ask);
/// What is spent, of what, and in the asker's or the rule's own words why.
QString askSituation(const RaiseAsk& ask, const QString& scope);
/// What a held session does, as the rule saw it: a sentence, or the gateway's own words where they are all that is told.
QString heldReason(const RaiseAsk& ask);
/// Why an answer was not taken, or that this is not known.
QString askFault(const Error& error);
/// `Payments may spend $20.00 more until 28 Nov 18:00. Then calls are refused again.`
QString allowedText(
    const RaiseAsk& ask, const QString& scope, Money amount, Instant until, const Calendar& calendar, Instant now);

} // namespace fuseboard
