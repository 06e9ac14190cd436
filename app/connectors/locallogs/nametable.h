// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace fuseboard {

/// Texts that repeat from line to line, each kept once under a number. Empty is 0.
class NameTable {
public:
    NameTable() { idOf({}); }
    NameTable(const NameTable&) = delete;
    NameTable& operator=(const NameTable&) = delete;

    std::uint32_t idOf(std::string_view text)
    {
        if (const auto known = m_ids.find(text); known != m_ids.end())
            return known->second;
        const auto id = static_cast<std::uint32_t>(m_texts.size());
        m_ids.emplace(m_texts.emplace_back(text), id);
        return id;
    }
    [[nodiscard]] const std::string& textOf(std::uint32_t id) const { return m_texts.at(id); }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(m_texts.size()); }

private:
    std::deque<std::string> m_texts; ///< in places that stay
    std::unordered_map<std::string_view, std::uint32_t> m_ids;
};

} // namespace fuseboard
