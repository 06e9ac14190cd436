// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/auditsink.h"
#include "switchboard/intent.h"
#include "switchboard/step.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace fuseboard {

/// What the switchboard did, as audit entries: one intent and one outcome per act, and what levers did by themselves.
/// Entries that can't be written wait here and are tried again, in order (AU3).
class AuditTrail : public QObject {
    Q_OBJECT
public:
    AuditTrail(AuditSink& sink, const Clock& clock, QObject* parent);

    /// Queued: a freeze does not wait for it.
    void intended(const Intent& intent, const std::string& before);
    /// Tried once, at once: a resume waits for it.
    QFuture<Result<void>> intendedNow(const Intent& intent, const std::string& before);
    void happened(const Happening& happening, const Intent& intent);

Q_SIGNALS:
    void failed(const fuseboard::Error& error); ///< the first of a row of failures

private:
    [[nodiscard]] AuditEntry entryOf(const Intent& intent) const;
    void push(AuditEntry entry);
    void writeNext();

    AuditSink& m_sink;
    const Clock& m_clock;
    std::deque<AuditEntry> m_waiting;
    bool m_out = false;
    bool m_failing = false;
    QTimer m_again;
};

} // namespace fuseboard
