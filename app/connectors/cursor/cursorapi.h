// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/jsonreader.h"
#include "connectors/usagelist.h"

#include <charconv>

/// What the lists of Cursor's admin API share (`contracts/PROVIDERS.md` 5.1).
namespace fuseboard::cursor {

/// Pages are counted from 1; the first has no name.
inline std::int64_t pageNumber(const std::string& page)
{
    std::int64_t number = 1;
    std::from_chars(page.data(), page.data() + page.size(), number);
    return number;
}

inline std::int64_t millisecondsOf(Instant at)
{
    return std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

/// Milliseconds since 1970, as a number or a text.
Instant timestamp(json::Object& owner, std::string_view name, const std::string& path);

/// Nearly all of its lists are asked for so.
PageRequest asking(std::string path, const std::string& body);

} // namespace fuseboard::cursor
