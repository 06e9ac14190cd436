// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"
#include "owner/profile.h"

namespace fuseboard {

/// Commands that only read the history: they need no owner and disturb none.

/// Checks what can be checked of the history and names the first bad row of each; fails where there is one.
ExitCode verifyHistory(const CommandLine& line, const Profile& profile);
/// Owns the profile while it works. The damaged file is kept beside the new one, under a name with the time.
ExitCode repairHistory(const Profile& profile);
/// A checked copy of the history; its owner may go on.
ExitCode backUpHistory(const CommandLine& line, const Profile& profile);
/// The audit log as JSON lines or CSV.
ExitCode exportAudit(const CommandLine& line, const Profile& profile);

} // namespace fuseboard
