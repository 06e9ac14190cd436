// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace fuseboard::gateway {

/// The last body of each key that a budget refused for good. Who sends the very same again can be answered without reading
/// it: an agent that does not stop costs next to nothing.
class RefusedBodies {
public:
    void note(const std::string& token, std::string_view body)
    {
        if (m_last.size() >= mostKeys)
            m_last.clear();
        m_last.insert_or_assign(token, Body {std::hash<std::string_view>()(body), body.size()});
    }
    void forget(const std::string& token)
    {
        if (!m_last.empty())
            m_last.erase(token);
    }
    [[nodiscard]] bool isRepeat(const std::string& token, std::string_view body) const
    {
        const auto last = m_last.find(token);
        return last != m_last.end() && last->second.size == body.size()
            && last->second.hash == std::hash<std::string_view>()(body);
    }

private:
    static constexpr std::size_t mostKeys = 10'000; // past it all are read once more
    struct Body {
        std::size_t hash = 0, size = 0;
    };
    std::unordered_map<std::string, Body> m_last;
};

} // namespace fuseboard::gateway
