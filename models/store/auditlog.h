// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/auditentry.h"
#include "store/sqlite.h"

#include <vector>

namespace fuseboard {

/// The hash-chained audit log. An entry's hash is the SHA-256, in hex, of the previous entry's hash (64 zeros before
/// the first) followed by sequence, time in microseconds, actor, action, target, reason, before, after, result and
/// request id, each as a netstring (`3:abc,`), so that anybody can check an export without this program (SAFETY AU2,
/// AU4).
class AuditLog {
public:
    explicit AuditLog(sqlite::Database& database);

    std::int64_t append(AuditEntry entry);
    [[nodiscard]] std::vector<AuditEntry> entries(std::int64_t after, std::size_t limit);
    [[nodiscard]] std::optional<std::int64_t> firstBroken();

private:
    sqlite::Database* m_database;
};

} // namespace fuseboard
