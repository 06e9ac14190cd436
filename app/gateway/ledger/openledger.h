// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/ledger/ledgerfile.h"

namespace fuseboard::gateway {

/// A ledger's two files, as they are when no call is open.
struct OpenLedger {
    LedgerFile file;
    LedgerJournal journal;
    std::size_t leftOpen = 0; ///< calls that an earlier run left open, now charged as far as they were counted
    JournalEnd journalEnd; ///< as it was found; what stood there is left out
};

/// `ledger.db` with all that the journal beside it has; both are checked before anything is written.
Result<OpenLedger> openLedger(
    const std::filesystem::path& directory, std::uint64_t mostJournalBytes = LedgerJournal::usualBytes);
/// A ledger whose journal is lost shall do without it: what only the journal had is not in it. Not where there is one.
Result<void> forgoJournal(const std::filesystem::path& directory);

} // namespace fuseboard::gateway
