// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/desk.h"
#include "gateway/ledger/ledgerjournal.h"
#include "store/sqlite.h"

#include <vector>

namespace fuseboard::gateway {

struct LedgerPage {
    std::vector<CallRow> rows;
    std::int64_t next = 0;
    bool more = false;
};

/// `ledger.db`: one row for each settled call, which has a `seq` and is reported. Synchronous, for one thread.
class LedgerFile {
public:
    static Result<void> create(const std::filesystem::path& file);
    /// Checks that the file is a whole ledger of ours. One of an earlier version is of no use before bringUpToDate().
    static Result<LedgerFile> open(const std::filesystem::path& file);

    [[nodiscard]] const std::string& id() const { return m_id; }
    /// Keeps a copy of an earlier version first. How many calls were open there, now charged as a crash does it (SAFETY MO3).
    Result<std::size_t> bringUpToDate();
    [[nodiscard]] Result<JournalPlace> place();
    /// All or nothing, on disk when it returns: these calls, and how far it is with the journal now.
    Result<void> add(const std::vector<CallRow>& settled, const JournalPlace& place);
    Result<void> add(const std::vector<std::shared_ptr<const SettledCalls>>& settled, const JournalPlace& place);
    [[nodiscard]] Result<LedgerPage> page(std::int64_t after, std::int64_t limit);
    /// What budgets that are to be enforced must be told.
    [[nodiscard]] Result<std::vector<ScopeSpending>> spending(const SpendingQuestion& question);
    /// Calls since then of which something stays set aside, the latest first.
    [[nodiscard]] Result<std::vector<CallRow>> unsettled(Instant since, std::int64_t limit);
    /// Nothing stays set aside of that call any more; the call as it was. Empty: nothing was.
    [[nodiscard]] Result<std::optional<CallRow>> release(const std::string& callId);
    /// What a team has spent in a period, in nano-units of the currency.
    [[nodiscard]] Result<std::int64_t> spent(const std::string& team, const Currency& currency, Period period);

private:
    explicit LedgerFile(sqlite::Database database)
        : m_database(std::make_unique<sqlite::Database>(std::move(database)))
    {
    }
    template <class Insert>
    Result<void> addAll(const JournalPlace& place, Insert insert);

    struct Adding;
    struct AddingDeleter {
        void operator()(Adding* adding) const;
    };

    std::unique_ptr<sqlite::Database> m_database;
    std::unique_ptr<Adding, AddingDeleter> m_adding; ///< made by the first add()
    std::string m_id;
};

} // namespace fuseboard::gateway
