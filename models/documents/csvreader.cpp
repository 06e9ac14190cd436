// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/csvreader.h"

namespace fuseboard {

CsvReader::CsvReader(std::string_view text)
    : m_text(text.starts_with("\xef\xbb\xbf") ? text.substr(3) : text)
{
}

Result<std::optional<CsvRecord>> CsvReader::next()
{
    while (m_at < m_text.size()) {
        CsvRecord record;
        record.line = m_line;
        for (bool more = true; more;) {
            auto field = readField();
            if (!field)
                return std::unexpected(field.error());
            record.fields.push_back(std::move(*field));
            more = take(',');
        }
        endLine();
        if (record.fields.size() > 1 || !record.fields.front().empty())
            return record;
    }
    return std::nullopt;
}

Result<std::string> CsvReader::readField()
{
    std::string field;
    if (!take('"')) {
        while (m_at < m_text.size() && !atLineEnd() && m_text[m_at] != ',') {
            if (m_text[m_at] == '"')
                return fault("a quote inside a field that does not start with one");
            field += m_text[m_at++];
        }
        return field;
    }
    const int opened = m_line;
    while (m_at < m_text.size()) {
        const char c = m_text[m_at++];
        if (c == '\n')
            ++m_line;
        if (c != '"') {
            field += c;
            continue;
        }
        if (take('"')) {
            field += '"';
            continue;
        }
        if (m_at < m_text.size() && !atLineEnd() && m_text[m_at] != ',')
            return fault("text after a closing quote");
        return field;
    }
    m_line = opened;
    return fault("a quote that is never closed");
}

bool CsvReader::atLineEnd() const
{
    return m_text[m_at] == '\n' || (m_text[m_at] == '\r' && (m_at + 1 == m_text.size() || m_text[m_at + 1] == '\n'));
}

bool CsvReader::take(char c)
{
    if (m_at == m_text.size() || m_text[m_at] != c)
        return false;
    ++m_at;
    return true;
}

void CsvReader::endLine()
{
    take('\r');
    if (take('\n'))
        ++m_line;
}

std::unexpected<Error> CsvReader::fault(std::string what) const
{
    return fail(ErrorCode::badDocument, std::to_string(m_line), std::move(what));
}

Result<std::vector<CsvRecord>> readCsv(std::string_view text)
{
    CsvReader reader(text);
    std::vector<CsvRecord> records;
    while (true) {
        auto record = reader.next();
        if (!record)
            return std::unexpected(record.error());
        if (!*record)
            return records;
        records.push_back(std::move(**record));
    }
}

} // namespace fuseboard
