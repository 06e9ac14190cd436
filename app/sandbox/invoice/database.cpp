// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/invoice/database.h"

namespace fuseboard::sandbox {
namespace {

constexpr int busyMilliseconds = 2000; // a reader of the invoice beside a running provider

} // namespace

Statement::Statement(sqlite3* database, std::string_view sql)
{
    sqlite3_stmt* handle = nullptr;
    if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &handle, nullptr) != SQLITE_OK)
        throw DatabaseError(sqlite3_errmsg(database));
    m_handle.reset(handle);
}

Statement& Statement::bind(int index, std::int64_t value)
{
    check(sqlite3_bind_int64(m_handle.get(), index, value));
    return *this;
}

Statement& Statement::bind(int index, std::string_view value)
{
    check(sqlite3_bind_text(m_handle.get(), index, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT));
    return *this;
}

bool Statement::step()
{
    const int code = sqlite3_step(m_handle.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        check(code);
    return code == SQLITE_ROW;
}

void Statement::run()
{
    while (step()) { }
    sqlite3_reset(m_handle.get());
    sqlite3_clear_bindings(m_handle.get());
}

std::string Statement::text(int column) const
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_handle.get(), column));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_handle.get(), column)));
}

void Statement::check(int code) const
{
    if (code != SQLITE_OK)
        throw DatabaseError(sqlite3_errmsg(sqlite3_db_handle(m_handle.get())));
}

Database::Database(const std::string& path, Open how)
{
    sqlite3* handle = nullptr;
    const int flags = how == Open::readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    m_handle.reset(handle);
    if (code != SQLITE_OK)
        throw DatabaseError(handle == nullptr ? "out of memory" : sqlite3_errmsg(handle));
    sqlite3_busy_timeout(handle, busyMilliseconds);
}

void Database::execute(const char* sql)
{
    if (sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        throw DatabaseError(sqlite3_errmsg(m_handle.get()));
}

} // namespace fuseboard::sandbox
