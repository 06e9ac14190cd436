// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/journal.h"

#include <QFuture>
#include <QObject>
#include <QThread>

namespace fuseboard {

/// The journal in a thread of its own: a disk that hangs holds up nobody. Futures finish in the order of the calls.
class JournalWriter {
public:
    explicit JournalWriter(QString file);
    /// Writes what is queued first.
    ~JournalWriter();
    Q_DISABLE_COPY_MOVE(JournalWriter)

    struct Found {
        std::vector<Intent> intents;
        int damaged = 0;
    };
    QFuture<Result<Found>> open();
    /// Opens first where that failed before.
    QFuture<Result<void>> append(JournalRecord record);

private:
    Result<Found> openNow();

    QString m_file;
    QThread m_thread;
    QObject* m_context; ///< lives in m_thread
    std::optional<Journal> m_journal; ///< only touched in m_thread
};

} // namespace fuseboard
