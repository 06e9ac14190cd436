// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/blast.h"
#include "owner/documentfields.h"

#include <QJsonArray>

namespace fuseboard {

/// The stage's word in JSON: `frozen`, `notProved`, …
QString stageWord(FreezeStage stage);

/// A freeze with all its places; what `freezeOf` reads is exactly what was written.
QJsonObject freezeDocument(const FreezeView& view);
FreezeView freezeOf(const DocumentFields& fields);

QJsonArray leversDocument(const std::vector<LeverView>& levers);
LeverView leverOf(const DocumentFields& fields);

/// `{"freezes":[…],"levers":[…],"rules":[…],"auditWaiting":n}`; of what rules do, kinds that came later are left out.
QJsonObject freezeBoardDocument(const FreezeBoard& board);
Result<FreezeBoard> freezeBoardOf(const QJsonValue& document);

} // namespace fuseboard
