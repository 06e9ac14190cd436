// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite.h"

#include <unordered_map>

namespace fuseboard {

/// Texts that repeat in the history, each kept once under a number. Empty is 0.
class Names {
public:
    explicit Names(const sqlite::Database& database);

    /// Made where it is new; only inside a transaction.
    std::int64_t idOf(const std::string& text);
    [[nodiscard]] std::optional<std::int64_t> find(const std::string& text);
    [[nodiscard]] const std::string& textOf(std::int64_t id);
    /// After a rollback the numbers given in it are void.
    void forget();

private:
    const sqlite::Database* m_database;
    sqlite::Statement m_find, m_read, m_insert;
    std::unordered_map<std::string, std::int64_t> m_ids;
    std::unordered_map<std::int64_t, std::string> m_texts;
};

} // namespace fuseboard
