// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/auditmutations.h"

#include <algorithm>
#include <array>
#include <sodium.h>

namespace fuseboard::test {
namespace {

using Rows = std::vector<AuditEntry>;

std::string netstring(const std::string& text) { return std::to_string(text.size()) + ":" + text + ","; }

void chainFrom(Rows& rows, std::size_t from)
{
    for (std::size_t i = from; i < rows.size(); ++i)
        rows[i].hash = auditHash(rows[i], i == 0 ? std::string(64, '0') : rows[i - 1].hash);
}

void number(Rows& rows)
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].sequence = static_cast<std::int64_t>(i) + 1;
}

std::string edit(AuditEntry& row, std::mt19937_64& random)
{
    const std::array<std::string AuditEntry::*, 8> fields {&AuditEntry::actor, &AuditEntry::action, &AuditEntry::target,
        &AuditEntry::reason, &AuditEntry::before, &AuditEntry::after, &AuditEntry::result, &AuditEntry::requestId};
    const auto chosen = random() % fields.size();
    std::string& text = row.*fields[chosen];
    switch (random() % 6) {
    case 0: row.at += std::chrono::microseconds(1); return "a microsecond later";
    case 1: text += '1'; return "a byte more";
    case 2: text = "forged"; return "another text";
    case 3: { // the same bytes in all, but in other fields
        std::string& next = row.*fields[(chosen + 1) % fields.size()];
        next.insert(0, text);
        text.clear();
        return "a text moved into the next field";
    }
    case 4:
        if (text.empty())
            text = " ";
        else
            text[random() % text.size()] ^= 1;
        return "a flipped bit";
    default: row.hash[random() % row.hash.size()] = 'x'; return "another hash";
    }
}

/// The altered rows, unchained and perhaps with gaps.
std::string change(Rows& rows, std::mt19937_64& random)
{
    const auto at = random() % rows.size();
    const auto place = [&](std::size_t i) { return rows.begin() + static_cast<std::ptrdiff_t>(i); };
    switch (random() % 6) {
    case 0: return edit(rows[at], random);
    case 1: rows.erase(place(at)); return "deleted";
    case 2: {
        AuditEntry forged = auditSample(static_cast<int>(random() % 1000) + 1000);
        forged.sequence = rows[at].sequence;
        forged.hash = rows[at].hash;
        rows.insert(place(at), forged);
        return "put in";
    }
    case 3: {
        const auto other = random() % rows.size();
        std::swap(rows[at], rows[other]);
        std::swap(rows[at].sequence, rows[other].sequence);
        return "swapped";
    }
    case 4: {
        const AuditEntry twice = rows[random() % rows.size()];
        rows.insert(place(at), twice);
        return "doubled";
    }
    default: rows.resize(at); return "cut";
    }
}

} // namespace

AuditEntry auditSample(int number)
{
    return {.at = *parseInstant("2026-11-23T10:00:00Z") + std::chrono::seconds(number),
        .actor = "ada",
        .action = "freeze",
        .target = "team/team-" + std::to_string(number % 7),
        .reason = "runaway",
        .before = "allowed",
        .after = "frozen",
        .result = number % 2 ? "" : "proved",
        .requestId = "order-" + std::to_string(number),
        .hash = {}};
}

std::string auditHash(const AuditEntry& entry, const std::string& previous)
{
    const std::string text = previous + netstring(std::to_string(entry.sequence))
        + netstring(std::to_string(entry.at.time_since_epoch().count())) + netstring(entry.actor) + netstring(entry.action)
        + netstring(entry.target) + netstring(entry.reason) + netstring(entry.before) + netstring(entry.after)
        + netstring(entry.result) + netstring(entry.requestId);
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest {};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    std::string out;
    for (const unsigned char byte : digest) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15U];
    }
    return out;
}

AlteredLog alter(const std::vector<AuditEntry>& log, std::mt19937_64& random)
{
    AlteredLog out;
    do {
        out.rows = log;
        out.how = change(out.rows, random);
        const auto skill = random() % 4;
        const bool doubledNumbers = std::ranges::adjacent_find(out.rows, {}, &AuditEntry::sequence) != out.rows.end()
            || !std::ranges::is_sorted(out.rows, {}, &AuditEntry::sequence);
        if (skill > 0 || doubledNumbers) { // the database takes no number twice
            number(out.rows);
            out.how += ", numbered anew";
        }
        const auto differs = std::ranges::mismatch(out.rows, log);
        const auto first = static_cast<std::size_t>(differs.in1 - out.rows.begin());
        out.firstBad = static_cast<std::int64_t>(first) + 1;
        if (first == log.size())
            continue; // one more row that fits would be an entry like any other
        if (skill == 2 && first < out.rows.size()) {
            out.rows[first].hash = auditHash(out.rows[first], first == 0 ? std::string(64, '0') : out.rows[first - 1].hash);
            out.how += ", one hash made to fit";
        } else if (skill == 3) {
            chainFrom(out.rows, first);
            out.how += ", chained anew";
        }
    } while (out.rows == log);
    return out;
}

void replaceAudit(sqlite::Database& database, const std::vector<AuditEntry>& rows)
{
    database.execute("DROP TRIGGER IF EXISTS audit_is_not_edited; DROP TRIGGER IF EXISTS audit_is_not_deleted; "
                     "DELETE FROM audit");
    sqlite::Statement insert(database,
        "INSERT INTO audit (sequence, at, actor, action, target, reason, before, after, result, request_id, hash) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    for (const AuditEntry& row : rows)
        insert.run(row.sequence, row.at.time_since_epoch().count(), row.actor, row.action, row.target, row.reason, row.before,
            row.after, row.result, row.requestId, row.hash);
}

} // namespace fuseboard::test
