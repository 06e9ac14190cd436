// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"

namespace fuseboard {

class Profile;

/// Carries out `source test`, and tries what `source add` is to connect, without the owner. Prints what the key may read, or
/// why not. Empty: go on and ask the owner; else the command ends with this code.
std::optional<ExitCode> tryOutSource(const CommandLine& line, const Profile& profile);

} // namespace fuseboard
