// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <chrono>
#include <set>
#include <string>

namespace fuseboard {

/// Keeps the paging of one list finite (SAFETY RQ4): 500 pages, 200 MB, 60 s, no cursor twice.
class Paging {
public:
    static constexpr std::size_t mostPages = 500;

    /// The cursor of the next page, empty at the end. `bytes` and `took` are those of this page.
    Result<std::string> next(bool more, const std::string& cursor, std::size_t bytes, std::chrono::milliseconds took);
    /// Whether the last answer was an error because there was too much or no end, and for no other reason.
    [[nodiscard]] bool isEndless() const { return m_isEndless; }

private:
    std::set<std::string> m_seen;
    std::size_t m_pages = 0;
    std::size_t m_bytes = 0;
    std::chrono::milliseconds m_took {0};
    bool m_isEndless = false;
};

} // namespace fuseboard
