// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

#include <QMetaType>

#include <tuple>

namespace fuseboard {

/// A line of "Where It Goes": one of the largest, or the sum of the rest.
struct BreakdownLine {
    enum class Kind {
        named,
        unnamed, ///< nobody named one; the words are in ui/text
        others, ///< the rest, summed
    };
    Kind kind = Kind::named;
    std::string name, team;
    std::int64_t nano = 0;
    std::int64_t estimatedNano = 0;
    std::optional<int> sharePercent; ///< of all lines; shares add up to 100; empty where the sum is not positive
    int barPermille = 0; ///< of the largest line
    std::optional<int> againstLastWeekPercent; ///< empty: new, or unknown for the rest
    bool isNew = false; ///< nothing last week
    int count = 1; ///< rows in it
    std::string id {}; ///< as the row's
    bool operator==(const BreakdownLine&) const = default;
};

/// Which lines are the same thing in two boards.
inline std::tuple<BreakdownLine::Kind, std::string, std::string> rowKey(const BreakdownLine& line)
{
    return {line.kind, line.team, line.name};
}

/// The largest `top` rows and the rest as one line. One row more than `top` stands for itself.
std::vector<BreakdownLine> breakdownLines(const std::vector<BreakdownRow>& rows, int top);

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::BreakdownLine)
