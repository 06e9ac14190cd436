// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/usagerow.h"

namespace fuseboard {

/// Gives rows to a team. An empty field matches everything; a set one must be equal.
struct AllocationRule {
    std::int64_t id = 0;
    std::string source, account, project, key, person, agent, model;
    TeamId team;

    [[nodiscard]] bool matches(const UsageRow& row) const;
    bool operator==(const AllocationRule&) const = default;
};

/// The row's own team where a gateway named one, else the first rule that matches, else unallocated (empty).
TeamId allocate(const UsageRow& row, const std::vector<AllocationRule>& rules);

} // namespace fuseboard
