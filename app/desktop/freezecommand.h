// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fuseboard {

struct DesktopOptions;

/// `fuseboard --freeze TEAM`, for a shortcut of the desktop: has `fuseboardctl`, which stands beside this program, order it by
/// whoever owns the profile, and answers with its exit code.
int freezeByCommand(const DesktopOptions& options);

} // namespace fuseboard
