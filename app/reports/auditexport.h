// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/history.h"

namespace fuseboard {

enum class AuditFormat { jsonLines, csv };

/// One row as a line of JSON: every field of the hash, the hash, and a note that marks a sandbox's.
std::string auditJsonLine(const AuditEntry& entry, bool sandbox);
/// The same as a row of CSV. A text is written as inside a JSON string, but for its quotation marks, so that it has no line
/// breaks or control codes; an apostrophe stands before a text that a spreadsheet would run, or that starts with one. Both
/// can be undone, so the hashes can be checked.
std::string auditCsvRow(const AuditEntry& entry, bool sandbox);
std::string auditCsvHeader();

struct WrittenAudit {
    std::filesystem::path file; ///< a sandbox's has another name than was asked for
    std::int64_t rows = 0;
    AuditHead head; ///< of the last row
};
/// The whole audit log as it is, page by page; a file that was there is replaced only by a whole one.
Result<WrittenAudit> writeAuditExport(
    const std::filesystem::path& file, AuditFormat format, const History& history, bool sandbox);

} // namespace fuseboard
