// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"
#include "owner/profile.h"

namespace fuseboard {

/// Takes what is new in the logs of Claude Code or Codex into the history, priced, and prints the totals of all that the
/// history has of them. Owns the profile while it works.
ExitCode importLogs(const CommandLine& line, const Profile& profile);

} // namespace fuseboard
