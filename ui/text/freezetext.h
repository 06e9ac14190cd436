// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calendar.h"
#include "domain/freeze.h"

#include <QString>

namespace fuseboard {

/// Words of the whole freeze as a chip says them: `Frozen`, `Freezing 0 of 6`. Only `frozen` ever says Frozen. Empty
/// where nothing is held or ordered.
QString stageText(const FreezeView& freeze);
/// As stageText with the counts that a page's head has room for: `Not proved, 4 of 6`.
QString longStageText(const FreezeView& freeze);
/// What one place has shown: `refusing, proved 14:19:32`, `silent since 14:19:40`.
QString placeText(const FreezeView& freeze, const PlaceView& place, const Calendar& calendar, Instant now);
/// `$212`: what its places have set aside for requests that run. Empty: nothing, or nobody tells.
QString moneySetAsideText(const FreezeView& freeze);
/// `Payments`, or `All teams` for the organisation.
QString scopeText(const Scope& scope, const QString& teamName);
/// What a place does not protect, as a warning; empty: nothing is known. `name`: of the place.
QString caveatText(LeverCaveat caveat, const QString& name);
/// Whether what a person typed confirms a freeze that asks for these words: a protected team's name, or `freeze all`.
bool confirmsFreeze(const QString& typed, const QString& words);

} // namespace fuseboard
