// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditentry.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace fuseboard {

/// What the page *Audit* wants to show.
struct AuditRequest {
    std::size_t rows = 1000; ///< the last so many
    int check = 0; ///< the whole log is checked where this is another number than in the last request; the first is 0
    bool operator==(const AuditRequest&) const = default;
};

/// The audit log as it was read at one moment. Immutable once handed on.
struct AuditLogView {
    AuditRequest request;
    std::vector<AuditEntry> entries; ///< in the order in which they were written
    std::int64_t length = 0; ///< rows of the whole log
    std::optional<AuditCheck> check; ///< the last that was made
    Instant checkedAt; ///< of `check`
    QString place; ///< where heads are remembered
};

} // namespace fuseboard
