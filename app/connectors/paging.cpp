// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectors/paging.h"

#include <format>

namespace fuseboard {
namespace {

constexpr std::size_t maxBytes = 200UL * 1024 * 1024;
constexpr std::chrono::seconds maxTime {60};

} // namespace

Result<std::string> Paging::next(bool more, const std::string& cursor, std::size_t bytes, std::chrono::milliseconds took)
{
    ++m_pages;
    m_bytes += bytes;
    m_took += took;
    m_isEndless = m_bytes > maxBytes;
    if (m_isEndless)
        return fail(ErrorCode::pagingBroken, "$.data", std::format("more than {} bytes in {} pages", maxBytes, m_pages));
    if (!more)
        return std::string();
    if (cursor.empty())
        return fail(ErrorCode::pagingBroken, "$.next_page", "missing though more was announced");
    if (!m_seen.insert(cursor).second)
        return fail(ErrorCode::pagingBroken, "$.next_page", "the same page again");
    m_isEndless = m_pages >= mostPages || m_took >= maxTime;
    if (m_isEndless)
        return fail(ErrorCode::pagingBroken, "$.has_more",
            std::format("no end after {} pages and {} s", m_pages, std::chrono::floor<std::chrono::seconds>(m_took).count()));
    return cursor;
}

} // namespace fuseboard
