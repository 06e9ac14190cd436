// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/period.h"
#include "gateway/callrow.h"
#include "store/sqlite.h"

#include <vector>

namespace fuseboard::gateway {

struct LedgerPage {
    std::vector<CallRow> rows;
    std::int64_t next = 0;
    bool more = false;
};

/// `ledger.db`: one row a call. Synchronous, for one thread.
class LedgerFile {
public:
    static Result<void> create(const std::filesystem::path& file);
    /// Checks that the file is a whole ledger of ours before it is used.
    static Result<LedgerFile> open(const std::filesystem::path& file);

    [[nodiscard]] const std::string& id() const { return m_id; }
    /// On disk when it returns; `seq` grows with every row.
    Result<void> append(const std::vector<CallRow>& rows);
    [[nodiscard]] Result<LedgerPage> page(std::int64_t after, std::int64_t limit);
    /// What a team has spent in a period, in nano-units of the currency.
    [[nodiscard]] Result<std::int64_t> spent(const std::string& team, const Currency& currency, Period period);

private:
    explicit LedgerFile(sqlite::Database database)
        : m_database(std::make_unique<sqlite::Database>(std::move(database)))
    {
    }
    std::unique_ptr<sqlite::Database> m_database;
    std::string m_id;
};

} // namespace fuseboard::gateway
