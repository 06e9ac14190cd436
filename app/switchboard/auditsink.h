// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/history.h"

#include <QFuture>

namespace fuseboard {

/// Where the switchboard's acts are recorded: the history's audit log, in whatever thread that lives.
class AuditSink {
public:
    virtual ~AuditSink() = default;
    /// Called from the switchboard's thread; must return at once. The future brings the outcome once the entry is synced;
    /// a cancelled future counts as not written.
    virtual QFuture<Result<void>> write(AuditEntry entry) = 0;
};

} // namespace fuseboard
