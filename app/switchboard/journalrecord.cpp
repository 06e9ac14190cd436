// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchboard/journalrecord.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>

#include <algorithm>

namespace fuseboard {
namespace {

constexpr quint32 magic = 0x46424A31; // "FBJ1"
constexpr qsizetype checksumSize = 32;
constexpr qsizetype payloadSize = JournalRecord::size - checksumSize;
// Together with the fixed fields these stay under the payload size.
constexpr std::size_t idLimit = 64;
constexpr std::size_t scopeLimit = 256;
constexpr std::size_t leverLimit = 128;
constexpr std::size_t byLimit = 256;
constexpr std::size_t reasonLimit = 1024;
constexpr qint64 noEnd = 0;

QByteArray limited(const std::string& text, std::size_t limit)
{
    std::size_t length = std::min(text.size(), limit);
    // Not in the middle of a UTF-8 character: those go on with 10xxxxxx.
    while (length > 0 && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        --length;
    return QByteArray(text.data(), static_cast<qsizetype>(length));
}

QByteArray checksum(QByteArrayView payload) { return QCryptographicHash::hash(payload, QCryptographicHash::Sha256); }

} // namespace

JournalRecord JournalRecord::reasonOf(const Intent& intent, const AddedReason& added)
{
    JournalRecord record;
    record.kind = Kind::reasoned;
    record.intent.id = intent.id;
    record.intent.scope = intent.scope;
    record.intent.reason = added.text;
    record.intent.by = added.by;
    record.intent.at = added.at;
    return record;
}

QByteArray JournalRecord::bytes() const
{
    QByteArray payload;
    QDataStream out(&payload, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_8);
    out << magic << quint64(sequence) << quint8(kind) << quint8(intent.state) << quint8(intent.mode)
        << quint8(intent.scope.kind) << qint64(intent.at.time_since_epoch().count()) << quint64(generation)
        << limited(intent.id, idLimit) << limited(intent.scope.id, scopeLimit) << limited(lever, leverLimit)
        << limited(intent.by, byLimit) << limited(intent.reason, reasonLimit) << quint8(intent.undo)
        << (intent.until ? qint64(intent.until->time_since_epoch().count()) : noEnd);
    payload.resize(payloadSize, '\0');
    return payload + checksum(payload);
}

std::optional<JournalRecord> JournalRecord::parse(QByteArrayView bytes)
{
    if (bytes.size() != size || checksum(bytes.first(payloadSize)) != bytes.last(checksumSize))
        return std::nullopt;
    QDataStream in(QByteArray::fromRawData(bytes.data(), payloadSize));
    in.setVersion(QDataStream::Qt_6_8);
    quint32 mark = 0;
    quint64 number = 0, orderGeneration = 0;
    quint8 kindByte = 0, state = 0, mode = 0, scopeKind = 0;
    qint64 at = 0;
    QByteArray id, scopeId, leverId, by, reason;
    quint8 undo = 0; // records of earlier versions have zeros there, and behind it
    qint64 until = noEnd;
    in >> mark >> number >> kindByte >> state >> mode >> scopeKind >> at >> orderGeneration >> id >> scopeId >> leverId >> by
        >> reason >> undo >> until;
    const bool shaped = in.status() == QDataStream::Ok && mark == magic && kindByte >= quint8(Kind::intent)
        && kindByte <= quint8(Kind::ends) && state <= quint8(HoldState::released) && mode <= quint8(FreezeMode::cut)
        && scopeKind <= quint8(ScopeKind::model) && undo <= quint8(Undo::putBack);
    if (!shaped)
        return std::nullopt;
    JournalRecord record;
    record.sequence = number;
    record.kind = Kind(kindByte);
    record.intent.id = id.toStdString();
    record.intent.scope = {ScopeKind(scopeKind), scopeId.toStdString()};
    record.intent.state = HoldState(state);
    record.intent.mode = FreezeMode(mode);
    record.intent.reason = reason.toStdString();
    record.intent.by = by.toStdString();
    record.intent.at = Instant(std::chrono::microseconds(at));
    record.intent.undo = Undo(undo);
    if (until != noEnd)
        record.intent.until = Instant(std::chrono::microseconds(until));
    record.lever = leverId.toStdString();
    record.generation = orderGeneration;
    return record;
}

void JournalState::apply(const JournalRecord& record)
{
    const Scope& scope = record.intent.scope;
    if (record.kind == JournalRecord::Kind::intent) {
        Intent& kept = m_intents[scope];
        std::map<std::string, std::uint64_t> known = std::move(kept.ends);
        for (const auto& [lever, generation] : kept.acknowledged)
            known[lever] = std::max(known[lever], generation);
        kept = record.intent;
        kept.ends = record.intent.state == HoldState::released ? std::move(known) : std::map<std::string, std::uint64_t>();
        kept.acknowledged.clear(); // each is a record of its own
        kept.added.reset(); // and so is this
        return;
    }
    const auto found = m_intents.find(scope);
    if (found == m_intents.end() || found->second.id != record.intent.id)
        return; // about an act that a newer one has overtaken
    if (record.kind == JournalRecord::Kind::settled)
        m_intents.erase(found);
    else if (record.kind == JournalRecord::Kind::reasoned)
        found->second.added = {record.intent.reason, record.intent.by, record.intent.at};
    else if (record.kind == JournalRecord::Kind::ends)
        found->second.ends[record.lever] = record.generation;
    else
        found->second.acknowledged[record.lever] = record.generation;
}

std::vector<Intent> JournalState::intents() const
{
    std::vector<Intent> wanted;
    for (const auto& [scope, intent] : m_intents)
        wanted.push_back(intent);
    return wanted;
}

} // namespace fuseboard
