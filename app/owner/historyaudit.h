// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/auditsink.h"

namespace fuseboard {

class Collecting;

/// The audit log of the history, which the collector's thread owns. Refuses every row where there is no such thread.
class HistoryAudit : public AuditSink {
public:
    /// `collecting` must outlive it.
    explicit HistoryAudit(const Collecting& collecting);
    QFuture<Result<void>> write(AuditEntry entry) override;

private:
    const Collecting& m_collecting;
};

} // namespace fuseboard
