// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <optional>
#include <string_view>
#include <vector>

namespace fuseboard {

/// One record and the line it starts on, counted from 1.
struct CsvRecord {
    int line = 0;
    std::vector<std::string> fields;
    bool operator==(const CsvRecord&) const = default;
};

/// RFC 4180 with LF or CRLF, an optional UTF-8 byte order mark, and blank lines left out. A stray or unclosed quote or
/// text after a closing one is an error that names the line in `subject`.
class CsvReader {
public:
    /// The text must outlive it.
    explicit CsvReader(std::string_view text);
    /// Empty at the end; not to be called again after an error.
    Result<std::optional<CsvRecord>> next();

private:
    Result<std::string> readField();
    [[nodiscard]] bool atLineEnd() const;
    bool take(char c);
    void endLine();
    [[nodiscard]] std::unexpected<Error> fault(std::string what) const;

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 1;
};

/// All records at once.
Result<std::vector<CsvRecord>> readCsv(std::string_view text);

} // namespace fuseboard
