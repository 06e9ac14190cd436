// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "http/message.h"

#include <cstdint>

namespace fuseboard::http {

/// How long a message's body is, and whether the connection may be used again.
struct Framing {
    enum class Body { none, length, chunked, untilClose };
    Body body = Body::none;
    std::uint64_t length = 0;
    bool keepAlive = true;
};

inline constexpr std::size_t maxHeadBytes = 16 * 1024; // SAFETY GW2
inline constexpr std::size_t maxFields = 100; // SAFETY GW2
inline constexpr std::size_t maxTargetBytes = 8 * 1024;

/// The gate in front of the parser (SAFETY GW1), over the raw head up to and with its empty line: lines end in CRLF and
/// nothing else does, no folded field, no control byte, nothing but printable ASCII in the target, at most 100 fields. Of a
/// request also: a method that is served, a target of 8 KiB at most, and no underscore in a field's name, but for those that
/// Codex has.
Result<void> checkRawRequestHead(std::string_view head);
Result<void> checkRawResponseHead(std::string_view head);

/// One well-formed Host, one length or `chunked` and never both, no coding in HTTP/1.0, no expectation that is unknown, once
/// what may stand there once: anything else is an error.
Result<Framing> frameOf(const RequestHead& head);
Result<Framing> frameOf(const ResponseHead& head);

} // namespace fuseboard::http
