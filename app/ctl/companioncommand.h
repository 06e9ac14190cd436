// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"
#include "owner/profile.h"

namespace fuseboard {

/// Writes the files of `fuseboardctl companion haproxy`; all of them or, where one is there already, none.
ExitCode writeCompanion(const CommandLine& line, const Profile& profile);
/// A sentence for each thing that was looked at: the configuration, and of each connected proxy its socket, what the socket
/// may do, what it looks holds up in, and a test call of each team. Fails where one of them is not as it must be.
ExitCode checkCompanion(const CommandLine& line, const Profile& profile);

} // namespace fuseboard
