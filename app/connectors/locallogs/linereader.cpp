// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/locallogs/linereader.h"

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace fuseboard {
namespace {

constexpr std::size_t padding = 64; ///< simdjson::SIMDJSON_PADDING
constexpr std::size_t usualBuffer = 256 * 1024; ///< stays in the cache of a core
/// A picture in a tool's answer makes a line of some megabytes; two threads stay far below the 150 MB of the program.
constexpr std::size_t longestLine = 32 * 1024 * 1024;

} // namespace

LineReader::LineReader()
    : m_buffer(usualBuffer + padding)
{
}

void LineReader::begin(int descriptor, std::int64_t offset)
{
    m_descriptor = descriptor;
    m_offset = offset;
    m_begin = m_end = m_searched = 0;
    m_error = 0;
    m_atEnd = false;
}

/// Moves what is left to the front and reads behind it; false where nothing more came.
bool LineReader::fill()
{
    std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
    m_end -= m_begin;
    m_searched -= m_begin;
    m_begin = 0;
    if (m_end + padding == m_buffer.size())
        m_buffer.resize((m_buffer.size() - padding) * 2 + padding);
    ssize_t got = 0;
    do
        got = ::pread(m_descriptor, m_buffer.data() + m_end, m_buffer.size() - padding - m_end,
            m_offset + static_cast<std::int64_t>(m_end));
    while (got < 0 && errno == EINTR);
    if (got < 0)
        m_error = errno;
    m_atEnd = got <= 0;
    m_end += got > 0 ? static_cast<std::size_t>(got) : 0;
    return !m_atEnd;
}

std::optional<RawLine> LineReader::next()
{
    bool tooLong = false;
    const std::int64_t start = m_offset;
    for (;;) {
        const char* from = m_buffer.data() + m_searched;
        const auto* newline = static_cast<const char*>(std::memchr(from, '\n', m_end - m_searched));
        if (newline || m_atEnd) {
            const auto length = newline ? static_cast<std::size_t>(newline - m_buffer.data()) - m_begin : m_end - m_begin;
            if (!newline && length == 0 && !tooLong)
                return std::nullopt;
            const std::string_view text(m_buffer.data() + m_begin, length);
            m_begin += length + (newline ? 1 : 0);
            m_searched = m_begin;
            m_offset += static_cast<std::int64_t>(length) + (newline ? 1 : 0);
            return RawLine {.text = tooLong ? std::string_view() : text,
                .offset = start,
                .end = m_offset,
                .ended = newline != nullptr,
                .tooLong = tooLong};
        }
        m_searched = m_end;
        if (m_end - m_begin >= longestLine) { // its start is let go; its end is still looked for
            tooLong = true;
            m_offset += static_cast<std::int64_t>(m_end - m_begin);
            m_begin = m_end;
        }
        fill();
    }
}

} // namespace fuseboard
