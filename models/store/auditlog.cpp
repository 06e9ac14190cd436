// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/auditlog.h"

#include <array>
#include <sodium.h>

namespace fuseboard {
namespace {

constexpr auto columns = "sequence, at, actor, action, target, reason, before, after, result, request_id, hash";

std::string beforeTheFirst() { return std::string(2 * crypto_hash_sha256_BYTES, '0'); }

std::string hashOf(const AuditEntry& entry, std::string chained)
{
    for (const std::string& field : {std::to_string(entry.sequence), std::to_string(entry.at.time_since_epoch().count()),
             entry.actor, entry.action, entry.target, entry.reason, entry.before, entry.after, entry.result, entry.requestId})
        chained += std::to_string(field.size()) + ':' + field + ',';
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest {};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(chained.data()), chained.size());
    std::string hex(2 * digest.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    hex.pop_back();
    return hex;
}

AuditEntry read(const sqlite::Statement& row)
{
    return {.sequence = row.integer(0),
        .at = Instant(std::chrono::microseconds(row.integer(1))),
        .actor = row.text(2),
        .action = row.text(3),
        .target = row.text(4),
        .reason = row.text(5),
        .before = row.text(6),
        .after = row.text(7),
        .result = row.text(8),
        .requestId = row.text(9),
        .hash = row.text(10)};
}

} // namespace

AuditLog::AuditLog(sqlite::Database& database)
    : m_database(&database)
{
}

std::int64_t AuditLog::append(AuditEntry entry)
{
    sqlite::Transaction transaction(*m_database);
    sqlite::Statement last(*m_database, "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1");
    const bool any = last.step();
    entry.sequence = any ? last.integer(0) + 1 : 1;
    entry.hash = hashOf(entry, any ? last.text(1) : beforeTheFirst());
    last.reset();
    sqlite::Statement(
        *m_database, std::string("INSERT INTO audit (") + columns + ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")
        .run(entry.sequence, entry.at.time_since_epoch().count(), entry.actor, entry.action, entry.target, entry.reason,
            entry.before, entry.after, entry.result, entry.requestId, entry.hash);
    transaction.commit();
    return entry.sequence;
}

std::vector<AuditEntry> AuditLog::entries(std::int64_t after, std::size_t limit)
{
    sqlite::Statement rows(
        *m_database, std::string("SELECT ") + columns + " FROM audit WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
    rows.bind(after, limit);
    std::vector<AuditEntry> out;
    while (rows.step())
        out.push_back(read(rows));
    return out;
}

std::optional<std::int64_t> AuditLog::firstBroken()
{
    sqlite::Statement rows(*m_database, std::string("SELECT ") + columns + " FROM audit ORDER BY sequence");
    std::string previous = beforeTheFirst();
    std::int64_t expected = 1;
    for (; rows.step(); ++expected) {
        const AuditEntry entry = read(rows);
        if (entry.sequence != expected || entry.hash != hashOf(entry, previous))
            return expected;
        previous = entry.hash;
    }
    return std::nullopt;
}

} // namespace fuseboard
