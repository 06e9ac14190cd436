// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuseboard::http {

struct SseEvent {
    std::string name; ///< of the `event:` field; empty: "message"
    std::string data; ///< `data:` lines joined by LF
    std::string bytes {}; ///< as it came, with what stood before it
    bool isEvent = true; ///< false: a block that is none (comments alone, a name without data), given out for its bytes
    bool operator==(const SseEvent&) const = default;
};

/// Splits a stream of server-sent events, fed in pieces cut anywhere (WHATWG HTML, 9.2.6): lines end in CR, LF or CRLF, and an
/// event without its empty line is never given out.
class SseSplitter {
public:
    /// The events that these bytes complete. Call overflowed() before trusting them.
    std::vector<SseEvent> feed(std::string_view bytes);
    /// Whether an event grew over the limit: the rest of the stream is then not looked at.
    [[nodiscard]] bool overflowed() const { return m_overflowed; }

    static constexpr std::size_t maxEventBytes = 4 * 1024 * 1024;

private:
    /// Whether the line ends an event.
    bool takeLine(std::string_view line);

    std::string m_line; ///< of which the end has not come
    SseEvent m_event;
    std::string m_bytes; ///< of the unfinished event, in earlier pieces
    bool m_hasData = false;
    bool m_isBlank = true; ///< only line ends have come since the last event
    bool m_afterCr = false;
    bool m_first = true;
    bool m_overflowed = false;
};

} // namespace fuseboard::http
