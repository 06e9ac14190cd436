// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/usagerow.h"

#include <vector>

namespace fuseboard {

/// A team's part of something shared, in millionths.
struct TeamShare {
    TeamId team; ///< empty: unallocated
    std::int64_t millionths = 0;
    bool operator==(const TeamShare&) const = default;
};
inline constexpr std::int64_t wholeShare = 1'000'000;

/// Gives rows to teams. An empty field matches everything; a set one must be equal.
struct AllocationRule {
    std::int64_t id = 0;
    std::string source, account, project, key, person, agent, model;
    TeamId team;
    std::string tag;
    std::vector<TeamShare> shares; ///< several teams instead of `team`; positive, and a whole together

    [[nodiscard]] bool matches(const UsageRow& row) const;
    bool operator==(const AllocationRule&) const = default;
};

/// The row's own team where a gateway named one, else the first rule that matches, else unallocated. A whole together.
std::vector<TeamShare> allocate(const UsageRow& row, const std::vector<AllocationRule>& rules);

/// Whether every share is positive, none has its team twice, and together they are a whole.
bool isWhole(const std::vector<TeamShare>& shares);

/// The parts of a count or amount in the order of the shares, by largest remainder: they add up to it exactly.
std::vector<std::int64_t> splitByShares(std::int64_t whole, const std::vector<TeamShare>& shares);

} // namespace fuseboard
