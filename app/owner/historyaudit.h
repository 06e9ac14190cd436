// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/auditsink.h"

#include <QPointer>

namespace fuseboard {

class Collector;

/// The audit log of the history, which the collector's thread owns.
class HistoryAudit : public AuditSink {
public:
    explicit HistoryAudit(Collector& collector);
    QFuture<Result<void>> write(AuditEntry entry) override;

private:
    QPointer<Collector> m_collector;
};

} // namespace fuseboard
