// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"
#include "owner/profile.h"

namespace fuseboard {

/// `source limits`: what each source, or the one that is named, told of the limits that it keeps itself. Reads only; needs no
/// owner.
ExitCode showLimits(const CommandLine& line, const Profile& profile);

} // namespace fuseboard
