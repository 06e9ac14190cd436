// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/descriptor.h"
#include "gateway/desk.h"
#include "gateway/holdskeeper.h"
#include "gateway/ledger/ledgerkeeper.h"

namespace fuseboard::gateway {

/// Only one gateway works on a directory's files.
class DirectoryLock {
public:
    /// ErrorCode::historyBusy where another has it.
    static Result<DirectoryLock> take(const std::filesystem::path& directory);

private:
    explicit DirectoryLock(Descriptor file)
        : m_file(std::move(file))
    {
    }
    Descriptor m_file;
};

/// The ledger and the holds where they are whole; else why not.
struct OpenFiles {
    std::unique_ptr<HoldsKeeper> holds;
    std::unique_ptr<LedgerKeeper> ledger;
    std::string closedBecause;
};

/// Opens them, and tells the desk what is frozen and what was spent.
OpenFiles openFiles(const Config& config, Desk& desk);

} // namespace fuseboard::gateway
