// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/journalrecord.h"

#include <QString>

#include <vector>

namespace fuseboard {

/// `state/freeze.journal`: what people want frozen or released, so that a killed app takes it up again. Preallocated, so
/// that a full disk does not stop a freeze; each record is synced before append() returns. Of one thread.
class Journal {
public:
    struct Opened;
    /// Opens or makes the file. Damaged records are left out and counted; an unreadable file is an Error and untouched.
    static Result<Opened> open(const QString& file);
    Journal(Journal&& other) noexcept;
    Journal& operator=(Journal&& other) noexcept;
    ~Journal();

    /// On disk when it returns without error. A full file is first rewritten with what still counts.
    Result<void> append(JournalRecord record);

private:
    Journal(QString file, int descriptor);
    Result<void> compact();
    Result<void> write(const JournalRecord& record);
    [[nodiscard]] std::unexpected<Error> failure(const char* what) const;

    QString m_file;
    int m_descriptor = -1;
    std::size_t m_slots = 0; ///< used
    std::uint64_t m_sequence = 0;
    JournalState m_state;
};

struct Journal::Opened {
    Journal journal;
    std::vector<Intent> intents; ///< what is still wanted
    int damaged = 0; ///< records left out
};

} // namespace fuseboard
