// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rowcheck.h"

#include <sqlite3.h>
#include <zlib.h>

#include <cstring>

namespace fuseboard {
namespace {

std::string_view bytesOf(sqlite3_value* value)
{
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))) : std::string_view();
}

void rowCheck(sqlite3_context* context, int count, sqlite3_value** values)
{
    RowCheck check;
    for (int i = 0; i < count; ++i) {
        switch (sqlite3_value_type(values[i])) {
        case SQLITE_INTEGER: check.add(std::int64_t {sqlite3_value_int64(values[i])}); break;
        case SQLITE_NULL: check.add(std::optional<std::int64_t>()); break;
        case SQLITE_BLOB: check.add(bytesOf(values[i]), true); break;
        default: check.add(bytesOf(values[i])); break;
        }
    }
    sqlite3_result_int64(context, check.value());
}

} // namespace

void RowCheck::append(const void* bytes, std::size_t size)
{
    if (m_size + size > m_bytes.size()) {
        m_sum = ::crc32_z(m_sum, m_bytes.data(), m_size);
        m_size = 0;
    }
    if (size > m_bytes.size()) {
        m_sum = ::crc32_z(m_sum, static_cast<const unsigned char*>(bytes), size);
        return;
    }
    if (size > 0)
        std::memcpy(m_bytes.data() + m_size, bytes, size);
    m_size += size;
}

void RowCheck::put(char type, const void* bytes, std::size_t size)
{
    append(&type, 1);
    append(bytes, size);
}

RowCheck& RowCheck::add(std::int64_t value)
{
    put('i', &value, sizeof value);
    return *this;
}

RowCheck& RowCheck::add(std::optional<std::int64_t> value)
{
    if (value)
        return add(*value);
    put('n', nullptr, 0);
    return *this;
}

RowCheck& RowCheck::add(std::string_view bytes, bool binary)
{
    const auto size = bytes.size();
    put(binary ? 'b' : 't', &size, sizeof size);
    append(bytes.data(), size);
    return *this;
}

std::int64_t RowCheck::value() const { return static_cast<std::int32_t>(::crc32_z(m_sum, m_bytes.data(), m_size)); }

void addRowCheck(sqlite::Database& database)
{
    const int code = sqlite3_create_function_v2(database.handle(), "row_check", -1,
        SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, nullptr, rowCheck, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        database.raise(code);
}

} // namespace fuseboard
