// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "domain/spent.h"

#include <unordered_map>

namespace fuseboard {

/// Gathers "Where It Goes" of one team: by agent or key, by model, by person, by tag. Each list is complete and adds up to what
/// was spent in the period.
class Breakdown {
public:
    /// Weeks are the last seven days and the seven before.
    Breakdown(Period period, Instant now);
    void add(const SpentShare& share, Interned teamName);
    /// Of the same period and instant; its agents and persons are that team's.
    void add(const Breakdown& other, Interned teamName);
    void fill(TeamBoard& board) const;
    [[nodiscard]] std::vector<BreakdownRow> byTag() const { return rows(m_byTag); }

private:
    struct Sums {
        std::int64_t period = 0, estimated = 0, thisWeek = 0, lastWeek = 0;
        bool isAgent = false;
    };
    struct Name {
        Interned name, team;
        auto operator<=>(const Name&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Name& of) const
        {
            return std::hash<Interned>()(of.name) * 31 + std::hash<Interned>()(of.team);
        }
    };
    using List = std::unordered_map<Name, Sums, Hash>;

    Sums& addTo(List& list, Name name, const SpentShare& share, Instant at) const;
    [[nodiscard]] static std::vector<BreakdownRow> rows(const List& list);

    Period m_period;
    Instant m_now;
    List m_byAgent, m_byModel, m_byPerson, m_byTag;
};

} // namespace fuseboard
