// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/ledgerjournal.h"

#include "gateway/ledger/callcodec.h"

#include <algorithm>
#include <map>

namespace fuseboard::gateway {
namespace {

enum class Kind : char { open, settled };

constexpr std::size_t manyCalls = 4096; // some 4 MB of memory

/// A call in a group: its kind, the group that first told it, its length, and the call.
void appendRecord(std::string& out, Kind kind, std::uint64_t group, std::string_view call)
{
    out += static_cast<char>(kind);
    appendNumber(out, group);
    appendNumber(out, call.size());
    out.append(call);
}

template <class Text>
struct Record {
    Kind kind;
    std::uint64_t group;
    BasicCallRow<Text> row;
};

template <class Text>
std::optional<Record<Text>> takeRecord(std::string_view& bytes)
{
    if (bytes.empty() || bytes.front() > static_cast<char>(Kind::settled))
        return {};
    const auto kind = static_cast<Kind>(bytes.front());
    bytes.remove_prefix(1);
    const auto group = takeNumber(bytes), size = takeNumber(bytes);
    if (!group || !size || *size > bytes.size())
        return {};
    std::string_view call = bytes.substr(0, *size);
    bytes.remove_prefix(*size);
    auto row = takeCall<Text>(call);
    if (!row || !call.empty())
        return {};
    return Record<Text> {kind, *group, *std::move(row)};
}

Result<void> forEachRecord(
    JournalReader& journal, const std::filesystem::path& file, const std::function<Result<void>(Record<std::string>)>& take)
{
    for (;;) {
        const auto group = journal.next();
        if (!group || !*group)
            return group ? Result<void>() : std::unexpected(group.error());
        std::string_view left = (*group)->bytes;
        while (!left.empty()) {
            auto record = takeRecord<std::string>(left);
            if (!record)
                return fail(ErrorCode::historyDamaged, file.string(), "a call in it can't be read");
            if (auto taken = take(*std::move(record)); !taken)
                return taken;
        }
    }
}

} // namespace

bool SettledCalls::forEach(const std::function<void(const CallView&)>& take) const
{
    std::string_view left = bytes;
    while (const auto record = takeRecord<std::string_view>(left))
        take(record->row);
    return left.empty();
}

Result<LedgerJournal::Found> LedgerJournal::read(
    const std::filesystem::path& file, const std::string& ledgerId, const JournalPlace& place)
{
    Found found {.leftOpen = {}, .last = place.last, .end = {}};
    auto opened = JournalReader::open(file);
    if (!opened)
        return std::unexpected(std::move(opened.error()));
    if (!*opened) {
        if (place.isClosed)
            return found;
        return fail(ErrorCode::historyDamaged, file.string(), "it is missing, and may have calls that ledger.db has not");
    }
    JournalReader& journal = **opened;
    if (journal.head().ledgerId != ledgerId)
        return fail(ErrorCode::historyDamaged, file.string(), "it goes with another ledger.db");
    if (journal.head().since > place.last)
        return fail(ErrorCode::historyDamaged, file.string(), "it goes with a later ledger.db than the one beside it");
    std::map<std::string, CallRow> open;
    const auto read = forEachRecord(journal, file, [&](Record<std::string> record) -> Result<void> {
        if (record.kind == Kind::settled)
            open.erase(record.row.callId);
        else if (record.group > place.last || !place.isClosed)
            open.insert_or_assign(record.row.callId, std::move(record.row));
        return {};
    });
    if (!read)
        return std::unexpected(read.error());
    if (!place.isClosed && journal.last() < place.last)
        return fail(ErrorCode::historyDamaged, file.string(), "it goes with an earlier ledger.db than the one beside it");
    found.last = std::max(place.last, journal.last());
    found.end = journal.end();
    for (auto& [id, row] : open)
        found.leftOpen.push_back(std::move(row));
    std::ranges::stable_sort(found.leftOpen, {}, &CallRow::at);
    return found;
}

Result<std::vector<CallRow>> LedgerJournal::settledIn(
    const std::filesystem::path& file, const JournalPlace& place, const TakeSettled& take)
{
    std::vector<CallRow> calls;
    auto opened = JournalReader::open(file);
    if (!opened)
        return std::unexpected(std::move(opened.error()));
    if (!*opened)
        return calls;
    std::uint64_t group = 0; // of the last among them
    const auto read = forEachRecord(**opened, file, [&](Record<std::string> record) -> Result<void> {
        if (record.kind != Kind::settled || record.group <= place.last)
            return {};
        // Pieces of a ledger that was closed would open it, with the calls that were open before.
        if (calls.size() >= manyCalls && record.group != group && !place.isClosed) {
            if (auto taken = take(calls, group); !taken)
                return taken;
            calls.clear();
        }
        group = record.group;
        calls.push_back(std::move(record.row));
        return {};
    });
    return read ? Result<std::vector<CallRow>>(std::move(calls)) : std::unexpected(read.error());
}

Result<LedgerJournal> LedgerJournal::begin(
    std::filesystem::path file, std::string ledgerId, std::uint64_t after, std::uint64_t mostBytes)
{
    auto begun = JournalFile::begin(std::move(file), {ledgerId, after}, {});
    if (!begun)
        return std::unexpected(std::move(begun.error()));
    return LedgerJournal(*std::move(begun), std::move(ledgerId), mostBytes);
}

Result<std::shared_ptr<const SettledCalls>> LedgerJournal::keep(const std::vector<const LedgerEntry*>& entries)
{
    const std::uint64_t number = m_file.last() + 1;
    std::string bytes;
    auto settled = std::make_shared<SettledCalls>(SettledCalls {number, {}});
    std::vector<std::string_view> opened;
    std::vector<Open::node_type> closed;
    for (const LedgerEntry* entry : entries) {
        const std::string_view id = callIdIn(entry->call);
        const auto known = m_open.find(id);
        if (entry->settled) {
            if (known == m_open.end())
                continue;
            appendRecord(settled->bytes, Kind::settled, number, entry->call);
            closed.push_back(m_open.extract(known));
            continue;
        }
        appendRecord(bytes, Kind::open, number, entry->call);
        if (known != m_open.end()) {
            known->second = entry->call;
        } else {
            m_open.emplace(id, entry->call);
            opened.push_back(id);
        }
    }
    bytes += settled->bytes; // a call that is opened and settled in one group is opened first
    // Also where there is nothing to write: that is how it is found out that a disk which failed takes something again.
    if (const auto appended = m_file.append(bytes); !appended) {
        for (Open::node_type& known : closed)
            m_open.insert(std::move(known));
        for (const std::string_view id : opened)
            m_open.erase(m_open.find(id));
        return std::unexpected(appended.error());
    }
    if (settled->bytes.empty())
        return nullptr;
    m_unfiled.push_back(settled);
    return settled;
}

void LedgerJournal::haveFiled(std::uint64_t group)
{
    m_filed = std::max(m_filed, group);
    while (!m_unfiled.empty() && m_unfiled.front()->group <= m_filed)
        m_unfiled.pop_front();
    if (m_file.size() <= m_mostBytes)
        return;
    // Where there is no room for another it grows; what can't be written is told by keep().
    m_mostBytes = beginAnew() ? std::max(m_leastBytes, 2 * m_file.size()) : m_file.size() + m_leastBytes / 16;
}

/// All that is not in `ledger.db` goes along.
Result<void> LedgerJournal::beginAnew()
{
    std::string bytes;
    for (const auto& settled : m_unfiled)
        bytes += settled->bytes;
    for (const auto& [id, call] : m_open)
        appendRecord(bytes, Kind::open, m_file.last() + 1, call);
    return m_file.beginAnew({m_ledgerId, m_filed}, bytes);
}

} // namespace fuseboard::gateway
