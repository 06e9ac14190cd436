// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fuseboard::loops {

/// What sessions of a kind cost, learned from the last ones. Nano-units; one currency.
class KindCosts {
public:
    void learn(const std::string& kind, std::int64_t costNano, std::int64_t costNanoAnHour);
    /// Whether that is far above: an hour at ten times the middle, or in all several times what 95 of 100 sessions stay
    /// below. No where too few are known.
    [[nodiscard]] bool isFarAbove(std::string_view kind, std::int64_t costNano, std::int64_t costNanoAnHour) const;

private:
    struct Sessions {
        std::vector<std::int64_t> costs, anHour; ///< the latest, in no order
        std::size_t next = 0;
        std::int64_t middleAnHour = 0, p95 = 0;
    };
    std::map<std::string, Sessions, std::less<>> m_kinds;
};

} // namespace fuseboard::loops
