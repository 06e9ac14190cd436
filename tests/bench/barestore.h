// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/poll.h"

#include <filesystem>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace fuseboard::bench {

/// The reference: a table with the columns and the key of `usage`, upserted in C, with nothing kept beside it. WAL,
/// `synchronous=NORMAL`, a cache of 64 MiB, one prepared statement, one transaction a batch.
class BareStore {
public:
    explicit BareStore(const std::filesystem::path& file);
    ~BareStore();
    BareStore(const BareStore&) = delete;
    BareStore& operator=(const BareStore&) = delete;

    void upsert(const Poll& poll);

private:
    sqlite3* m_database = nullptr;
    sqlite3_stmt* m_upsert = nullptr;
};

} // namespace fuseboard::bench
