// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/poll.h"
#include "store/sqlite.h"

namespace fuseboard {

/// The limits that sources keep themselves, of each list what it told last.
class LimitTable {
public:
    explicit LimitTable(sqlite::Database& database);

    /// The poll's lists: one that was told takes the place of what it was, of one that was not only that is noted. Inside the
    /// caller's transaction.
    void apply(const Poll& poll);
    /// Of one source, by the lists' names. A list that does not fit its check, or has lost a limit, is damage.
    [[nodiscard]] std::vector<LimitList> of(const std::string& source);

private:
    void put(const std::string& source, const LimitList& list);
    [[nodiscard]] std::vector<ProviderLimit> limitsOf(const std::string& source, const std::string& list);

    sqlite::Database* m_database;
};

} // namespace fuseboard
