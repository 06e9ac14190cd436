// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

#include <QMetaType>

namespace fuseboard {

/// How a source is doing, in one word (which is in ui/text).
enum class SourceHealth {
    answers,
    partial, ///< answers, and refuses a list that its key may not read, or has left out figures lately
    late, ///< an interval was missed, not yet three
    rateLimited,
    rejected, ///< our key is refused or missing
    failing, ///< the last try failed for another reason
    silent, ///< three intervals missed
    neverAnswered,
};

/// The worst that is true of it: a broken key before its silence, silence before lateness.
SourceHealth sourceState(const SourceView& source, Instant now);

struct SourceRow {
    SourceView source;
    SourceHealth state = SourceHealth::neverAnswered;
    std::optional<std::chrono::microseconds> age; ///< since the last answer, as shown; empty: never answered
    bool operator==(const SourceRow&) const = default;
};

/// Which rows are the same source.
inline const std::string& rowKey(const SourceRow& row) { return row.source.id; }

std::vector<SourceRow> sourceRows(const std::vector<SourceView>& sources, Instant now);

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::SourceRow)
Q_DECLARE_METATYPE(fuseboard::SourceHealth)
