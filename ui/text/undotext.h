// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/blast.h"

#include <QString>

#include <set>
#include <string>

namespace fuseboard {

/// What a resume would do at one place.
struct UndoLine {
    QString place; ///< its name, safe to show
    QString text;
    bool isOpen = false; ///< it asks first, or can't be told now
    bool operator==(const UndoLine&) const = default;
};

/// What a resume of the frozen scope would give back, leave and ask about, place by place. Places with nothing of it are
/// left out. `holdAll`: places by id where everything is frozen too, as `placesHoldingAll` tells.
std::vector<UndoLine> undoLines(const BlastPreview& preview, const std::set<std::string>& holdAll);
/// Where a freeze of everything stands, or may.
std::set<std::string> placesHoldingAll(const FreezeBoard& freezes);

} // namespace fuseboard
