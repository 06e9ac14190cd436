// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite.h"

#include <array>
#include <cstddef>

namespace fuseboard {

/// CRC-32 over the values of a row, kept beside them: any single flipped bit is found, which SQLite's own check mostly
/// misses (SAFETY HI7). It is no seal against a person; the audit log has one.
class RowCheck {
public:
    RowCheck& add(std::int64_t value);
    RowCheck& add(std::optional<std::int64_t> value);
    RowCheck& add(std::string_view bytes, bool binary = false);
    /// As it is kept: 32 bits, signed.
    [[nodiscard]] std::int64_t value() const;

private:
    void put(char type, const void* bytes, std::size_t size);
    void append(const void* bytes, std::size_t size);

    std::array<unsigned char, 256> m_bytes; ///< not summed up yet; a row of usage fits
    std::size_t m_size = 0;
    unsigned long m_sum = 0;
};

/// Makes `row_check(…)` known to SQL, the same over its arguments.
void addRowCheck(sqlite::Database& database);

} // namespace fuseboard
