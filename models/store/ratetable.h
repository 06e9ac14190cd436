// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/exchangerates.h"
#include "domain/period.h"
#include "store/sqlite.h"

namespace fuseboard {

/// What entering rates did.
struct EnteredRates {
    std::int64_t added = 0; ///< of a pair, day and source that had none
    std::int64_t changed = 0; ///< that had another; the old row is kept
    std::int64_t known = 0; ///< that change nothing: nothing was written
    bool operator==(const EnteredRates&) const = default;
};

/// The columns of a rate on disk, in the order in which `readRate` takes them.
#define RATE_COLUMNS "from_currency, to_currency, day, digits, scale, holds_days, source, entered_by, entered_at, row_check"

/// Reads a rate; one that does not fit its check is damage.
ExchangeRate readRate(const sqlite::Statement& statement, const sqlite::Database& database);

/// The rates of the history, each with a check of its own.
class RateTable {
public:
    explicit RateTable(sqlite::Database& database);

    /// Every rate must pass `checkRate`. Inside a transaction.
    EnteredRates enter(const std::vector<ExchangeRate>& rates);
    /// The one of its pair and day that it would count instead of; where a person's goes before it, its own source's last.
    [[nodiscard]] std::optional<ExchangeRate> replacedBy(const ExchangeRate& rate);
    /// What may hold on a day of the period; without one, all.
    [[nodiscard]] ExchangeRates rates(std::optional<Period> period);

    /// Adds one as it is.
    static void insert(sqlite::Database& database, const ExchangeRate& rate);

private:
    /// Those of the same pair and day, in the order in which they were entered.
    std::vector<ExchangeRate> ofDay(const ExchangeRate& rate);
    static std::optional<ExchangeRate> replacedBy(const ExchangeRate& rate, const std::vector<ExchangeRate>& ofDay);

    sqlite::Database* m_database;
    sqlite::Statement m_ofDay;
};

} // namespace fuseboard
