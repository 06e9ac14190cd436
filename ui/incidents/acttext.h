// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditact.h"
#include "theme/icons.h"

#include <QString>

namespace fuseboard {

/// A freeze or resume that somebody ordered, or what was seen of one.
bool isOfFreezes(const AuditEntry& entry);
Icon iconOf(const AuditEntry& entry);
/// What it was: "Freeze ordered".
QString whatText(const AuditEntry& entry);
/// Who, why and the outcome: "By A. Meyer: mended. Outcome: proved." Safe to show.
QString howText(const AuditAct& act);

} // namespace fuseboard
