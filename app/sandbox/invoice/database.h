// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace fuseboard::sandbox {

/// SQLite said no; the text is its own.
struct DatabaseError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One prepared statement. Binding starts at 1, reading at 0, as in SQLite.
class Statement {
public:
    Statement(sqlite3* database, std::string_view sql);
    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, std::string_view value);
    /// True while there is a row.
    bool step();
    /// Runs to the end and forgets what was bound.
    void run();
    [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(m_handle.get(), column); }
    [[nodiscard]] std::string text(int column) const;

private:
    void check(int code) const;
    std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> m_handle {nullptr, &sqlite3_finalize};
};

/// The provider's own few lines around SQLite: its books share no code with the ledgers they are held against.
class Database {
public:
    enum class Open { create, readOnly };
    Database(const std::string& path, Open how);
    void execute(const char* sql);
    [[nodiscard]] Statement prepare(std::string_view sql) const { return {m_handle.get(), sql}; }

private:
    std::unique_ptr<sqlite3, decltype(&sqlite3_close)> m_handle {nullptr, &sqlite3_close};
};

} // namespace fuseboard::sandbox
