// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditentry.h"

#include <vector>

namespace fuseboard {

/// What somebody did, with its outcome; or what Fuseboard saw.
struct AuditAct {
    AuditEntry entry; ///< the intent, or the outcome where that alone is known, or what was observed
    std::optional<AuditEntry> outcome; ///< empty: none is on record yet, or none is due
};

/// Rows of a log joined into acts, the newest first.
std::vector<AuditAct> actsOf(const std::vector<AuditEntry>& entries);

} // namespace fuseboard
