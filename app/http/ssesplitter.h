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
    bool operator==(const SseEvent&) const = default;
};

/// Splits a stream of server-sent events, fed in pieces cut anywhere (WHATWG HTML, 9.2.6): lines end in CR, LF or CRLF,
/// comments and unknown fields are skipped, an event without its empty line is never given out.
class SseSplitter {
public:
    /// The events that these bytes complete. Call overflowed() before trusting them.
    std::vector<SseEvent> feed(std::string_view bytes);
    /// Whether an event grew over the limit: the rest of the stream is then not looked at.
    [[nodiscard]] bool overflowed() const { return m_overflowed; }
    /// Whether bytes of an unfinished event are held.
    [[nodiscard]] bool isMidEvent() const { return !m_line.empty() || m_hasData || !m_event.name.empty(); }

    static constexpr std::size_t maxEventBytes = 4 * 1024 * 1024;

private:
    void takeLine(std::string_view line, std::vector<SseEvent>& out);

    std::string m_line; ///< of which the end has not come
    SseEvent m_event;
    bool m_hasData = false;
    bool m_afterCr = false;
    bool m_first = true;
    bool m_overflowed = false;
};

} // namespace fuseboard::http
