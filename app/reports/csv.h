// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fuseboard {

/// One field of a CSV row (`contracts/FOCUS.md` section 8).
struct CsvField {
    enum class Kind { text, number };
    std::string value; ///< empty: an empty unquoted field
    Kind kind = Kind::text;

    static CsvField text(std::string value) { return {std::move(value), Kind::text}; }
    static CsvField number(std::string value) { return {std::move(value), Kind::number}; }
};

/// RFC 4180 with CRLF. A text that a spreadsheet would run as a formula gets an apostrophe in front; line breaks inside
/// text become spaces.
std::string csvRow(const std::vector<CsvField>& fields);

/// The mark that makes spreadsheets read UTF-8.
inline constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

} // namespace fuseboard
