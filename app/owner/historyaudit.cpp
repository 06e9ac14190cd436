// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/historyaudit.h"

#include "collector/collector.h"

#include <QPromise>

namespace fuseboard {

HistoryAudit::HistoryAudit(Collector& collector)
    : m_collector(&collector)
{
}

QFuture<Result<void>> HistoryAudit::write(AuditEntry entry)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    if (Collector* collector = m_collector)
        QMetaObject::invokeMethod(collector, [collector, promise, entry = std::move(entry)]() mutable {
            promise->addResult(collector->audit(std::move(entry)));
            promise->finish();
        });
    return promise->future(); // a promise that nobody kept cancels its future
}

} // namespace fuseboard
