// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/untold.h"
#include "store/poll.h"
#include "store/sqlite.h"

namespace fuseboard {

/// Days of which sources have not told all figures.
class UntoldTable {
public:
    explicit UntoldTable(sqlite::Database& database);

    /// What the poll has read is told, but for what it says it left out. `completeUpTo`: what the source had told until then.
    /// The UTC days whose costs are lacking now and were not, or the other way round. Inside the caller's transaction.
    std::set<Instant> apply(const Poll& poll, std::optional<Instant> completeUpTo);
    /// Of one source. A row that does not fit its check is damage.
    [[nodiscard]] UntoldDays of(const std::string& source);
    /// Of all sources that tell this account's bill.
    [[nodiscard]] UntoldDays ofAccount(const std::string& account);
    /// Whose bills are told with days left out.
    [[nodiscard]] std::vector<std::string> accounts();

private:
    [[nodiscard]] UntoldDays read(sqlite::Statement& rows);

    sqlite::Database* m_database;
    sqlite::Statement m_ofSource, m_ofAccount;
};

} // namespace fuseboard
