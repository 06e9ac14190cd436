// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/shownstate.h"

namespace fuseboard {

/// What the button in the head does now.
enum class HeadAction {
    none, ///< held already
    freeze,
    freezeProtected, ///< asks first
    freezeAll, ///< asks first
    tryAgain, ///< a freeze that is not proved
    freezeAgain, ///< a freeze that somebody undid outside
    assign, ///< unallocated: nobody to freeze, but a team to give it to
};

struct HeadText {
    QString name, period;
    std::optional<Chip> chip;
    QString stops; ///< "Stops 14 people, 9 agents · $37/h"
    HeadAction action = HeadAction::none;
    bool solid = false; ///< only where the team runs out early or has an incident that a freeze would end
    bool operator==(const HeadText&) const = default;
};

HeadText headTextOf(const ShownState& state, const Selection& selection);

} // namespace fuseboard
