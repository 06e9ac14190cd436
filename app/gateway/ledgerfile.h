// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/callrow.h"
#include "gateway/desk.h"
#include "store/sqlite.h"

#include <vector>

namespace fuseboard::gateway {

struct LedgerPage {
    std::vector<CallRow> rows;
    std::int64_t next = 0;
    bool more = false;
};

/// What the ledger is told of a call. A call is opened before anything is sent to a provider, and settled once.
struct LedgerEntry {
    CallRow row; ///< of an open call: what it would be charged if the gateway died now
    bool settled = false;
    std::int64_t reservedNano = 0; ///< the most it may cost
};

/// `ledger.db`: one row a call. Open calls stand in a table of their own until they are settled; only settled ones have a
/// `seq` and are reported. Synchronous, for one thread.
class LedgerFile {
public:
    static Result<void> create(const std::filesystem::path& file);
    /// Checks that the file is a whole ledger of ours before it is used. Calls that an earlier run left open are settled
    /// as cut by a crash, with what had been counted of them (SAFETY MO3).
    static Result<LedgerFile> open(const std::filesystem::path& file);

    [[nodiscard]] const std::string& id() const { return m_id; }
    /// All or nothing, on disk when it returns. Settling a call that is not open changes nothing: none stands there twice.
    Result<void> keep(const std::vector<const LedgerEntry*>& entries);
    /// Calls of an earlier run that `open` settled.
    [[nodiscard]] std::int64_t recovered() const { return m_recovered; }
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
    void bringUpToDate();
    void settleLeftOpen();

    struct Keeping;
    struct KeepingDeleter {
        void operator()(Keeping* keeping) const;
    };

    std::unique_ptr<sqlite::Database> m_database;
    std::unique_ptr<Keeping, KeepingDeleter> m_keeping; ///< made by the first keep()
    std::string m_id;
    std::int64_t m_recovered = 0;
};

} // namespace fuseboard::gateway
