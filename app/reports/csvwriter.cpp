// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/csvwriter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fuseboard {
namespace {

using namespace std::string_view_literals;

/// Beginnings that spreadsheets evaluate (CWE-1236), full-width forms too.
constexpr std::array formulaStarts {"="sv, "+"sv, "-"sv, "@"sv, "\t"sv, "\r"sv, "\n"sv, "\0"sv, "＝"sv, "＋"sv, "－"sv, "＠"sv};

} // namespace

CsvWriter::CsvWriter()
    : m_out("\xef\xbb\xbf")
{
}

void CsvWriter::text(std::string_view value)
{
    const bool formula = std::ranges::any_of(formulaStarts, [&](std::string_view start) { return value.starts_with(start); });
    std::string safe = formula ? "'" : "";
    safe += value;
    // Line breaks inside a cell split rows in too many programs.
    std::ranges::replace_if(safe, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
    field(safe);
}

void CsvWriter::plain(std::string_view value) { field(value); }

void CsvWriter::field(std::string_view value)
{
    if (!std::exchange(m_first, false))
        m_out += ',';
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
        m_out += value;
        return;
    }
    m_out += '"';
    for (const char c : value) {
        if (c == '"')
            m_out += '"';
        m_out += c;
    }
    m_out += '"';
}

void CsvWriter::endRecord()
{
    m_out += "\r\n";
    m_first = true;
}

std::string CsvWriter::take() { return std::exchange(m_out, {}); }

} // namespace fuseboard
