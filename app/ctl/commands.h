// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/move.h"

namespace fuseboard {

/// What a command asks the owner first. Freezes and resumes: `HoldCommand`.
Move firstMove(const CommandLine& line);
/// What it does with the answer, which is no refusal. Status, poll and watch: `Control`.
Move nextMove(const CommandLine& line, const QJsonObject& answer);

} // namespace fuseboard
