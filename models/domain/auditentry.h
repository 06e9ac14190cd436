// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/instant.h"

#include <optional>

namespace fuseboard {

/// What Fuseboard itself saw after an act had its outcome (proved at last, forgotten by a gateway, changed outside).
inline constexpr std::string_view observed = "observed";

/// One row of the audit log: an intent, the outcome of one, or something observed. Of one act (one request id) the log
/// keeps one intent and one outcome (SAFETY AU1).
struct AuditEntry {
    std::int64_t sequence = 0; ///< given by the log
    Instant at;
    std::string actor, action, target, reason, before, after, result; ///< `result` empty: an intent
    std::string requestId; ///< joins the intent and its outcome
    std::string hash; ///< given by the log
    bool operator==(const AuditEntry&) const = default;

    [[nodiscard]] bool isObserved() const { return action == observed; }
    [[nodiscard]] bool isIntent() const { return result.empty() && !isObserved(); }
    [[nodiscard]] bool isOutcome() const { return !result.empty() && !isObserved(); }
};

/// The first row that is not as it was written.
struct AuditFault {
    enum class Kind {
        changed, ///< does not fit what is before it: edited, put in, or the row before is gone
        missing, ///< no row has this number
        outOfOrder, ///< a number that can't be there
        rewritten, ///< fits its neighbours, but a place remembers another hash
        cutOff, ///< the log ends before it, but a place remembers a later row
        unreadable, ///< the file is damaged there
    };
    Kind kind {};
    std::int64_t sequence = 0;
    std::string place; ///< that remembers otherwise, or what the database said
    bool operator==(const AuditFault&) const = default;
};

/// What a check of the whole audit log found.
struct AuditCheck {
    std::int64_t rows = 0; ///< that are as they were written, from the first
    std::string head; ///< hash of the last of them; empty where there is none
    std::int64_t remembered = 0; ///< the last row that a place outside remembers; 0: none
    std::optional<AuditFault> fault;
};

} // namespace fuseboard
