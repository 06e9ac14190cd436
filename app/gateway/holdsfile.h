// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/hold.h"
#include "store/sqlite.h"

#include <vector>

namespace fuseboard::gateway {

/// `holds.db`: the last order of every scope. Synchronous, for one thread.
class HoldsFile {
public:
    static Result<void> create(const std::filesystem::path& file);
    static Result<HoldsFile> open(const std::filesystem::path& file);

    /// ErrorCode::historyDamaged where they are not just those that were kept.
    [[nodiscard]] Result<std::vector<Hold>> all();
    /// On disk when it returns. An order that is older than what is kept changes nothing.
    Result<void> keep(const Hold& hold);

private:
    explicit HoldsFile(sqlite::Database database)
        : m_database(std::make_unique<sqlite::Database>(std::move(database)))
    {
    }
    std::unique_ptr<sqlite::Database> m_database;
};

} // namespace fuseboard::gateway
