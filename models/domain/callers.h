// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/board.h"
#include "domain/scope.h"
#include "domain/team.h"

namespace fuseboard {

/// Who spent in the period of a board's row, largest first and each once: whom its freeze stops. Views into the board.
std::vector<std::string_view> peopleOf(const TeamBoard& board);
/// As peopleOf. A key that no agent is known of is none.
std::vector<std::string_view> agentsOf(const TeamBoard& board);
/// Whether a freeze of all, or of a team, stops this caller's key. Keys of test calls belong to nobody.
bool isStoppedBy(const Scope& scope, const CallerKey& key);

} // namespace fuseboard
