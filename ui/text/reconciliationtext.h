// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/accountreconciliation.h"

#include <QString>

namespace fuseboard {

/// "Price: the same tokens at another price": the same in the window and in a terminal.
QString causeText(Cause cause);
/// "Price", "Billed elsewhere": for a cell.
QString causeName(Cause cause);
/// "Agrees within 2%", "Does not agree", "Nothing to compare with".
QString verdictText(Verdict verdict);
/// What a UTC day is called in a report: `2026-10-02`.
QString utcDayText(Instant day);
/// "most on 2026-10-02, gpt-4.1", or empty where nothing has that cause. `dayName` says a day as people read it there.
QString mostOfText(const AccountReconciliation& account, Cause cause, QString (*dayName)(Instant) = utcDayText);
/// What an account's two sides say of each other, as one sentence.
QString accountSentence(const AccountReconciliation& account, Currency currency);
/// Money that could not be compared, as one sentence; empty where there is none.
QString notComparedSentence(const AccountReconciliation& account, Currency currency);
/// How much more was billed, as part of the bill, which is what a verdict goes by: `+3.25%`; a dash where nothing was billed.
QString differencePercentText(std::int64_t measuredNano, std::int64_t billedNano);

} // namespace fuseboard
