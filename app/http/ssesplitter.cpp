// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ssesplitter.h"

#include <utility>

namespace fuseboard::http {

std::vector<SseEvent> SseSplitter::feed(std::string_view bytes)
{
    std::vector<SseEvent> out;
    std::size_t at = 0;
    while (at < bytes.size() && !m_overflowed) {
        if (std::exchange(m_afterCr, false) && bytes[at] == '\n') {
            ++at;
            continue;
        }
        std::string_view part = bytes.substr(at, bytes.find('\n', at) - at);
        part = part.substr(0, part.find('\r'));
        const auto end = at + part.size();
        if (m_line.size() + part.size() + m_event.data.size() > maxEventBytes)
            m_overflowed = true;
        at = end;
        if (at == bytes.size()) {
            m_line += part;
            break;
        }
        m_afterCr = bytes[at] == '\r';
        ++at;
        if (m_line.empty()) {
            takeLine(part, out);
        } else {
            takeLine(m_line += part, out);
            m_line.clear();
        }
    }
    return out;
}

void SseSplitter::takeLine(std::string_view line, std::vector<SseEvent>& out)
{
    if (std::exchange(m_first, false) && line.starts_with("\xef\xbb\xbf"))
        line.remove_prefix(3);
    if (line.empty()) {
        if (m_hasData)
            out.push_back(std::move(m_event));
        m_event = {};
        m_hasData = false;
        return;
    }
    const auto colon = line.find(':');
    const auto field = line.substr(0, colon);
    std::string_view value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
    if (value.starts_with(' '))
        value.remove_prefix(1);
    if (field == "event") {
        m_event.name = value;
    } else if (field == "data") {
        if (m_hasData)
            m_event.data += '\n';
        m_event.data += value;
        m_hasData = true;
    }
}

} // namespace fuseboard::http
