// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/historyaudit.h"

#include "collector/collector.h"
#include "owner/carriedout.h"

namespace fuseboard {

HistoryAudit::HistoryAudit(Collector& collector)
    : m_collector(&collector)
{
}

QFuture<Result<void>> HistoryAudit::write(AuditEntry entry)
{
    return carriedOutIn(m_collector.data(),
        [entry = std::move(entry)](Collector& collector) mutable { return collector.audit(std::move(entry)); });
}

} // namespace fuseboard
