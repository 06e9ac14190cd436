// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/csv.h"

#include <algorithm>
#include <array>

namespace fuseboard {
namespace {

bool startsAFormula(std::string_view text)
{
    constexpr std::array<std::string_view, 4> fullWidth {"＝", "＋", "－", "＠"};
    if (text.empty())
        return false;
    return std::string_view("=+-@\t\r\n").contains(text.front()) || text.front() == '\0'
        || std::ranges::any_of(fullWidth, [&](std::string_view sign) { return text.starts_with(sign); });
}

std::string quoted(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text) {
        out += c;
        if (c == '"')
            out += c;
    }
    return out + '"';
}

std::string fieldText(const CsvField& field)
{
    std::string text = field.value;
    if (field.kind == CsvField::Kind::text) {
        if (startsAFormula(text))
            text.insert(text.begin(), '\'');
        std::ranges::replace_if(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
    }
    return text.find_first_of(",\"\r\n") == std::string::npos ? text : quoted(text);
}

} // namespace

std::string csvRow(const std::vector<CsvField>& fields)
{
    std::string out;
    for (std::size_t i = 0; i < fields.size(); ++i)
        out += (i > 0 ? "," : "") + fieldText(fields[i]);
    return out + "\r\n";
}

} // namespace fuseboard
