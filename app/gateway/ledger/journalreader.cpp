// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/journalreader.h"

#include "gateway/ledger/journalformat.h"

#include <algorithm>

namespace fuseboard::gateway {
namespace {

using journal::FileHead;
using journal::GroupHead;

/// So many zeros in a row stand in no group: a call without a single number or text has some 110.
constexpr std::size_t zerosOfNone = 256;

} // namespace

Result<std::optional<JournalReader>> JournalReader::open(const std::filesystem::path& file)
{
    auto pieces = FilePieces::open(file);
    if (!pieces)
        return std::unexpected(std::move(pieces.error()));
    if (!*pieces)
        return std::nullopt;
    JournalReader out(file, **std::move(pieces));
    const auto head = out.m_file.at<FileHead>(0);
    if (const auto& failure = out.m_file.failure())
        return std::unexpected(*failure);
    if (!head || head->magic != journal::magic)
        return out.damaged("is not a journal of a ledger's");
    if (checksumOf(*head) != head->checksum)
        return out.damaged("its beginning is not as it was written");
    out.m_head = {{head->ledgerId.data(), journal::idBytes}, head->since};
    out.m_serial = head->serial;
    out.m_place = sizeof(FileHead);
    out.m_last = head->since;
    return out;
}

Result<std::optional<JournalGroup>> JournalReader::next()
{
    const bool isFirst = m_place == sizeof(FileHead);
    const auto head = m_file.at<GroupHead>(m_place);
    const std::uint64_t begin = m_place + sizeof(GroupHead);
    const bool isGroup = head && head->serial == m_serial && isWhole(m_place, head->number, head->size, head->checksum);
    if (isGroup) {
        if (isFirst ? head->number <= m_last : head->number != m_last + 1)
            return damaged("a group of calls is missing");
        m_bytes.clear();
        static_cast<void>(m_file.forEach(begin, head->size, [this](std::string_view piece) { m_bytes += piece; }));
        m_place = begin + head->size;
        m_last = head->number;
    } else {
        if (!m_file.failure() && (isFirst || anyGroupAfter(m_place)))
            return damaged("from byte " + std::to_string(m_place) + " on it is not as it was written");
        m_end = endHere();
    }
    if (const auto& failure = m_file.failure())
        return std::unexpected(*failure);
    return isGroup ? std::optional(JournalGroup {m_last, m_bytes}) : std::nullopt;
}

/// Whether what stands behind the head there is of a group with these in it.
bool JournalReader::isWhole(std::uint64_t place, std::uint64_t number, std::uint32_t size, std::uint32_t checksum)
{
    const std::uint64_t begin = place + sizeof(GroupHead);
    if (begin > m_file.size() || size > m_file.size() - begin)
        return false;
    std::uint32_t sum = journal::checksumOf(GroupHead {.serial = m_serial, .number = number, .size = size, .checksum = 0});
    return m_file.forEach(begin, size, [&](std::string_view piece) {
        sum = journal::checksumOf(sum, piece.data(), piece.size());
    }) && sum == checksum;
}

bool JournalReader::anyGroupAfter(std::uint64_t place)
{
    const std::string mark = journal::asBytes(m_serial);
    for (;;) {
        const std::string_view piece = m_file.from(place);
        if (piece.size() < sizeof(GroupHead))
            return false;
        const auto found = piece.find(mark);
        if (found == std::string_view::npos) {
            place += piece.size() - mark.size() + 1;
            continue;
        }
        place += found;
        if (const auto head = m_file.at<GroupHead>(place); head && isWhole(place, head->number, head->size, head->checksum))
            return true;
        ++place;
    }
}

bool JournalReader::hasGap(std::uint64_t place, std::uint64_t size)
{
    std::size_t zeros = 0, longest = 0;
    const auto count = [&](std::string_view piece) {
        for (const char byte : piece) {
            zeros = byte == 0 ? zeros + 1 : 0;
            longest = std::max(longest, zeros);
        }
    };
    return m_file.forEach(place, size, count) && longest >= zerosOfNone;
}

/// A crash leaves of the last group what the disk had taken by then, in any order, and a group that was acknowledged may have
/// lost a bit since. Told apart are:
/// - whole behind a head that is not as it was written: it was on the disk, so it is damaged;
/// - longer than the file, without its checksum, or with a gap of zeros, which is room that was made for it: it never was on
///   the disk, so it is torn.
/// The rest is taken for damaged, so that nothing is lost in silence, though a crash may have left it: of a group that was
/// written over the file's earlier bytes, or whose last few alone are missing. A whole sector that a disk has lost since to
/// zeros can't be told from one that was never written, and a damaged place with stale bytes before it looks like the file's
/// end.
JournalEnd JournalReader::endHere()
{
    const auto head = m_file.at<GroupHead>(m_place);
    if (!head)
        return {};
    const auto end = [this](JournalEnd::Kind kind, std::uint64_t size) {
        return JournalEnd {kind, m_place, std::min(sizeof(GroupHead) + size, m_file.size() - m_place)};
    };
    using enum JournalEnd::Kind;
    if (isWhole(m_place, m_last + 1, head->size, head->checksum))
        return end(damaged, head->size);
    for (std::uint32_t bit = 1; bit != 0; bit <<= 1U)
        if (isWhole(m_place, m_last + 1, head->size ^ bit, head->checksum))
            return end(damaged, head->size ^ bit);
    if (head->serial != m_serial)
        return {};
    const bool isShort = head->checksum == 0 || head->size > m_file.size() - m_place - sizeof(GroupHead);
    return end(isShort || hasGap(m_place + sizeof(GroupHead), head->size) ? torn : damaged, head->size);
}

std::unexpected<Error> JournalReader::damaged(std::string how) const
{
    return fail(ErrorCode::historyDamaged, m_path.string(), std::move(how));
}

} // namespace fuseboard::gateway
