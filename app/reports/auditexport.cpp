// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/auditexport.h"

#include "documents/jsonwriter.h"
#include "reports/csv.h"
#include "reports/reportfile.h"

#include <array>
#include <format>

namespace fuseboard {
namespace {

constexpr std::size_t pageRows = 1000; ///< about half a megabyte at a time

constexpr auto columns = std::to_array<std::string_view>(
    {"sequence", "at", "actor", "action", "target", "reason", "before", "after", "result", "requestId", "hash", "note"});

/// Always six digits of a second: older readers of ISO 8601 know no other number of them.
std::string exactTime(Instant at)
{
    const auto second = std::chrono::floor<std::chrono::seconds>(at);
    std::string text = toText(Instant(second));
    text.pop_back();
    return std::format("{}.{:06}Z", text, (at - second).count());
}

std::string note(bool sandbox) { return sandbox ? "Sandbox: not your money" : ""; }

CsvField escaped(const std::string& text)
{
    const std::string json = JsonWriter().text(text).str();
    std::string out = text.starts_with('\'') ? "'" : "";
    for (std::size_t i = 1; i + 1 < json.size(); ++i) {
        if (json[i] == '\\' && json[++i] != '"')
            out += '\\';
        out += json[i];
    }
    return CsvField::text(std::move(out));
}

std::string lineOf(AuditFormat format, const AuditEntry& entry, bool sandbox)
{
    return format == AuditFormat::csv ? auditCsvRow(entry, sandbox) : auditJsonLine(entry, sandbox);
}

} // namespace

std::string auditJsonLine(const AuditEntry& entry, bool sandbox)
{
    JsonWriter json;
    json.beginObject()
        .member("sequence", entry.sequence)
        .member("at", exactTime(entry.at))
        .member("actor", entry.actor)
        .member("action", entry.action)
        .member("target", entry.target)
        .member("reason", entry.reason)
        .member("before", entry.before)
        .member("after", entry.after)
        .member("result", entry.result)
        .member("requestId", entry.requestId)
        .member("hash", entry.hash)
        .memberIfSet("note", note(sandbox))
        .endObject();
    return std::move(json).str() + '\n';
}

std::string auditCsvHeader()
{
    std::vector<CsvField> header;
    for (const std::string_view column : columns)
        header.push_back(CsvField::text(std::string(column)));
    return std::string(byteOrderMark) + csvRow(header);
}

std::string auditCsvRow(const AuditEntry& entry, bool sandbox)
{
    return csvRow({CsvField::number(std::to_string(entry.sequence)), CsvField::text(exactTime(entry.at)), escaped(entry.actor),
        escaped(entry.action), escaped(entry.target), escaped(entry.reason), escaped(entry.before), escaped(entry.after),
        escaped(entry.result), escaped(entry.requestId), escaped(entry.hash), CsvField::text(note(sandbox))});
}

Result<WrittenAudit> writeAuditExport(
    const std::filesystem::path& file, AuditFormat format, const History& history, bool sandbox)
{
    WrittenAudit out {.file = reportTarget(file, sandbox)};
    auto report = ReportFile::create(out.file);
    if (!report)
        return std::unexpected(report.error());
    Result<void> written = format == AuditFormat::csv ? report->write(auditCsvHeader()) : Result<void>();
    while (written) {
        const auto page = history.auditEntries(out.head.sequence, pageRows);
        if (!page)
            return std::unexpected(page.error());
        if (page->empty())
            break;
        std::string lines;
        for (const AuditEntry& entry : *page)
            lines += lineOf(format, entry, sandbox);
        written = report->write(lines);
        out.rows += std::ssize(*page);
        out.head = {page->back().sequence, page->back().hash};
    }
    if (written)
        written = report->commit();
    return written.transform([&] { return out; });
}

} // namespace fuseboard
