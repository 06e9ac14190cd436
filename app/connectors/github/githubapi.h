// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/usagelist.h"

#include <charconv>
#include <string>

namespace fuseboard::github {

inline constexpr std::int64_t pageLength = 100; ///< the most that GitHub allows

/// Of each request, but for its key.
inline HttpHeaders headers() { return {{"Accept", "application/vnd.github+json"}, {"X-GitHub-Api-Version", "2026-03-10"}}; }

/// Pages are counted from 1; the first has no name.
inline std::int64_t pageNumber(const std::string& page)
{
    std::int64_t number = 1;
    std::from_chars(page.data(), page.data() + page.size(), number);
    return number;
}

} // namespace fuseboard::github
