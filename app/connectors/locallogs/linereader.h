// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fuseboard {

/// A line of a file without its end. 64 bytes after it may be read, as simdjson does.
struct RawLine {
    std::string_view text;
    std::int64_t offset = 0, end = 0; ///< in the file: of its first byte, and of what comes after it
    bool ended = true; ///< false: the file ends before the line does
    bool tooLong = false; ///< longer than any line may be; its text is left out
};

/// Reads a file line by line from an offset, with one buffer for all files of a thread.
class LineReader {
public:
    LineReader();
    /// `descriptor` stays the caller's; `offset` is where a line starts.
    void begin(int descriptor, std::int64_t offset);
    /// Valid until the next call. Empty at the end; see `error`.
    std::optional<RawLine> next();
    [[nodiscard]] int error() const { return m_error; } ///< errno of a failed read, else 0

private:
    bool fill();

    std::vector<char> m_buffer;
    std::size_t m_begin = 0, m_end = 0, m_searched = 0;
    std::int64_t m_offset = 0; ///< in the file, of m_begin
    int m_descriptor = -1, m_error = 0;
    bool m_atEnd = false;
};

} // namespace fuseboard
