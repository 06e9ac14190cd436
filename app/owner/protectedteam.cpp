// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/protectedteam.h"

#include <algorithm>

namespace fuseboard {

const Team* protectedTeam(const Organisation* organisation, const Scope& scope)
{
    if (!organisation || scope.kind != ScopeKind::team)
        return nullptr;
    const auto team = std::ranges::find(organisation->teams, scope.id, &Team::id);
    return team != organisation->teams.end() && team->isProtected ? &*team : nullptr;
}

} // namespace fuseboard
