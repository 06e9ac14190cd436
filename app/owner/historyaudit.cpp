// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/historyaudit.h"

#include "owner/collecting.h"

namespace fuseboard {

HistoryAudit::HistoryAudit(const Collecting& collecting)
    : m_collecting(collecting)
{
}

QFuture<Result<void>> HistoryAudit::write(AuditEntry entry)
{
    return m_collecting.ask(
        [entry = std::move(entry)](Collector& collector) mutable { return collector.edits().audit(std::move(entry)); });
}

} // namespace fuseboard
