// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"

#include <QMetaType>

namespace fuseboard {

/// The one state a row shows. The first that applies, in this order (UX, "Figures"); the words are in ui/text.
struct Chip {
    enum class Kind {
        ChangedOutside,
        NotProved,
        Freezing,
        PartlyProved,
        Frozen,
        Resuming,
        Age, ///< a source is stale
        RunsOutEarly,
        TooEarly,
        OnTrack,
        NoData,
    };
    Kind kind = Kind::NoData;
    int proved = 0, places = 0; ///< of the freeze
    std::chrono::microseconds age {0}; ///< of the figures; whole seconds, minutes, hours or days as they are shown
    /// Drawn solid: somebody has to act.
    [[nodiscard]] bool solid() const
    {
        return kind == Kind::RunsOutEarly || kind == Kind::NotProved || kind == Kind::ChangedOutside;
    }
    bool operator==(const Chip&) const = default;
};

/// The chip of a team, or of all teams. `freeze`: what counts for it (FreezeBoard::forTeam; for all teams the
/// organisation's own), or null.
Chip chipFor(const TeamBoard& team, const FreezeView* freeze, const std::vector<SourceView>& sources, Instant now);

} // namespace fuseboard

Q_DECLARE_METATYPE(fuseboard::Chip)
