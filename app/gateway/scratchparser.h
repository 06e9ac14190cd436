// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>

namespace fuseboard::gateway {

/// Parses with this thread's own parser, whose memory stays for the next document; what it answers is valid until then.
/// For a large document, whose memory shall not stay, `aside` is used instead and must live as long.
inline simdjson::simdjson_result<simdjson::dom::element> parseInScratch(
    const std::string& json, std::optional<simdjson::dom::parser>& aside)
{
    constexpr std::size_t mostKept = 256 * 1024;
    static thread_local simdjson::dom::parser kept;
    return json.size() > mostKept ? aside.emplace().parse(json) : kept.parse(json);
}

} // namespace fuseboard::gateway
