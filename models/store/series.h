// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/usagerow.h"
#include "store/names.h"

#include <unordered_map>
#include <unordered_set>

namespace fuseboard {

/// What the rows of one series have in common: everything but time and figures.
struct Series {
    std::int64_t id = 0;
    UsageRow common; ///< with the texts of the series, and no figures
    std::int64_t account = 0; ///< number of the account's name
    std::int64_t model = 0; ///< number of the model's name, or of the line item's where no model is known
    std::int64_t order = 0; ///< by what it says, so that rounding falls the same way in every history
};

/// Every combination of dimensions that the history has seen, each under a number. Kept in memory once asked for.
class SeriesTable {
public:
    SeriesTable(const sqlite::Database& database, Names& names);

    /// Made where it is new; only inside a transaction.
    const Series& of(const UsageRow& row);
    /// A number that no series has is damage, as is a text that does not fit the row's check.
    const Series& at(std::int64_t id);
    /// For `splitCosts`: the same number, the same project, key and model.
    std::int64_t costGroupOf(const Series& series);
    /// After a rollback the numbers given in it are void.
    void forget();
    /// Throws at the first series whose check does not fit.
    void verify();

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(const UsageRow* row) const;
    };
    struct SameDimensions {
        using is_transparent = void;
        bool operator()(const UsageRow* a, const UsageRow* b) const;
    };

    struct Kept : Series {
        std::optional<std::int64_t> costGroup {}; ///< made when it is asked for: only what has a price needs it
    };

    /// `check`: of the texts.
    const Series& remember(std::int64_t id, UsageRow common, std::int64_t check);
    [[noreturn]] void damaged(std::int64_t id) const;

    const sqlite::Database* m_database;
    Names* m_names;
    sqlite::Statement m_find, m_read, m_insert;
    std::unordered_map<std::int64_t, std::unique_ptr<Kept>> m_byId;
    std::unordered_map<const UsageRow*, const Series*, Hash, SameDimensions> m_byRow; ///< keys point into `m_byId`
    std::unordered_map<std::string, std::int64_t> m_costGroups;
};

} // namespace fuseboard
