// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/auditsink.h"
#include "switchboard/intent.h"
#include "switchboard/step.h"

#include <QObject>
#include <QPromise>
#include <QTimer>

#include <deque>
#include <map>
#include <memory>

namespace fuseboard {

/// What the switchboard did, as audit entries: one intent and one outcome per act (AU1), and what levers did by
/// themselves afterwards, as observed. An act's outcome is the first thing that its places have shown, or that a newer act
/// took its place. Entries that can't be written wait here and are tried again, in order (AU3).
class AuditTrail : public QObject {
    Q_OBJECT
public:
    AuditTrail(AuditSink& sink, const Clock& clock, QObject* parent);

    /// How many entries wait because the log can't be written; 0 while it can.
    [[nodiscard]] std::int64_t waiting() const;

    /// Queued: a freeze does not wait for it.
    void intended(const Intent& intent, const std::string& before);
    /// Tried once, at once, behind what waits: a resume waits for it. Where it fails, the attempt and that it was refused
    /// are written later.
    QFuture<Result<void>> intendedNow(const Intent& intent, const std::string& before);
    /// An act of an earlier run that the journal still wants: its intent is queued in case it was never written.
    void restored(const Intent& intent);
    void happened(const Happening& happening, const Intent& intent);
    /// Queued: of an act that is no freeze, and stops something.
    void note(AuditEntry entry) { push({std::move(entry), nullptr}); }
    /// Before it goes: hands on what waits, and waits a second at most for the log to have it. Nothing is told any more.
    void drain();

Q_SIGNALS:
    void failed(const fuseboard::Error& error); ///< the first of a row of failures
    void waitingChanged();

private:
    struct Waiting {
        AuditEntry entry;
        std::shared_ptr<QPromise<Result<void>>> answer; ///< of `intendedNow`
    };

    void begin(const Intent& intent, const std::string& before, std::shared_ptr<QPromise<Result<void>>> answer);
    void end(const Intent& intent, std::string result);
    void push(Waiting waiting);
    void writeNext();
    void written();
    void refused(const Error& error);

    AuditSink& m_sink;
    const Clock& m_clock;
    std::deque<Waiting> m_waiting;
    std::map<Scope, Intent> m_open; ///< the act on each scope whose outcome is owed
    QFuture<Result<void>> m_written; ///< of the first that waits, while `m_out`
    bool m_out = false;
    bool m_failing = false;
    QTimer m_again;
};

} // namespace fuseboard
