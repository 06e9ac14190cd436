// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite.h"

#include <initializer_list>
#include <vector>

namespace fuseboard {

/// Steps over the UTC days that there is anything of: one row with a far date makes the calendar between too long to walk.
/// Days are given by their first second.
class ExistingDays {
public:
    enum class Of { usage, sums, spent, accounts, teamUsage };

    ExistingDays(const sqlite::Database& database, std::initializer_list<Of> tables);

    /// The first day from this one on; none where there is none, or none that an instant can tell.
    [[nodiscard]] std::optional<std::int64_t> from(std::int64_t day);

private:
    std::filesystem::path m_file;
    std::vector<sqlite::Statement> m_next;
};

} // namespace fuseboard
