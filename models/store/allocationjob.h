// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/allocation.h"
#include "domain/period.h"
#include "store/sqlite.h"

#include <optional>
#include <set>
#include <vector>

namespace fuseboard {

/// Which days still stand as earlier rules allocated them, and what those rules were. Survives a restart. Callers hold the
/// transaction.
class AllocationJob {
public:
    explicit AllocationJob(sqlite::Database& database);

    /// UTC days, the newest last; empty where none waits.
    [[nodiscard]] std::optional<Period> waiting();
    /// Rules changed from `before` to `now`: every day waits. Where days waited already, what to go back to stays what it
    /// was; going back to it is not cancelled in its turn.
    void begin(const std::vector<AllocationRule>& before, const std::vector<AllocationRule>& now);
    /// Every day waits, and there is nothing to go back to.
    void beginWithoutReturn();
    /// Takes up to `count` days off, the newest first.
    std::set<Instant> take(int count);
    /// The rules before the job began; empty where there is nothing to go back to.
    [[nodiscard]] std::optional<std::vector<AllocationRule>> rulesBefore();

private:
    sqlite::Database* m_database;
};

} // namespace fuseboard
