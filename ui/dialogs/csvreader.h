// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

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
Result<std::vector<CsvRecord>> readCsv(std::string_view text);

} // namespace fuseboard
