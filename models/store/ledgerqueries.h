// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reconciliation.h"
#include "store/series.h"
#include "store/untoldtable.h"

#include <set>

namespace fuseboard {

/// Reads the ledgers side by side, for comparing them.
class LedgerQueries {
public:
    LedgerQueries(const sqlite::Database& database, Names& names, SeriesTable& series, UntoldTable& untold);

    /// By account; without prices. Days are UTC; what gateways measured reaches from a day before the period to a day after.
    [[nodiscard]] std::map<std::string, AccountLedgers> accounts(Period period, Currency currency);
    /// Sources with rows of costs or invoices of the account in the period's days that were not withdrawn.
    [[nodiscard]] std::set<std::string> billedBy(const std::string& account, Period days);

private:
    using Accounts = std::map<std::string, AccountLedgers>;

    void readMeasured(Period period, std::int64_t currency, Accounts& out);
    void readStated(Period period, std::int64_t currency, Accounts& out);
    void readSettled(Accounts& out);
    void readUntold(Period period, Accounts& out);

    const sqlite::Database* m_database;
    Names* m_names;
    SeriesTable* m_series;
    UntoldTable* m_untold;
    sqlite::Statement m_measured, m_stated, m_settled;
};

} // namespace fuseboard
