// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "switchboard/intent.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace fuseboard {

/// One line of the journal.
struct JournalRecord {
    enum class Kind : std::uint8_t {
        intent = 1, ///< a person's act
        acknowledged, ///< a lever has it in force
        settled, ///< the scope is plainly allowed again
        reasoned, ///< somebody added to its reason: `intent` has the words, who and when
        ends, ///< what a lever had acknowledged before it; written where the records that told so are left out
    };
    static constexpr qsizetype size = 2048;

    std::uint64_t sequence = 0;
    Kind kind = Kind::intent;
    Intent intent; ///< of `acknowledged` and `settled`: id and scope
    std::string lever; ///< of `acknowledged` and `ends`
    std::uint64_t generation = 0;
    bool operator==(const JournalRecord&) const = default;

    /// What an intent has had added to its reason, as a record of its own.
    static JournalRecord reasonOf(const Intent& intent, const AddedReason& added);
    /// Exactly `size` bytes with a checksum; texts that are too long are cut.
    [[nodiscard]] QByteArray bytes() const;
    /// Empty where the checksum or the shape is wrong.
    static std::optional<JournalRecord> parse(QByteArrayView bytes);
};

/// What records, taken in order, still want.
class JournalState {
public:
    void apply(const JournalRecord& record);
    [[nodiscard]] std::vector<Intent> intents() const;

private:
    std::map<Scope, Intent> m_intents;
};

} // namespace fuseboard
