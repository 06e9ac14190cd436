// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ledger/filepieces.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace fuseboard::gateway {
namespace {

Error unreadable(const std::filesystem::path& file, int reason)
{
    return {ErrorCode::fileUnreadable, file.string(), std::generic_category().message(reason)};
}

} // namespace

Result<std::optional<FilePieces>> FilePieces::open(const std::filesystem::path& file)
{
    Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (in.get() < 0)
        return errno == ENOENT ? Result<std::optional<FilePieces>>() : std::unexpected(unreadable(file, errno));
    const off_t end = ::lseek(in.get(), 0, SEEK_END);
    if (end < 0)
        return std::unexpected(unreadable(file, errno));
    FilePieces out(file, std::move(in));
    out.m_size = static_cast<std::uint64_t>(end);
    return out;
}

std::string_view FilePieces::from(std::uint64_t place, std::size_t count)
{
    if (m_failure || place >= m_size)
        return {};
    count = static_cast<std::size_t>(std::min<std::uint64_t>(std::min(count, most), m_size - place));
    if (place < m_pieceAt || place - m_pieceAt > m_piece.size() || m_piece.size() - (place - m_pieceAt) < count) {
        m_pieceAt = place;
        m_piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(most, m_size - place)));
        std::size_t read = 0;
        while (read < m_piece.size()) {
            const auto size =
                ::pread(m_file.get(), m_piece.data() + read, m_piece.size() - read, static_cast<off_t>(place + read));
            if (size < 0 && errno == EINTR)
                continue;
            if (size <= 0) {
                m_failure = unreadable(m_path, size < 0 ? errno : EIO);
                m_piece.clear();
                return {};
            }
            read += static_cast<std::size_t>(size);
        }
    }
    return std::string_view(m_piece).substr(static_cast<std::size_t>(place - m_pieceAt), count);
}

} // namespace fuseboard::gateway
