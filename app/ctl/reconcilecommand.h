// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"
#include "owner/profile.h"

namespace fuseboard {

/// Compares a month's ledgers, day by day, and says why they differ. Reads only; needs no owner.
ExitCode reconcile(const CommandLine& line, const Profile& profile);

} // namespace fuseboard
