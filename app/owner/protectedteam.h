// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scope.h"
#include "store/organisation.h"

namespace fuseboard {

/// Null where the scope is none, or the teams are not known: then freezing must work all the same.
const Team* protectedTeam(const Organisation* organisation, const Scope& scope);

} // namespace fuseboard
