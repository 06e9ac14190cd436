// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

namespace fuseboard {

/// One row of the audit log: an intent, or the outcome of one.
struct AuditEntry {
    std::int64_t sequence = 0; ///< given by the log
    Instant at;
    std::string actor, action, target, reason, before, after, result; ///< `result` empty: an intent
    std::string requestId; ///< joins the intent and its outcome
    std::string hash; ///< given by the log
    bool operator==(const AuditEntry&) const = default;
};

} // namespace fuseboard
