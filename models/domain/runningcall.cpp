// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/runningcall.h"

#include <algorithm>

namespace fuseboard {

RunningCalls withEarlier(RunningCalls now, const RunningCalls& before)
{
    if (now.scope != before.scope)
        return now;
    for (PlaceCalls& place : now.places) {
        const auto known = std::ranges::find(before.places, place.place, &PlaceCalls::place);
        if (!place.error || place.at || known == before.places.end())
            continue;
        place.calls = known->calls;
        place.at = known->at;
    }
    return now;
}

} // namespace fuseboard
