// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/commandline.h"

namespace fuseboard {

class Profile;

/// Prints the error; the exit code of a command that failed.
int say(const Error& error, const CommandLine& line);

/// Carries out a command beside the profile's owner, or as its owner where there is none: for this one command, or for as long
/// as `watch` runs. The exit code.
int run(const CommandLine& line, const Profile& profile);

} // namespace fuseboard
