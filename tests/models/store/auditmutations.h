// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditentry.h"
#include "store/audithead.h"
#include "store/sqlite.h"

#include <random>
#include <vector>

namespace fuseboard::test {

/// Row `number` of a log, before the log has chained it.
AuditEntry auditSample(int number);

/// The hash as the handbook describes it, written apart from the product's.
std::string auditHash(const AuditEntry& entry, const std::string& previous);

/// What somebody with a database tool and time makes of a log: a field edited, a row deleted, put in, swapped or doubled,
/// the tail cut, all written anew; with or without new numbers and new hashes.
struct AlteredLog {
    std::string how;
    std::vector<AuditEntry> rows;
    std::int64_t firstBad = 0; ///< the first number at which the log differs
};
AlteredLog alter(const std::vector<AuditEntry>& log, std::mt19937_64& random);

/// Puts these rows in place of the log's, past its triggers.
void replaceAudit(sqlite::Database& database, const std::vector<AuditEntry>& rows);

/// Heads kept in memory, as another manager's computer would.
class MemoryHeads : public AuditHeads {
public:
    MemoryHeads() = default;
    explicit MemoryHeads(std::vector<AuditHead> heads)
        : m_heads(std::move(heads))
    {
    }
    [[nodiscard]] std::string name() const override { return "memory"; }
    [[nodiscard]] Result<std::vector<AuditHead>> all() const override { return m_heads; }
    Result<void> remember(const AuditHead& head) override
    {
        if (refuses)
            return fail(ErrorCode::keyringLocked, "memory");
        m_heads.push_back(head);
        return {};
    }
    bool refuses = false;

private:
    std::vector<AuditHead> m_heads;
};

} // namespace fuseboard::test
