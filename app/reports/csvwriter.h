// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace fuseboard {

/// Writes CSV in the spreadsheet dialect of `contracts/FOCUS.md` section 8: UTF-8 with a byte order mark, CRLF, RFC 4180
/// quoting, and texts that a spreadsheet would run as a formula defused.
class CsvWriter {
public:
    CsvWriter();
    /// Text of people or providers.
    void text(std::string_view value);
    /// A number, date or word of ours, or empty: as it is.
    void plain(std::string_view value);
    void endRecord();
    [[nodiscard]] std::string take();

private:
    void field(std::string_view value);

    std::string m_out;
    bool m_first = true;
};

} // namespace fuseboard
