// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/profile.h"

#include <chrono>
#include <optional>

namespace fuseboard {

/// What `fuseboard` was started with.
struct DesktopOptions {
    Profile profile = Profile::standard();
    QString directory; ///< of the profile, absolute; empty: the standard one
    bool sandbox = false;
    bool fresh = false; ///< begin with an empty sandbox profile
    bool background = false; ///< show no window at first, where the person has chosen to keep watching
    QString freezeTeam; ///< freeze this team and end; empty: show the window
    QString freezeReason;
    std::optional<std::chrono::seconds> seconds; ///< end by itself
};

/// Reads the arguments. Prints help or a usage error itself, and then answers with the exit code instead.
std::expected<DesktopOptions, int> parseDesktopOptions(int argc, char** argv);

} // namespace fuseboard
