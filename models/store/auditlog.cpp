// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/auditlog.h"

#include "store/utf8.h"

#include <algorithm>
#include <array>
#include <limits>
#include <sodium.h>

namespace fuseboard {
namespace {

constexpr auto columns = "sequence, at, actor, action, target, reason, before, after, result, request_id, hash";
constexpr int firstText = 2, lastText = 10; ///< of `columns`

std::string beforeTheFirst() { return std::string(2 * crypto_hash_sha256_BYTES, '0'); }

std::string hashOf(const AuditEntry& entry, std::string chained)
{
    const auto add = [&](const std::string& field) {
        chained += std::to_string(field.size());
        chained += ':';
        chained += field;
        chained += ',';
    };
    add(std::to_string(entry.sequence));
    add(std::to_string(entry.at.time_since_epoch().count()));
    for (const std::string* field : {&entry.actor, &entry.action, &entry.target, &entry.reason, &entry.before, &entry.after,
             &entry.result, &entry.requestId})
        add(*field);
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

bool allText(const sqlite::Statement& row)
{
    for (int column = firstText; column <= lastText; ++column)
        if (!row.isText(column))
            return false;
    return true;
}

bool sameButForTheChain(const AuditEntry& entry, AuditEntry written)
{
    written.sequence = entry.sequence;
    written.hash = entry.hash;
    return written == entry;
}

struct Remembered {
    AuditHead head;
    std::string place;
};

std::vector<Remembered> rememberedIn(const std::vector<std::shared_ptr<AuditHeads>>& places)
{
    std::vector<Remembered> out;
    for (const auto& place : places) {
        auto heads = place->all();
        if (!heads)
            throw sqlite::Failure {heads.error()};
        for (AuditHead& head : *heads)
            out.push_back({std::move(head), place->name()});
    }
    std::ranges::stable_sort(out, {}, [](const Remembered& each) { return each.head.sequence; });
    return out;
}

} // namespace

AuditLog::AuditLog(sqlite::Database& database)
    : m_database(&database)
{
}

AuditHead AuditLog::head()
{
    sqlite::Statement last(*m_database, "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1");
    if (!last.step())
        return {0, beforeTheFirst()};
    AuditHead found {last.integer(0), last.text(1)};
    if (found.sequence < 1 || found.sequence == std::numeric_limits<std::int64_t>::max())
        throw sqlite::Failure {{ErrorCode::auditAltered, m_database->file().string(), "no row can follow its last one"}};
    return found;
}

std::vector<AuditEntry> AuditLog::ofRequest(const std::string& requestId)
{
    // The second condition lets it use the index, which leaves out rows of no request.
    sqlite::Statement rows(*m_database,
        std::string("SELECT ") + columns + " FROM audit WHERE request_id = ?1 AND request_id <> '' ORDER BY sequence");
    rows.bind(requestId);
    std::vector<AuditEntry> out;
    while (rows.step())
        out.push_back(read(rows));
    return out;
}

std::int64_t AuditLog::append(AuditEntry entry)
{
    for (std::string* field : {&entry.actor, &entry.action, &entry.target, &entry.reason, &entry.before, &entry.after,
             &entry.result, &entry.requestId})
        *field = toValidUtf8(*field);
    const std::vector<AuditEntry> known = ofRequest(entry.requestId);
    const auto written = [&] {
        return std::ranges::find_if(known,
            [&](const AuditEntry& each) { return sameButForTheChain(entry, each) || (entry.isIntent() && each.isIntent()); });
    };
    auto there = written();
    if (there == known.end() && entry.isOutcome() && std::ranges::any_of(known, &AuditEntry::isOutcome)) {
        entry.action = observed;
        there = written();
    }
    if (there != known.end())
        return there->sequence;
    const AuditHead last = head();
    entry.sequence = last.sequence + 1;
    entry.hash = hashOf(entry, last.hash);
    sqlite::Statement(
        *m_database, std::string("INSERT INTO audit (") + columns + ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")
        .run(entry.sequence, entry.at.time_since_epoch().count(), entry.actor, entry.action, entry.target, entry.reason,
            entry.before, entry.after, entry.result, entry.requestId, entry.hash);
    m_untold = true;
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

AuditCheck AuditLog::check(const std::vector<std::shared_ptr<AuditHeads>>& places)
{
    // Before the rows are read: a row is always written before it is remembered.
    const std::vector<Remembered> remembered = rememberedIn(places);
    AuditCheck out;
    if (!remembered.empty())
        out.remembered = remembered.back().head.sequence;
    const auto faulty = [&](AuditFault::Kind kind, std::int64_t sequence, std::string place = {}) {
        out.fault = AuditFault {kind, sequence, std::move(place)};
        return out;
    };
    auto expectedHead = remembered.begin();
    std::string previous = beforeTheFirst();
    try {
        sqlite::Statement rows(*m_database, std::string("SELECT ") + columns + " FROM audit ORDER BY sequence");
        while (rows.step()) {
            const AuditEntry entry = read(rows);
            const std::int64_t expected = out.rows + 1;
            if (entry.sequence > expected)
                return faulty(AuditFault::Kind::missing, expected);
            if (entry.sequence < expected)
                return faulty(AuditFault::Kind::outOfOrder, entry.sequence);
            if (!allText(rows) || entry.hash != hashOf(entry, previous))
                return faulty(AuditFault::Kind::changed, expected);
            for (; expectedHead != remembered.end() && expectedHead->head.sequence == expected; ++expectedHead)
                if (expectedHead->head.hash != entry.hash)
                    return faulty(AuditFault::Kind::rewritten, expected, expectedHead->place);
            out.rows = expected;
            out.head = previous = entry.hash;
        }
    } catch (const sqlite::Failure& failure) {
        if (failure.error.code != ErrorCode::historyDamaged)
            throw;
        return faulty(AuditFault::Kind::unreadable, out.rows + 1, failure.error.detail);
    }
    if (expectedHead != remembered.end())
        return faulty(AuditFault::Kind::cutOff, out.rows + 1, expectedHead->place);
    return out;
}

Result<void> AuditLog::addPlace(std::shared_ptr<AuditHeads> place)
{
    m_places.push_back(place);
    m_untold = true;
    const auto known = place->all();
    if (!known)
        return std::unexpected(known.error());
    if (known->empty())
        return {};
    const AuditHead newest = *std::ranges::max_element(*known, {}, &AuditHead::sequence);
    m_untold = newest != head();
    sqlite::Statement row(*m_database, "SELECT hash FROM audit WHERE sequence = ?1");
    if (!row.bind(newest.sequence).step() || row.text(0) != newest.hash)
        return fail(ErrorCode::auditAltered, m_database->file().string(),
            place->name() + " remembers another row " + std::to_string(newest.sequence));
    return {};
}

Result<void> AuditLog::remember()
{
    if (!m_untold)
        return {};
    const AuditHead last = head();
    Result<void> out;
    for (const auto& place : m_places)
        if (auto told = last.sequence > 0 ? place->remember(last) : Result<void>(); !told && out)
            out = std::unexpected(told.error());
    m_untold = !out;
    return out;
}

} // namespace fuseboard
