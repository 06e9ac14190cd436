// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ssesplitter.h"

#include <utility>

namespace fuseboard::http {

std::vector<SseEvent> SseSplitter::feed(std::string_view bytes)
{
    std::vector<SseEvent> out;
    std::size_t begin = 0; // of what is not given out
    for (std::size_t at = 0; at < bytes.size() && !m_overflowed;) {
        if (std::exchange(m_afterCr, false) && bytes[at] == '\n') {
            ++at;
            continue;
        }
        std::string_view part = bytes.substr(at, bytes.find('\n', at) - at);
        part = part.substr(0, part.find('\r'));
        at += part.size();
        m_overflowed = m_bytes.size() + (at - begin) > maxEventBytes;
        if (at == bytes.size()) {
            m_line += part;
            break;
        }
        m_afterCr = bytes[at] == '\r';
        ++at;
        if (m_afterCr && at < bytes.size() && bytes[at] == '\n') {
            m_afterCr = false;
            ++at;
        }
        const bool ends = takeLine(m_line.empty() ? part : m_line += part);
        m_line.clear();
        if (ends) {
            m_event.bytes = std::move(m_bytes.append(bytes.substr(begin, at - begin)));
            begin = at;
            out.push_back(std::move(m_event));
            m_event = {};
            m_bytes.clear();
        }
    }
    if (!m_overflowed)
        m_bytes += bytes.substr(begin);
    return out;
}

bool SseSplitter::takeLine(std::string_view line)
{
    if (std::exchange(m_first, false) && line.starts_with("\xef\xbb\xbf"))
        line.remove_prefix(3);
    if (line.empty()) {
        m_event.isEvent = std::exchange(m_hasData, false);
        return !std::exchange(m_isBlank, true);
    }
    m_isBlank = false;
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
    return false;
}

} // namespace fuseboard::http
