// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace fuseboard::http {

/// Bytes that have come and are not used yet. Its memory is neither cleared nor moved where that is not needed.
class ReadBuffer {
public:
    [[nodiscard]] std::string_view bytes() const { return {m_memory.get() + m_begin, m_end - m_begin}; }
    [[nodiscard]] bool empty() const { return m_begin == m_end; }

    /// Where the next bytes go, as many as are likely to come.
    [[nodiscard]] std::span<char> space()
    {
        if (m_capacity - m_end < m_wanted)
            makeRoom();
        return {m_memory.get() + m_end, m_wanted};
    }
    /// So many were put there.
    void add(std::size_t size)
    {
        m_end += size;
        if (size == m_wanted)
            m_wanted = std::min(m_wanted * 2, most);
        else if (size < m_wanted / 4)
            m_wanted = std::max(m_wanted / 2, least);
    }
    void use(std::size_t size)
    {
        m_begin += size;
        if (m_begin == m_end)
            m_begin = m_end = 0;
    }

private:
    void makeRoom()
    {
        const std::size_t held = m_end - m_begin;
        const std::size_t capacity = held + m_wanted;
        if (capacity > m_capacity || m_capacity > 2 * most) {
            auto memory = std::make_unique_for_overwrite<char[]>(capacity);
            if (held > 0)
                std::memcpy(memory.get(), m_memory.get() + m_begin, held);
            m_memory = std::move(memory);
            m_capacity = capacity;
        } else {
            std::memmove(m_memory.get(), m_memory.get() + m_begin, held);
        }
        m_begin = 0;
        m_end = held;
    }

    static constexpr std::size_t least = 4 * 1024; ///< of a connection that rests
    static constexpr std::size_t most = 32 * 1024; ///< a stream that nobody takes holds it some five times over
    std::unique_ptr<char[]> m_memory;
    std::size_t m_capacity = 0, m_begin = 0, m_end = 0;
    std::size_t m_wanted = least;
};

} // namespace fuseboard::http
