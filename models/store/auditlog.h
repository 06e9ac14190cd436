// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditentry.h"
#include "store/audithead.h"
#include "store/sqlite.h"

#include <memory>
#include <vector>

namespace fuseboard {

/// The hash-chained audit log. An entry's hash is the SHA-256, in hex, of the previous entry's hash (64 zeros before
/// the first) followed by sequence, time in microseconds, actor, action, target, reason, before, after, result and
/// request id, each as a netstring of its UTF-8 bytes (`3:abc,`), so that anybody can check an export without this
/// program (SAFETY AU2, AU4; the handbook has the recipe).
class AuditLog {
public:
    explicit AuditLog(sqlite::Database& database);

    /// Answers with the row's number. The caller holds the transaction, and calls `remember` once it is committed. What
    /// is tried again is written once: an entry that is there already, or an act's second intent, answers with the row
    /// that is there; an act's second outcome is written as observed. Bytes that are not UTF-8 become U+FFFD.
    std::int64_t append(AuditEntry entry);
    [[nodiscard]] std::vector<AuditEntry> entries(std::int64_t after, std::size_t limit);
    /// The number of its last row; 0: none.
    [[nodiscard]] std::int64_t length() { return head().sequence; }
    /// Reads the whole log. `places` must not change their minds meanwhile, but rows may be added.
    [[nodiscard]] AuditCheck check(const std::vector<std::shared_ptr<AuditHeads>>& places);

    /// One more place for heads; the error tells that it remembers a row that is not in the log (any more).
    Result<void> addPlace(std::shared_ptr<AuditHeads> place);
    /// Tells the last row to every place; an error names the first place that failed. It is made good with the next one,
    /// for a later head vouches for all rows before it.
    Result<void> remember();

private:
    [[nodiscard]] AuditHead head();
    [[nodiscard]] std::vector<AuditEntry> ofRequest(const std::string& requestId);

    sqlite::Database* m_database;
    std::vector<std::shared_ptr<AuditHeads>> m_places;
    bool m_untold = false; ///< a place does not know the last row
};

} // namespace fuseboard
