// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/breakdownrows.h"
#include "items/sourcerow.h"
#include "items/teamrow.h"

#include <QString>

namespace fuseboard {

/// Rows have room for "Not proved", a page's head for "Not proved, 4 of 6".
enum class ChipWords { brief, full };
QString chipText(const Chip& chip, ChipWords words = ChipWords::brief);
/// "Answers", "Rate limited", "Silent".
QString sourceStateText(SourceHealth state);

/// "All teams", "Unallocated", or the team's name.
QString rowName(const TeamRow& row);
/// `$15,940`, `≥ $15,640`; a dash where no source has told anything yet: unknown is never zero.
QString spentText(const TeamRow& row);
/// What assistive technology reads: name, state, amounts, as a sentence each.
QString rowSentence(const TeamRow& row);
/// "checkout-agent", "11 others", "Not named". Names come from outside: make them safe before they are shown.
QString lineName(const BreakdownLine& line);

} // namespace fuseboard
