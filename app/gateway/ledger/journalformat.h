// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <zlib.h>

/// A journal's bytes as they stand on the disk, in this machine's order: a head, and groups one behind the other. What stands
/// behind the last is of an earlier writing of the file, or nothing but zeros.
namespace fuseboard::gateway::journal {

inline constexpr std::array<char, 8> magic {'F', 'B', 'J', 'R', 'N', 'L', '1', '\n'};
inline constexpr std::size_t idBytes = 36; // a UUID

struct FileHead {
    std::array<char, 8> magic;
    std::uint64_t serial; ///< of this writing of the file
    std::uint64_t since;
    std::array<char, idBytes> ledgerId;
    std::uint32_t checksum; ///< of all before it
};

struct GroupHead {
    std::uint64_t serial, number;
    std::uint32_t size;
    std::uint32_t checksum; ///< of the three above and the bytes that follow
};

static_assert(sizeof(FileHead) == 64 && sizeof(GroupHead) == 24); // without bytes that nobody sets

inline std::uint32_t checksumOf(std::uint32_t before, const void* bytes, std::size_t size)
{
    // zlib takes null for the wish to begin anew.
    return size == 0 ? before : static_cast<std::uint32_t>(::crc32_z(before, static_cast<const Bytef*>(bytes), size));
}

inline std::uint32_t checksumOf(const FileHead& head) { return checksumOf(0, &head, offsetof(FileHead, checksum)); }

/// Of its first three members alone.
inline std::uint32_t checksumOf(const GroupHead& head) { return checksumOf(0, &head, offsetof(GroupHead, checksum)); }

template <class T>
std::string asBytes(const T& value)
{
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

} // namespace fuseboard::gateway::journal
